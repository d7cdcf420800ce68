// What stands where there is nothing yet: says so and how to start.
import type { ComponentChildren } from "preact";
import styles from "./empty-state.module.css";
import type { IconName } from "./icon-paths.ts";
import { Icon } from "./icon.tsx";

export interface EmptyStateProps {
  readonly title: string;
  readonly icon?: IconName | undefined;
  readonly action?: ComponentChildren;
  readonly children?: ComponentChildren;
}

export function EmptyState({ title, icon, action, children }: EmptyStateProps) {
  return (
    <div class={styles.empty}>
      {icon && <Icon name={icon} size={36} />}
      <p class={styles.title}>{title}</p>
      {children && <div class={styles.body}>{children}</div>}
      {action}
    </div>
  );
}
