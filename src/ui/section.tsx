// A part of a page under its own heading, which names the region.
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import styles from "./section.module.css";

export interface SectionProps {
  readonly title: string;
  readonly level?: 2 | 3 | undefined;
  readonly actions?: ComponentChildren;
  readonly id?: string | undefined;
  readonly children: ComponentChildren;
}

export function Section({ title, level = 2, actions, id, children }: SectionProps) {
  const headingId = useId();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section class={styles.section} aria-labelledby={headingId} id={id}>
      <div class={styles.head}>
        <Heading id={headingId}>{title}</Heading>
        {actions && <div class={`${styles.actions} no-print`}>{actions}</div>}
      </div>
      {children}
    </section>
  );
}
