// The state of a thing in one adjective: "Waiting", "Agreed". Colour only repeats what the word says.
import type { ComponentChildren } from "preact";
import { classes } from "./classes.ts";
import type { IconName } from "./icon-paths.ts";
import { Icon } from "./icon.tsx";
import styles from "./tag.module.css";

export type TagTone = "neutral" | "good" | "warm" | "bad" | "info";

export interface TagProps {
  readonly tone?: TagTone | undefined;
  readonly icon?: IconName | undefined;
  readonly children: ComponentChildren;
}

export function Tag({ tone = "neutral", icon, children }: TagProps) {
  return (
    <span class={classes(styles.tag, styles[tone])}>
      {icon && <Icon name={icon} size={16} />}
      {children}
    </span>
  );
}
