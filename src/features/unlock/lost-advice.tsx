// What to do when a tablet is gone. Said on any tablet, without signing in: the first minutes count.
import { LockedHead } from "./locked-head.tsx";
import styles from "./unlock.module.css";

export function LostAdvice({ onBack }: { readonly onBack: () => void }) {
  return (
    <div class={styles.narrow}>
      <LockedHead title="If a tablet is lost" onBack={onBack}>
        Nobody can open it without a PIN, and what is on it is sealed.
      </LockedHead>
      <ol>
        <li>Tell your SENCO or administrator now. You do not have to look for it first.</li>
        <li>
          On any tablet or computer they open <strong>People and tablets</strong> and press{" "}
          <strong>Lost</strong> twice. It is then let in nowhere, and it deletes its keys as soon as it hears
          of it.
        </li>
        <li>Carry on with another tablet. Everything that was sent is there.</li>
      </ol>
      <p>
        If it is found, it is joined again with a new code. What had not been sent from it is sealed and is
        sent then.
      </p>
    </div>
  );
}
