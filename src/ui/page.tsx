// One screen: way back, heading, what can be done here, then its parts. The tab's title is the screen's own matter.
import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";
import styles from "./page.module.css";

export interface PageProps {
  readonly title: string;
  /** One sentence or fact under the heading. */
  readonly lead?: ComponentChildren;
  /** Buttons beside the heading; the screen's one primary action may stand here. */
  readonly actions?: ComponentChildren;
  readonly back?: { readonly href: string; readonly label: string } | undefined;
  readonly children?: ComponentChildren;
}

/** The h1 has tabindex -1, so that the app can move focus there after a change of address. */
export function Page({ title, lead, actions, back, children }: PageProps) {
  return (
    <div class={styles.page}>
      {back && (
        <a class={styles.back} href={back.href}>
          <Icon name="chevron-left" />
          {back.label}
        </a>
      )}
      <div class={styles.head}>
        <div class={styles.words}>
          <h1 tabIndex={-1}>{title}</h1>
          {lead && <div class={styles.lead}>{lead}</div>}
        </div>
        {actions && <div class={`${styles.actions} no-print`}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}
