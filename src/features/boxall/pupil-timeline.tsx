// One timeline: attendance, hours received, assessments, targets and places, half term by half term.
import type { PupilId } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import { useRecords } from "../../storage/live.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { sayMinutes } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useToday } from "../shared/today.ts";
import { useHours } from "../shared/use-hours.ts";
import styles from "./boxall.module.css";
import type { Counting } from "./pupil-boxall-screen.tsx";
import { halfTermWords, timelineRows, type TimelineRow } from "./timeline-rows.ts";

interface TimelineProps {
  readonly pupilId: PupilId;
  readonly ids: readonly PupilId[];
  readonly counting: Counting;
}

export function PupilTimeline({ ids, counting }: TimelineProps) {
  const { device } = useAlongside();
  const directory = useDirectory();
  const today = useToday();
  const { calendar, groupsById } = directory;
  const from = calendar.halfTerms.reduce((first, one) => (one.from < first ? one.from : first), today);
  const pupilIds = [...ids];
  const hours = useHours(`timeline|${pupilIds.join(" ")}|${from}|${today}`, (client) =>
    client.pupilHours({ pupilIds, from, to: today }),
  );
  const places = useRecords(device, records.nurturePlacement);
  if (hours.problem !== undefined) return <ProblemNotice problem={hours.problem} />;
  if (hours.value === undefined || places === undefined)
    return <Skeleton lines={4} label="Working out the hours" />;
  const isOwn = (id: PupilId) => ids.includes(id);
  const rows = timelineRows(
    {
      calendar,
      // Class support and personal care are no interventions, and are never added to them.
      lines: hours.value.sessions.filter((one) => one.type === "intervention"),
      nurtureIds: new Set([...groupsById].flatMap(([id, one]) => (one.record.isNurture ? [id] : []))),
      counting,
      targets: directory.targets.map((one) => one.record).filter((one) => isOwn(one.pupilId)),
      places: places.map((one) => one.record).filter((one) => isOwn(one.pupilId)),
    },
    today,
  );
  return (
    <Section title="Timeline">
      <p class={styles.soft}>
        What happened, side by side, from what this tablet holds. It says of nothing that it came from
        another.
      </p>
      <DataTable
        caption="Half term by half term"
        hideCaption
        columns={columnsOf((row) => halfTermWords(row.halfTerm, calendar))}
        rows={rows}
        rowKey={(row) => row.halfTerm.from}
        empty="Nothing has happened yet."
      />
    </Section>
  );
}

function columnsOf(nameOf: (row: TimelineRow) => string): Column<TimelineRow>[] {
  const of = (some: number, all: number) => (all === 0 ? "–" : `${some} of ${all}`);
  const list = (words: readonly string[]) =>
    words.length === 0 ? (
      "–"
    ) : (
      <ul class={styles.events}>
        {words.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    );
  return [
    { key: "half-term", title: "Half term", rowHeader: true, cell: nameOf },
    { key: "nurture", title: "Nurture half-days", cell: (row) => of(row.halfDaysHere, row.halfDaysTaken) },
    { key: "sessions", title: "Other sessions", cell: (row) => of(row.attended, row.taken) },
    { key: "hours", title: "Hours received", cell: (row) => sayMinutes(row.apportionedSeconds) },
    { key: "boxall", title: "Boxall", cell: (row) => list(row.boxall) },
    { key: "events", title: "Places and targets", cell: (row) => list(row.events) },
  ];
}
