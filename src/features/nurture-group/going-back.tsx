// Going back to class, step by step: for each child whose half-days change, how much of the week is in the group and how much
// in class, from when, and how often the child really came.
import { addDays, type Day } from "../../domain/calendar.ts";
import { gridSteps, type HalfDayGrid } from "../../domain/half-days.ts";
import type { PupilId } from "../../domain/ids.ts";
import { placementState } from "../../domain/nurture-placement.ts";
import * as records from "../../domain/records.ts";
import { useRecords } from "../../storage/live.ts";
import { Section } from "../../ui/section.tsx";
import { sayCount, sayDay } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { firstNames } from "../shared/people-names.ts";
import { useToday } from "../shared/today.ts";
import { halfDayWords } from "./half-day-field.tsx";
import styles from "./nurture-group.module.css";
import type { NurturePart } from "./nurture-group-screen.tsx";

export function GoingBack({ data }: NurturePart) {
  const today = useToday();
  const stepsOf = (id: PupilId) => gridSteps(data.gridsOf(id).map((one) => one.record));
  const ids = data.places
    .filter(({ record }) => placementState(record, today) === "started" && stepsOf(record.pupilId).length > 1)
    .map(({ record }) => record.pupilId);
  if (ids.length === 0) return null;
  return (
    <Section title="Going back to class">
      <p class={styles.soft}>
        A week has ten half-days. A filled box is a half-day in the group, an empty one in class.
      </p>
      {ids.map((id) => (
        <ChildSteps key={id} pupilId={id} grids={stepsOf(id)} groupId={data.groupId} />
      ))}
    </Section>
  );
}

function ChildSteps(props: {
  readonly pupilId: PupilId;
  /** In the order in which they begin. */
  readonly grids: readonly HalfDayGrid[];
  readonly groupId: string;
}) {
  const { pupilId, groupId, grids } = props;
  const { device } = useAlongside();
  const directory = useDirectory();
  const today = useToday();
  const first = grids[0]?.from ?? today;
  const marks = useRecords(device, records.mark, {
    index: "[pupilId+date]",
    from: [pupilId, first],
    to: [pupilId, today],
  });
  const sessions = useRecords(device, records.session, {
    index: "[groupId+date]",
    from: [groupId, first],
    to: [groupId, today],
  });
  const held = new Set(
    (sessions ?? []).flatMap(({ id, record }) =>
      record.half && !record.voided && record.outcome === "delivered" ? [id] : [],
    ),
  );
  const own = (marks ?? []).map((one) => one.record).filter((one) => held.has(one.sessionId));
  const name = firstNames([pupilId], directory)[0]?.name ?? "";
  return (
    <Section title={name} level={3}>
      <ol class={styles.steps}>
        {grids.map((grid, at) => {
          const next = grids[at + 1];
          const to = next ? addDays(next.from, -1) : undefined;
          return <Step key={grid.from} grid={grid} to={to} marks={own} today={today} />;
        })}
      </ol>
    </Section>
  );
}

function Step(props: {
  readonly grid: HalfDayGrid;
  readonly to: Day | undefined;
  readonly marks: readonly { readonly date: Day; readonly status: string }[];
  readonly today: Day;
}) {
  const { grid, to, today } = props;
  const count = grid.halfDays.length;
  const inTime = props.marks.filter((one) => grid.from <= one.date && (!to || one.date <= to));
  const here = inTime.filter((one) => one.status === "here").length;
  const taken = inTime.filter((one) => one.status !== "blank" && one.status !== "not-expected").length;
  const words =
    grid.from > today
      ? "Planned."
      : taken === 0
        ? "No register taken."
        : `Here on ${here} of ${sayCount(taken, "half-day")} taken.`;
  return (
    <li class={styles.step}>
      <span>{`From ${sayDay(grid.from)}`}</span>
      <span
        class={styles.bar}
        role="img"
        aria-label={`${count} of 10 half-days in the group, ${10 - count} in class`}
      >
        {Array.from({ length: 10 }, (_one, at) => (
          <span key={at} class={at < count ? styles.inGroup : undefined} />
        ))}
      </span>
      <p>{`${count} in the group, ${10 - count} in class: ${halfDayWords(grid.halfDays)}. ${words}`}</p>
    </li>
  );
}
