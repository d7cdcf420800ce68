// One half-day: how it stands, all here, a row a child, and what else there is to say of it.
import { useState } from "preact/hooks";
import { secondsOfDayInZone } from "../../domain/calendar.ts";
import type { PupilId } from "../../domain/ids.ts";
import { countRegister, hereWish, registerState, type HalfDayPlan } from "../../domain/nurture-register.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayCount } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { firstNames } from "../shared/people-names.ts";
import { ComingSoon } from "./coming-soon.tsx";
import { MarkDialog } from "./mark-dialog.tsx";
import { NotRun } from "./not-run.tsx";
import { RegisterFoot } from "./register-foot.tsx";
import { RegisterRow } from "./register-row.tsx";
import styles from "./nurture-register.module.css";
import { tapEntry, useRegisterSaving, useStoredRegister, type StoredRegister } from "./use-register.ts";

export function HalfDayRegister({
  plan,
  isToday,
}: {
  readonly plan: HalfDayPlan;
  readonly isToday: boolean;
}) {
  const { device } = useAlongside();
  const stored = useStoredRegister(plan);
  const nowSeconds = () => {
    const seconds = secondsOfDayInZone(device.clock.nowMs());
    return isToday ? seconds - (seconds % 60) : undefined;
  };
  const saving = useRegisterSaving(plan, (nowSeconds() ?? plan.end) < plan.end);
  if (stored === undefined) return <Skeleton lines={8} />;
  const { session } = stored;
  if (session && (session.record.voided || session.record.outcome === "lost"))
    return <NotRun plan={plan} session={session} saving={saving} />;
  return (
    <Stack>
      <ProblemNotice problem={saving.problem} />
      <Rows plan={plan} stored={stored} saving={saving} nowSeconds={nowSeconds} />
      <RegisterFoot plan={plan} stored={stored} saving={saving} />
    </Stack>
  );
}

interface RowsProps {
  readonly plan: HalfDayPlan;
  readonly stored: StoredRegister;
  readonly saving: ReturnType<typeof useRegisterSaving>;
  readonly nowSeconds: () => number | undefined;
}

function Rows({ plan, stored, saving, nowSeconds }: RowsProps) {
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
      plan={plan}
      hasCheckIn={hasCheckIn}
      saving={saving}
      onTap={() => void tap(id)}
      onDetails={() => setDetailsOf(id)}
    />
  );
  return (
    <>
      <Head
        plan={plan}
        states={listed.map(({ id }) => stateOf(id))}
        listed={listed.map(({ id }) => id)}
        saving={saving}
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

function useNamed(ids: readonly PupilId[]): { readonly id: PupilId; readonly name: string }[] {
  const directory = useDirectory();
  return firstNames(ids, directory).toSorted((a, b) => a.name.localeCompare(b.name, "en-GB"));
}

function Head(props: {
  readonly plan: HalfDayPlan;
  readonly states: readonly ReturnType<typeof registerState>[];
  readonly listed: readonly PupilId[];
  readonly saving: RowsProps["saving"];
}) {
  const { plan, states, listed, saving } = props;
  const count = countRegister(states);
  const words = [
    `${count.here} here`,
    ...(count.absent > 0 ? [`${count.absent} absent`] : []),
    ...(count.elsewhere > 0 ? [`${count.elsewhere} elsewhere`] : []),
    ...(count.blank > 0 ? [`${count.blank} not taken`] : []),
  ].join(", ");
  const allHere = () =>
    saving.enter(
      (before) => {
        const isBlank = (id: PupilId) => {
          const mark = before?.marks.find((one) => one.record.pupilId === id)?.record;
          return registerState(mark, plan) === "blank";
        };
        const blanks = listed.filter(isBlank);
        return blanks.map((pupilId) => ({ pupilId, wish: hereWish(plan) }));
      },
      `${sayCount(count.blank, "child", "children")} marked here. Saved on this tablet`,
    );
  const isFresh = count.blank === states.length;
  return (
    <div class={styles.head}>
      <p class={styles.count} role="status">
        {listed.length === 0 ? "Nobody is expected." : words}
      </p>
      {count.blank > 0 && (
        <Button variant="primary" big icon="check" onClick={() => void allHere()}>
          {isFresh ? "All here" : `The other ${count.blank} here`}
        </Button>
      )}
      <p class={styles.hint}>
        Tap a name: absent, tap again: late, again: clear. This is the group's own register, not the school's
        attendance register.
      </p>
    </div>
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
