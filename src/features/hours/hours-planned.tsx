// What was planned for the pupil to date and what became of it, with what is not logged said beside it.
import { useMemo } from "preact/hooks";
import { addDays, type Day } from "../../domain/calendar.ts";
import { plannedBetween } from "../../domain/delivery.ts";
import type { PlannedSession } from "../../domain/planned-session.ts";
import { tallyDelivery } from "../../domain/delivery-tally.ts";
import type { PupilId } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import { lostReasonLabel } from "../../domain/session-labels.ts";
import { useRecords } from "../../storage/live.ts";
import { HoursBar } from "../../ui/charts/hours-bar.tsx";
import { sayCount } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { loggedSessionsOf, usePlanFacts } from "../shared/plan-facts.ts";
import { useToday } from "../shared/today.ts";
import styles from "./hours.module.css";

export function HoursPlanned(props: {
  readonly pupilIds: readonly PupilId[];
  readonly from: Day;
  readonly to: Day;
  /** The picture has the whole term as its scale. */
  readonly isWholeTerm: boolean;
}) {
  const { device } = useAlongside();
  const facts = usePlanFacts(useDirectory());
  const today = useToday();
  const { pupilIds, from, to } = props;
  const ids = useMemo(() => new Set(pupilIds), [pupilIds]);
  const own = useMemo(() => {
    const groups = new Set(facts.members.filter((one) => ids.has(one.pupilId)).map((one) => one.groupId));
    return {
      ...facts,
      slots: facts.slots.filter((one) => one.slot.groupId !== undefined && groups.has(one.slot.groupId)),
    };
  }, [facts, ids]);
  const sessions = useRecords(device, records.session, { index: "date", from, to: addDays(to, 14) });
  const planned = useMemo(() => {
    if (sessions === undefined) return undefined;
    const all = plannedBetween(own, from, to, loggedSessionsOf(sessions), today);
    return all.filter((one) => one.pupilIds.some((id) => ids.has(id)));
  }, [sessions, own, from, to, today, ids]);
  if (planned === undefined || planned.length === 0) return null;
  const tally = tallyDelivery(planned, today);
  const seconds = (of: (one: PlannedSession) => boolean) =>
    planned.filter(of).reduce((sum, one) => sum + one.plannedSeconds, 0);
  const isDone = (one: PlannedSession) => one.state === "delivered" || one.state === "delivered-moved";
  const isToDate = (one: PlannedSession) => isDone(one) || one.state === "lost" || one.state === "not-logged";
  const reasons = [...tally.lostByReason].map(
    ([reason, count]) => `${lostReasonLabel[reason].toLowerCase()} ${count}`,
  );
  return (
    <section class={styles.planned} aria-label="Planned and delivered">
      {props.isWholeTerm && (
        <HoursBar
          label="Group sessions delivered, of those planned to date"
          deliveredSeconds={seconds(isDone)}
          plannedToDateSeconds={seconds(isToDate)}
          termSeconds={seconds(() => true)}
          sessions={tally.planned}
        />
      )}
      <p>
        {`Planned to date: ${sayCount(tally.planned, "session")} = ${tally.delivered} delivered + ${tally.lost} lost + ${tally.notLogged} not logged.`}
        {reasons.length > 0 && ` Lost: ${reasons.join(", ")}.`}
      </p>
    </section>
  );
}
