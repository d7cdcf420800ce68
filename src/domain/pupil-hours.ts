// What one pupil received in a span of days, as a screen shows it: by intervention, group and rule, by week, and session by
// session with the working behind each figure. Nothing is added up here that cannot be opened.
import type { Day } from "./calendar.ts";
import type { DivisorRule } from "./group.ts";
import { unionIntervals, unionSeconds, type Interval, type Slice } from "./hours.ts";
import type { GroupId, InterventionId, PupilId, SessionId, StaffId } from "./ids.ts";
import { workingOf, type Contribution } from "./ledger.ts";
import type { AreaOfNeed } from "./sen.ts";
import type { SupportType } from "./session.ts";

/** Sums of a pupil's sessions. Three different true numbers of time: never added to each other. */
export interface HoursTotals {
  /** Time the pupil was there; each second of a day is counted once, in the session that the pupil came to first. */
  readonly contactSeconds: number;
  readonly apportionedSeconds: number;
  readonly adultSeconds: number;
  /** "Reserved, not received": part of `apportionedSeconds`, for sessions from which the pupil was absent. */
  readonly reservedSeconds: number;
  readonly attended: number;
  /** attended + missed. */
  readonly delivered: number;
  readonly missed: number;
  /** Delivered sessions of which nobody said whether the pupil was there. */
  readonly unmarked: number;
}

export interface PupilSessionLine {
  readonly sessionId: SessionId;
  readonly date: Day;
  readonly week: Day;
  /** Seconds of the local day. */
  readonly start: number;
  readonly type: SupportType;
  readonly interventionId?: InterventionId;
  readonly areaOfNeed?: AreaOfNeed;
  readonly groupId?: GroupId;
  readonly rule: DivisorRule;
  readonly attendance: "attended" | "missed" | "unmarked" | "not-expected";
  readonly presence: readonly Interval[];
  /** Contact in this session alone. */
  readonly contactSeconds: number;
  /** Of it, what no earlier session of the day has counted already; totals add these up. */
  readonly countedContactSeconds: number;
  /** Sessions that the pupil was in at the same time: to be flagged. */
  readonly overlaps: readonly SessionId[];
  readonly apportionedSeconds: number;
  readonly adultSeconds: number;
  readonly reservedSeconds: number;
  readonly adults: readonly {
    readonly staffId: StaffId;
    readonly presence: readonly Interval[];
    readonly seconds: number;
  }[];
}

/** A session's line with the division behind it. */
export interface WorkedLine extends PupilSessionLine {
  readonly working: readonly Slice[];
}

/** One session as it was divided. */
export interface SessionWorking {
  readonly contribution: Contribution;
  readonly working: readonly Slice[];
}

export interface HoursRow {
  readonly key: string;
  readonly type: SupportType;
  readonly interventionId?: InterventionId;
  readonly groupId?: GroupId;
  readonly rule: DivisorRule;
  readonly totals: HoursTotals;
  readonly sessionIds: readonly SessionId[];
}

export interface PupilHours {
  readonly from: Day;
  readonly to: Day;
  /** Every type of support, each in rows of its own. */
  readonly rows: readonly HoursRow[];
  /** Interventions only: class support and personal care are never added silently. */
  readonly totals: HoursTotals;
  readonly otherTotals: readonly { readonly type: SupportType; readonly totals: HoursTotals }[];
  /** Interventions only, weeks without any left out, in order. */
  readonly weeks: readonly { readonly week: Day; readonly totals: HoursTotals }[];
  /** In order of day and time. */
  readonly sessions: readonly WorkedLine[];
}

/**
 * The pupil's part of each session, in order of day and time, with overlaps found.
 * "A pupil in two overlapping sessions: contact is the union over the pupil's day; apportioned and adult shares stay per
 * session; the overlap is flagged." Types of support are kept apart here too.
 * @param pupilIds every id that stands for this pupil: a merged card's sessions stay under its own id
 */
export function sessionLinesOf(
  contributions: readonly Contribution[],
  pupilIds: readonly PupilId[],
): PupilSessionLine[] {
  const lines = contributions.flatMap((one) => lineOf(one, pupilIds) ?? []).toSorted(byTime);
  const byDay = Map.groupBy(lines, (one) => `${one.date}|${one.type}`);
  return lines.map((line) => {
    const others = (byDay.get(`${line.date}|${line.type}`) ?? []).filter(
      (one) => one.sessionId !== line.sessionId,
    );
    const earlier = others.filter((one) => byTime(one, line) < 0).flatMap((one) => one.presence);
    const overlaps = others
      .filter((one) => isOverlapping(one.presence, line.presence))
      .map((one) => one.sessionId);
    const countedContactSeconds = unionSeconds([...earlier, ...line.presence]) - unionSeconds(earlier);
    return { ...line, countedContactSeconds, overlaps };
  });
}

