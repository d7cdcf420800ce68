// Space between things: a column (Stack) and a row that wraps (Cluster).
import type { ComponentChildren } from "preact";
import { classes } from "./classes.ts";
import styles from "./stack.module.css";

type Gap = "small" | "medium" | "large";

export interface StackProps {
  readonly gap?: Gap | undefined;
  readonly children: ComponentChildren;
}

export function Stack({ gap = "medium", children }: StackProps) {
  return <div class={classes(styles.stack, styles[gap])}>{children}</div>;
}

export interface ClusterProps extends StackProps {
  readonly align?: "start" | "centre" | "end" | "between" | undefined;
}

export function Cluster({ gap = "small", align = "start", children }: ClusterProps) {
  return (
    <div class={classes(styles.cluster, styles[gap], align !== "start" && styles[align])}>{children}</div>
  );
}
