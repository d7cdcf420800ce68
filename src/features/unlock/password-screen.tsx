// A full sign-in on a locked tablet: for who has no PIN yet, or needs more than a PIN may do.
import type { ComponentChildren } from "preact";
import { LockedHead } from "./locked-head.tsx";
import styles from "./unlock.module.css";

export function PasswordScreen(props: {
  readonly onBack: () => void;
  /** Back from the school's account service. */
  readonly isFromProvider: boolean;
  /** The form itself, with its steps. */
  readonly children: ComponentChildren;
}) {
  return (
    <div class={styles.narrow}>
      <LockedHead
        title={props.isFromProvider ? "Your school account" : "Sign in with your password"}
        onBack={props.onBack}
        keepsFocus
      >
        It needs the school network. Afterwards your PIN is enough.
      </LockedHead>
      {props.children}
    </div>
  );
}
