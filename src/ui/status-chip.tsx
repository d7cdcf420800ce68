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
  readonly children: ComponentChildren;
}

export function StatusChip({ icon, tone = "neutral", children }: StatusChipProps) {
  return (
    <span role="status" class={classes(styles.chip, tone !== "neutral" && styles[tone])}>
      <Icon name={icon} />
      <span>{children}</span>
    </span>
  );
}
