// A thing to do. What looks like a button and goes somewhere is a ButtonLink.
import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import styles from "./button.module.css";
import { classes } from "./classes.ts";
import type { IconName } from "./icon-paths.ts";
import { Icon } from "./icon.tsx";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";

/** What a Button and a ButtonLink share. */
export interface ButtonLook {
  /** One primary a screen. */
  readonly variant?: ButtonVariant | undefined;
  readonly big?: boolean | undefined;
  /** As wide as its place. */
  readonly wide?: boolean | undefined;
  readonly icon?: IconName | undefined;
  readonly children: ComponentChildren;
}

type PlainButton = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon" | "class" | "className" | "children">;

export interface ButtonProps extends ButtonLook, PlainButton {
  /** Under way: taps do nothing, focus stays, and screen readers hear that it is busy. */
  readonly busy?: boolean | undefined;
}

export function Button({ variant, big, wide, icon, busy = false, children, onClick, ...rest }: ButtonProps) {
  const waiting = busy ? { "aria-disabled": true, "aria-busy": true } : {};
  return (
    <button
      type="button"
      {...rest}
      {...waiting}
      class={buttonClass({ variant, big, wide })}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <span class={styles.spinner} aria-hidden="true" /> : icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** The classes of a look, for a Button and a ButtonLink alike. */
export function buttonClass({ variant = "secondary", big, wide }: Omit<ButtonLook, "children">): string {
  return classes(styles.button, styles[variant], big && styles.big, wide && styles.wide);
}
