// The week in one line: planned to date is delivered, lost and not logged, and no percentage stands without what is not logged.
import type { DeliveryTally } from "../../domain/delivery-tally.ts";
import { lostReasonLabel } from "../../domain/session-labels.ts";
import { sayCount } from "../../ui/words.ts";
import styles from "./weekly-summary.module.css";

/** Fewer than this many sessions make no meaningful percentage. */
const leastForPercentage = 5;

export function WeekFigures({ tally }: { readonly tally: DeliveryTally }) {
  const share =
    tally.planned >= leastForPercentage
      ? ` (${Math.round((tally.delivered * 100) / tally.planned)} %, ${tally.notLogged} not logged)`
      : "";
  const reason = tally.mainReasonLost
    ? `, mostly: ${lostReasonLabel[tally.mainReasonLost].toLowerCase()}`
    : "";
  return (
    <dl class={styles.figures}>
      <div>
        <dt>Planned to date</dt>
        <dd>{sayCount(tally.planned, "session")}</dd>
      </div>
      <div>
        <dt>Delivered</dt>
        <dd>{`${tally.delivered}${share}`}</dd>
      </div>
      <div>
        <dt>Lost</dt>
        <dd>{`${tally.lost}${reason}`}</dd>
      </div>
      <div>
        <dt>Not logged</dt>
        <dd>{tally.notLogged}</dd>
      </div>
      <div>
        <dt>Unplanned</dt>
        <dd>{tally.unplanned}</dd>
      </div>
    </dl>
  );
}
