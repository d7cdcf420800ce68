// The three true figures, each with its own name: never mixed, never added to each other.
import type { HoursTotals as Totals } from "../../domain/pupil-hours.ts";
import { sayMinutes } from "../../ui/words.ts";
import styles from "./hours.module.css";

export function HoursTotals({ totals }: { readonly totals: Totals }) {
  return (
    <dl class={styles.totals}>
      <div>
        <dt>Contact time</dt>
        <dd>{sayMinutes(totals.contactSeconds)}</dd>
        <dd class={styles.soft}>the pupil was there</dd>
      </div>
      <div>
        <dt>Apportioned time</dt>
        <dd>{sayMinutes(totals.apportionedSeconds)}</dd>
        <dd class={styles.soft}>session time shared with the group</dd>
      </div>
      <div>
        <dt>Adult time</dt>
        <dd>{sayMinutes(totals.adultSeconds)}</dd>
        <dd class={styles.soft}>adults' time shared with the group; cost is based on it</dd>
      </div>
      <div>
        <dt>Attended</dt>
        <dd>{`${totals.attended} of ${totals.delivered}`}</dd>
        <dd class={styles.soft}>delivered sessions</dd>
      </div>
      {totals.reservedSeconds > 0 && (
        <div>
          <dt>Reserved, not received</dt>
          <dd>{sayMinutes(totals.reservedSeconds)}</dd>
          <dd class={styles.soft}>shares of sessions missed</dd>
        </div>
      )}
    </dl>
  );
}
