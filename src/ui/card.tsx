// A thing apart from its neighbours. Never a card in a card: a Section or a plain list inside.
import type { ComponentChildren } from "preact";
import styles from "./card.module.css";
import { classes } from "./classes.ts";

export interface CardProps {
  readonly as?: "div" | "li" | "article" | "section" | undefined;
  /** accent: what is due now; quiet: what is done. */
  readonly tone?: "plain" | "accent" | "quiet" | undefined;
  /** The id of the heading inside that names it. */
  readonly labelledBy?: string | undefined;
  readonly children: ComponentChildren;
}

export function Card({ as: Element = "div", tone = "plain", labelledBy, children }: CardProps) {
  return (
    <Element class={classes(styles.card, tone !== "plain" && styles[tone])} aria-labelledby={labelledBy}>
      {children}
    </Element>
  );
}