export function totalsOf(lines: readonly PupilSessionLine[]): HoursTotals {
  const sum = (of: (line: PupilSessionLine) => number) => lines.reduce((total, line) => total + of(line), 0);
  const count = (attendance: PupilSessionLine["attendance"]) =>
    sum((line) => (line.attendance === attendance ? 1 : 0));
  return {
    contactSeconds: sum((line) => line.countedContactSeconds),
    apportionedSeconds: sum((line) => line.apportionedSeconds),
    adultSeconds: sum((line) => line.adultSeconds),
    reservedSeconds: sum((line) => line.reservedSeconds),
    attended: count("attended"),
    delivered: count("attended") + count("missed"),
    missed: count("missed"),
    unmarked: count("unmarked"),
  };
}

export function pupilHoursOf(
  question: { readonly pupilIds: readonly PupilId[]; readonly from: Day; readonly to: Day },
  contributions: readonly Contribution[],
): PupilHours {
  const { pupilIds, from, to } = question;
  const inDays = contributions.filter((one) => from <= one.date && one.date <= to);
  const lines = sessionLinesOf(inDays, pupilIds);
  const interventions = lines.filter((one) => one.type === "intervention");
  const others = Map.groupBy(
    lines.filter((one) => one.type !== "intervention"),
    (one) => one.type,
  );
  const workingById = new Map(inDays.map((one) => [one.sessionId, workingOf(one)]));
  return {
    from,
    to,
    rows: [...Map.groupBy(lines, rowKey)]
      .map(([key, own]) => rowOf(key, own))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    totals: totalsOf(interventions),
    otherTotals: [...others].map(([type, own]) => ({ type, totals: totalsOf(own) })),
    weeks: [...Map.groupBy(interventions, (one) => one.week)].map(([week, own]) => ({
      week,
      totals: totalsOf(own),
    })),
    sessions: lines.map((line) => ({ ...line, working: workingById.get(line.sessionId) ?? [] })),
  };
}

function rowKey(line: PupilSessionLine): string {
  return [line.type, line.interventionId ?? "", line.groupId ?? "", line.rule].join("|");
}

function rowOf(key: string, lines: readonly PupilSessionLine[]): HoursRow {
  const [first] = lines;
  if (first === undefined) throw new Error("A row of hours stands for at least one session.");
  const { type, interventionId, groupId, rule } = first;
  return {
    key,
    type,
    ...(interventionId ? { interventionId } : {}),
    ...(groupId ? { groupId } : {}),
    rule,
    totals: totalsOf(lines),
    sessionIds: lines.map((one) => one.sessionId),
  };
}

/** Two cards of one pupil that were both marked are one presence: their times are united and their shares added. */
function lineOf(one: Contribution, pupilIds: readonly PupilId[]): PupilSessionLine | undefined {
  const parts = one.pupils.filter((part) => pupilIds.includes(part.pupilId));
  if (parts.length === 0) return undefined;
  const sum = (of: (part: Contribution["pupils"][number]) => number) =>
    parts.reduce((total, part) => total + of(part), 0);
  const presence = unionIntervals(parts.flatMap((part) => part.presence));
  const attendance = (["attended", "missed", "unmarked", "not-expected"] as const).find((wanted) =>
    parts.some((part) => part.attendance === wanted),
  );
  const { sessionId, date, week, start, type, rule, adults, interventionId, areaOfNeed, groupId } = one;
  return {
    sessionId,
    date,
    week,
    start,
    type,
    rule,
    adults,
    presence,
    ...(interventionId ? { interventionId } : {}),
    ...(areaOfNeed ? { areaOfNeed } : {}),
    ...(groupId ? { groupId } : {}),
    attendance: attendance ?? "not-expected",
    contactSeconds: unionSeconds(presence),
    countedContactSeconds: 0,
    overlaps: [],
    apportionedSeconds: sum((part) => part.apportionedSeconds),
    adultSeconds: sum((part) => part.adultSeconds),
    reservedSeconds: sum((part) => part.reservedSeconds),
  };
}

function byTime(a: PupilSessionLine, b: PupilSessionLine): number {
  const first = (line: PupilSessionLine) => line.presence[0]?.from ?? line.start;
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return first(a) - first(b) || (a.sessionId < b.sessionId ? -1 : 1);
}

function isOverlapping(a: readonly Interval[], b: readonly Interval[]): boolean {
  return a.some((one) => b.some((other) => one.from < other.to && other.from < one.to));
}
