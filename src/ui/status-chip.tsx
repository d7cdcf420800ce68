// A live fact in a header: icon and words, read out politely when it changes.
import type { ComponentChildren } from "preact";
import { classes } from "./classes.ts";
import type { IconName } from "./icon-paths.ts";
import { Icon } from "./icon.tsx";
import styles from "./status-chip.module.css";

export interface StatusChipProps {
  readonly icon: IconName;
  /** Being offline or waiting is neutral; attention only for what a person must settle. */
  readonly tone?: "neutral" | "good" | "attention" | undefined;
  /** Where it leads: to what can be done about it. */
  readonly href?: string | undefined;
  readonly children: ComponentChildren;
}

export function StatusChip({ icon, tone = "neutral", href, children }: StatusChipProps) {
  const chip = (
    <span class={classes(styles.chip, tone !== "neutral" && styles[tone])}>
      <Icon name={icon} />
      <span>{children}</span>
    </span>
  );
  // The link stands inside the live region: a status inside a link would leave the link without a name.
  return (
    <span role="status">
      {href === undefined ? (
        chip
      ) : (
        <a class={styles.way} href={href}>
          {chip}
        </a>
      )}
    </span>
  );
}
