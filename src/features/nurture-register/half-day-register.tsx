// One half-day: how it stands, all here, a row a child, and what else there is to say of it.
import { useState } from "preact/hooks";
import { secondsOfDayInZone } from "../../domain/calendar.ts";
import { halfLabel } from "../../domain/half-days.ts";
import type { PupilId } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import { useRecords } from "../../storage/live.ts";
import { hereWish, registerState, type HalfDayPlan } from "../../domain/nurture-register.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayTimeRange } from "../../ui/words.ts";
import { awayAt } from "../shared/away-at.ts";
import { storedEnd } from "../shared/session-changes.ts";
import { useAlongside } from "../shared/context.ts";
import { ComingSoon } from "./coming-soon.tsx";
import { MarkDialog } from "./mark-dialog.tsx";
import { NotRun } from "./not-run.tsx";
import { RegisterFoot } from "./register-foot.tsx";
import { RegisterHead } from "./register-head.tsx";
import { RegisterRow } from "./register-row.tsx";
import styles from "./nurture-register.module.css";
import { SeenRegister } from "./seen-register.tsx";
import { useNamed } from "./use-named.ts";
import { tapEntry, useRegisterSaving, useStoredRegister, type StoredRegister } from "./use-register.ts";

export function HalfDayRegister(props: {
  readonly plan: HalfDayPlan;
  readonly isToday: boolean;
  /** Whether this person may take it; others see it. */
  readonly mayTake: boolean;
}) {
  const { plan, isToday } = props;
  const { device } = useAlongside();
  const stored = useStoredRegister(plan);
  const away = useRecords(device, records.awayToday, { index: "date", equals: plan.date });
  const nowSeconds = () => {
    const seconds = secondsOfDayInZone(device.clock.nowMs());
    return isToday ? seconds - (seconds % 60) : undefined;
  };
  const session = stored?.session;
  // Late and early are told by the half-day as it was, which may not be as planned.
  const held =
    session && session.record.outcome === "delivered"
      ? { ...plan, start: session.record.start, end: storedEnd(session.record) }
      : plan;
  const saving = useRegisterSaving(held, (nowSeconds() ?? held.end) < held.end);
  if (stored === undefined || away === undefined) return <Skeleton lines={8} />;
  if (!props.mayTake) return <SeenRegister plan={held} stored={stored} />;
  if (session && (session.record.voided || session.record.outcome === "lost"))
    return <NotRun plan={plan} session={session} saving={saving} />;
  return (
    <Stack>
      <p class={styles.soft}>{`${halfLabel[plan.half]}, ${sayTimeRange(held.start, held.end)}`}</p>
      <ProblemNotice problem={saving.problem} />
      <Rows
        plan={held}
        stored={stored}
        saving={saving}
        nowSeconds={nowSeconds}
        awayIds={awayAt(
          away.map((one) => one.record),
          plan.start,
        )}
      />
      <RegisterFoot plan={plan} stored={stored} saving={saving} />
    </Stack>
  );
}

interface RowsProps {
  readonly plan: HalfDayPlan;
  readonly stored: StoredRegister;
  readonly saving: ReturnType<typeof useRegisterSaving>;
  readonly nowSeconds: () => number | undefined;
  /** Whom the school knows to be away. */
  readonly awayIds: ReadonlySet<PupilId>;
}

function Rows({ plan, stored, saving, nowSeconds, awayIds }: RowsProps) {
  const [detailsOf, setDetailsOf] = useState<PupilId>();
  const [hasCheckIn, setHasCheckIn] = useState(false);
  const stateOf = (id: PupilId) => registerState(stored.marks.get(id)?.record, plan);
  // Who was marked though not expected stays on the list of those who are there.
  const extra = [...stored.marks.keys()].filter(
    (id) => !plan.expectedIds.includes(id) && !["blank", "not-expected"].includes(stateOf(id)),
  );
  const listed = useNamed([...plan.expectedIds, ...extra]);
  const others = useNamed(plan.otherIds.filter((id) => !extra.includes(id)));
  const tap = async (id: PupilId) => {
    let needsDetails = false;
    await saving.enter((before) => {
      const entries = tapEntry(plan, id, before, nowSeconds());
      needsDetails = entries.length === 0;
      return entries;
    });
    if (needsDetails) setDetailsOf(id);
  };
  const row = ({ id, name }: { readonly id: PupilId; readonly name: string }) => (
    <RegisterRow
      key={id}
      id={id}
      name={name}
      mark={stored.marks.get(id)?.record}
      hasNote={(stored.notes.get(id)?.record.text ?? "") !== ""}
      isAway={awayIds.has(id)}
      plan={plan}
      hasCheckIn={hasCheckIn}
      saving={saving}
      onTap={() => void tap(id)}
      onDetails={() => setDetailsOf(id)}
    />
  );
  return (
    <>
      <RegisterHead
        plan={plan}
        states={listed.map(({ id }) => stateOf(id))}
        listed={listed.map(({ id }) => id)}
        saving={saving}
        awayIds={awayIds}
      />
      <ul class={styles.rows}>{listed.map(row)}</ul>
      <Cluster>
        <Button variant="quiet" aria-pressed={hasCheckIn} onClick={() => setHasCheckIn(!hasCheckIn)}>
          {hasCheckIn ? "Hide the check-in" : "Check-in, 1 to 5"}
        </Button>
      </Cluster>
      {others.length > 0 && (
        <Section title={`Not expected this half-day (${others.length})`} level={3}>
          <ul class={styles.rows}>
            {others.map((one) => (
              <OtherRow key={one.id} {...one} plan={plan} saving={saving} />
            ))}
          </ul>
        </Section>
      )}
      <ComingSoon plan={plan} />
      {detailsOf && (
        <MarkDialog
          key={detailsOf}
          pupilId={detailsOf}
          name={[...listed, ...others].find((one) => one.id === detailsOf)?.name ?? ""}
          plan={plan}
          mark={stored.marks.get(detailsOf)?.record}
          note={stored.notes.get(detailsOf)?.record.text ?? ""}
          saving={saving}
          onClose={() => setDetailsOf(undefined)}
        />
      )}
    </>
  );
}

function OtherRow(props: {
  readonly id: PupilId;
  readonly name: string;
  readonly plan: HalfDayPlan;
  readonly saving: RowsProps["saving"];
}) {
  const { id, name, plan, saving } = props;
  return (
    <li class={styles.row}>
      <span class={styles.otherName}>{name}</span>
      <Button
        aria-label={`${name} is here after all`}
        onClick={() => void saving.enter(() => [{ pupilId: id, wish: hereWish(plan) }])}
      >
        Here after all
      </Button>
    </li>
  );
}
