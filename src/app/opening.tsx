// Shown for the moment in which a person's school is opened.
import { Skeleton } from "../ui/skeleton.tsx";
import styles from "./frame.module.css";

export function Opening() {
  return (
    <div class={styles.opening}>
      <Skeleton lines={6} label="Opening your school" />
    </div>
  );
}
