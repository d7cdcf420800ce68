// Until this device seals and locks what it holds, every screen says so.
import styles from "./frame.module.css";

export function NotForRealPupils() {
  return (
    <p class={styles.notReal} role="note">
      Not for real pupils yet
    </p>
  );
}
