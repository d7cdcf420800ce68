// A message that stays in its place. Red ("problem") only for what a person must settle; being offline is "info".
import type { ComponentChildren } from "preact";
import { classes } from "./classes.ts";
import type { IconName } from "./icon-paths.ts";
import { Icon } from "./icon.tsx";
import styles from "./notice.module.css";
import { useArrived } from "./use-arrived.ts";

export type NoticeTone = "info" | "success" | "warning" | "problem";

export interface NoticeProps {
  readonly tone: NoticeTone;
  readonly title?: string | undefined;
  readonly action?: ComponentChildren;
  /** It came about through something just done: read it out. Leave it off for what stood there from the start. */
  readonly announce?: boolean | undefined;
  readonly children?: ComponentChildren;
}

const iconByTone: Record<NoticeTone, IconName> = {
  info: "info",
  success: "check",
  warning: "alert",
  problem: "alert",
};

export function Notice({ tone, title, action, announce = false, children }: NoticeProps) {
  const hasArrived = useArrived();
  const spoken = announce ? { role: tone === "problem" ? ("alert" as const) : ("status" as const) } : {};
  return (
    <div {...spoken} class={classes(styles.notice, styles[tone])}>
      <Icon name={iconByTone[tone]} />
      <div class={classes(styles.words, announce && !hasArrived && styles.coming)}>
        {title && <p class={styles.title}>{title}</p>}
        {children && <div>{children}</div>}
        {action && <div class="no-print">{action}</div>}
      </div>
    </div>
  );
}

/** What went wrong with the thing just done, read out when it comes; nothing while `problem` is undefined. */
export function ProblemNotice({ problem }: { readonly problem: string | undefined }) {
  if (problem === undefined) return null;
  return (
    <Notice tone="problem" announce>
      {problem}
    </Notice>
  );
}
