// More for those who want it: details and summary.
import type { ComponentChildren } from "preact";
import styles from "./disclosure.module.css";
import { Icon } from "./icon.tsx";

export interface DisclosureProps {
  readonly summary: string;
  /** Whether it starts open; afterwards it is the person's. */
  readonly open?: boolean | undefined;
  readonly children: ComponentChildren;
}

export function Disclosure({ summary, open = false, children }: DisclosureProps) {
  return (
    <details class={styles.details} open={open}>
      <summary class={styles.summary}>
        <span class={styles.arrow}>
          <Icon name="chevron-right" size={20} />
        </span>
        {summary}
      </summary>
      <div class={styles.body}>{children}</div>
    </details>
  );
}
