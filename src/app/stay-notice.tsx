// The warning before the lock. Any tap or key stays; what was typed is kept either way.
import { Button } from "../ui/button.tsx";
import styles from "./frame.module.css";
import { warningMs } from "./use-locking.ts";

export function StayNotice() {
  return (
    <div class={`${styles.stay} no-print`} role="alert">
      <p>{`This tablet locks in ${warningMs / 1000} seconds. What you typed is kept.`}</p>
      <Button variant="primary" big>
        Tap to stay
      </Button>
    </div>
  );
}
