// A child's time beside the child's change, a row a half term: what was received, what was recorded, what began and ended.
// It puts things side by side and says of nothing that it came from another. Pure.
import { boxallKindLabel } from "../../domain/boxall-labels.ts";
import type { KnownAssessment } from "../../domain/boxall-standing.ts";
import { boxallTotals } from "../../domain/boxall-totals.ts";
import { areComparable } from "../../domain/boxall-change.ts";
import { termOf, type Day, type HalfTerm, type SchoolCalendar } from "../../domain/calendar.ts";
import type { SessionTarget } from "../../domain/group.ts";
import type { GroupId } from "../../domain/ids.ts";
import { type NurturePlacement } from "../../domain/nurture-placement.ts";
import { exitReasonLabel } from "../../domain/nurture-labels.ts";
import type { PupilSessionLine } from "../../domain/pupil-hours.ts";
import { sayDayShort } from "../../ui/words.ts";

export interface TimelineRow {
  readonly halfTerm: HalfTerm;
  /** Half-days of nurture groups: here, of those on which a mark was taken. */
  readonly halfDaysHere: number;
  readonly halfDaysTaken: number;
  /** Everything else that was planned for the child: attended, of attended and missed. */
  readonly attended: number;
  readonly taken: number;
  /** The child's share of all sessions' time. */
  readonly apportionedSeconds: number;
  readonly boxall: readonly string[];
  readonly events: readonly string[];
}

export interface TimelineFacts {
  readonly calendar: SchoolCalendar;
  readonly lines: readonly Pick<PupilSessionLine, "date" | "groupId" | "attendance" | "apportionedSeconds">[];
  readonly nurtureIds: ReadonlySet<GroupId>;
  /** Those that count, the oldest first. */
  readonly counting: readonly KnownAssessment[];
  readonly targets: readonly SessionTarget[];
  readonly places: readonly NurturePlacement[];
}

/** From the first half term in which anything happened to today's. */
export function timelineRows(facts: TimelineFacts, today: Day): TimelineRow[] {
  const halfTerms = facts.calendar.halfTerms
    .filter((one) => one.from <= today)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const rows = halfTerms.map((halfTerm, at) => rowOf(facts, halfTerm, halfTerms[at + 1]?.from));
  const first = rows.findIndex(
    (row) => row.taken + row.halfDaysTaken > 0 || row.boxall.length > 0 || row.events.length > 0,
  );
  return first === -1 ? [] : rows.slice(first);
}

/** A half term and the holiday after it, so that nothing falls between two rows. */
function rowOf(facts: TimelineFacts, halfTerm: HalfTerm, next: Day | undefined): TimelineRow {
  const isIn = (day: Day) => halfTerm.from <= day && (next === undefined || day < next);
  const lines = facts.lines.filter(
    (line) => isIn(line.date) && ["attended", "missed"].includes(line.attendance),
  );
  const isNurture = (groupId: GroupId | undefined) => groupId !== undefined && facts.nurtureIds.has(groupId);
  const nurture = lines.filter((line) => isNurture(line.groupId));
  const others = lines.filter((line) => !isNurture(line.groupId));
  const attended = (some: typeof lines) => some.filter((line) => line.attendance === "attended").length;
  return {
    halfTerm,
    halfDaysHere: attended(nurture),
    halfDaysTaken: nurture.length,
    attended: attended(others),
    taken: others.length,
    apportionedSeconds: facts.lines
      .filter((line) => isIn(line.date))
      .reduce((sum, line) => sum + line.apportionedSeconds, 0),
    boxall: facts.counting.flatMap((one, at) =>
      isIn(one.record.date) ? [boxallWords(facts.counting, at)] : [],
    ),
    events: eventsIn(facts, isIn),
  };
}

/** "Review, Thu 12 Nov: part 1 70 (+6), part 2 41 (−5)": with the difference to the one of an earlier day in the same family. */
function boxallWords(counting: readonly KnownAssessment[], at: number): string {
  const one = counting[at];
  if (one === undefined) return "";
  const before = counting
    .slice(0, at)
    .findLast(
      ({ record }) => record.date < one.record.date && areComparable(record.version, one.record.version),
    );
  const now = boxallTotals(one.record.scores).parts;
  const was = before && boxallTotals(before.record.scores).parts;
  const part = (which: 1 | 2) => {
    const [value, earlier] = [now[which], was?.[which] ?? null];
    if (value === null) return `part ${which} incomplete`;
    const by = earlier === null ? 0 : value - earlier;
    const sign = by === 0 ? "same" : by > 0 ? `+${by}` : `−${-by}`;
    return earlier === null ? `part ${which} ${value}` : `part ${which} ${value} (${sign})`;
  };
  return `${boxallKindLabel[one.record.kind]}, ${sayDayShort(one.record.date)}: ${part(1)}, ${part(2)}`;
}

function eventsIn({ targets, places }: TimelineFacts, isIn: (day: Day) => boolean): string[] {
  const dated: (readonly [Day | null | undefined, string])[] = [
    ...places.flatMap((place) => [
      [place.startedOn, "Began in the nurture group"] as const,
      [
        place.endedOn,
        `${place.startedOn ? "Left the nurture group" : "Did not come to the nurture group"}${place.exitReason ? `: ${exitReasonLabel[place.exitReason].toLowerCase()}` : ""}`,
      ] as const,
    ]),
    ...targets.map((target) => [target.from, `Target: ${target.text}`] as const),
  ];
  return dated
    .filter(([day]) => day && isIn(day))
    .toSorted(([a], [b]) => ((a ?? "") < (b ?? "") ? -1 : 1))
    .map(([day, words]) => `${day ? sayDayShort(day) : ""}: ${words}`);
}

/** "Autumn 1, Autumn term 2026". */
export function halfTermWords(halfTerm: HalfTerm, calendar: SchoolCalendar): string {
  const term = termOf(halfTerm.from, calendar);
  return term ? `${halfTerm.name} ${halfTerm.from.slice(0, 4)}` : halfTerm.name;
}
