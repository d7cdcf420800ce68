// The weekly summary: what was planned for each pupil in one week, what came of it, and the three true times. One row a
// pupil, intervention, group and rule; every row names the sessions behind it. Interventions only: class support and
// personal care are never mixed in.
import { addDays, type Day } from "./calendar.ts";
import type { Rate, StaffBand } from "./cost.ts";
import { plannedBetween, plannedInWeek, type PlanFacts, type PlannedSession } from "./delivery.ts";
import { countReasons, isDelivered, isToDate, mainReasonOf, tallyDelivery, unplannedBetween, type DeliveryTally } from "./delivery-tally.ts";
import type { DivisorRule } from "./group.ts";
import type { GroupId, InterventionId, PupilId, SessionId, StaffId } from "./ids.ts";
import type { Intervention } from "./intervention.ts";
import type { Contribution } from "./ledger.ts";
import { nextSchoolWeek, type LoggedSession } from "./logged-session.ts";
import { enrolmentOn, resolvePupil, type Pupil, type SenRecord } from "./pupil.ts";
import { sessionLinesOf, type PupilSessionLine } from "./pupil-hours.ts";
import type { AreaOfNeed, SenStatus, YearGroup } from "./sen.ts";
import type { LostReason } from "./session.ts";
import { costOf, type SessionCost } from "./session-cost.ts";

export interface WeeklyFacts {
  /** A Monday. */
  readonly week: Day;
  readonly today: Day;
  readonly plan: PlanFacts;
  /** Those of the week, and of the school weeks before and after it, in which one may make up for another. */
  readonly sessions: readonly LoggedSession[];
  /** Those of `weeksForSummary`. */
  readonly contributions: readonly Contribution[];
  readonly pupilsById: ReadonlyMap<PupilId, Pupil>;
  readonly interventionsById: ReadonlyMap<InterventionId, Intervention>;
  /** Only for those who hold them. */
  readonly senRecords?: readonly SenRecord[];
  readonly money?: { readonly bands: readonly StaffBand[]; readonly rates: readonly Rate[] };
}

export interface WeeklyRow {
  readonly key: string;
  readonly week: Day;
  /** Absent in the row of time in which no pupil was there: reported, so that the totals are those of the sessions. */
  readonly pupilId?: PupilId;
  readonly yearGroup?: YearGroup;
  readonly className?: string;
  readonly senStatus?: SenStatus;
  readonly interventionId?: InterventionId;
  readonly areaOfNeed?: AreaOfNeed;
  readonly groupId?: GroupId;
  readonly rule: DivisorRule;
  /**
   * Sessions that were not planned for this pupil: ad hoc ones, those beyond "n a week", or a guest in a group. They stand
   * in a row of their own with 0 planned and 0 delivered, so that delivered never exceeds planned; "attended" counts them.
   */
  readonly isUnplanned: boolean;
  /** The group's planned sessions to date while the pupil was a member = delivered + lost + not logged. */
  readonly planned: number;
  readonly delivered: number;
  readonly lost: number;
  readonly notLogged: number;
  readonly mainReasonLost?: LostReason;
  /** Of the delivered ones, wherever they were held; in an unplanned row, of the sessions in it. */
  readonly attended: number;
  /** Times of the sessions held in this week, whichever week they were planned for. */
  readonly contactSeconds: number;
  readonly apportionedSeconds: number;
  readonly adultSeconds: number;
  readonly staffIds: readonly StaffId[];
  /** Null when a rate is missing for one of the adults; absent without rates at all. */
  readonly pence?: number | null;
  readonly sessionIds: readonly SessionId[];
}

export interface WeeklySummary {
  readonly week: Day;
  readonly rows: readonly WeeklyRow[];
  /** Of sessions, each counted once however many pupils it was for. */
  readonly sessions: DeliveryTally;
}

/** The weeks whose contributions a summary needs: a session planned in this one may have been made up in the next. */
export function weeksForSummary(week: Day, plan: PlanFacts): Day[] {
  const next = nextSchoolWeek(week, plan.calendar);
  return next ? [week, next] : [week];
}

export function weeklySummaryOf(facts: WeeklyFacts): WeeklySummary {
  const { week, today, plan, sessions } = facts;
  const planned = plannedInWeek(plan, week, sessions, today);
  const unplanned = unplannedBetween(plan, week, addDays(week, 6), sessions, today);
  const drafts = new Map<string, Draft>();
  const toDate = planned.filter((one) => one.slot.type === "intervention" && isToDate(one, today));
  for (const one of toDate) addPlanned(drafts, facts, one, toDate);
  const held = facts.contributions.filter(
    (one) => one.week === week && one.type === "intervention" && one.outcome === "delivered",
  );
  addHeld(drafts, facts, held);
  const rows = [...drafts.values()].map((draft) => rowOf(facts, draft));
  return { week, rows, sessions: tallyDelivery(planned, today, unplanned) };
}

/** A row while it is being gathered. */
interface Draft {
  readonly key: string;
  readonly pupilId: PupilId | undefined;
  readonly interventionId: InterventionId | undefined;
  readonly groupId: GroupId | undefined;
  readonly rule: DivisorRule;
  readonly isUnplanned: boolean;
  areaOfNeed: AreaOfNeed | undefined;
  readonly planned: PlannedSession[];
  readonly parts: HeldPart[];
}

/** A pupil's part, or nobody's, in a session held in this week. */
interface HeldPart {
  readonly contribution: Contribution;
  readonly attended: boolean;
  readonly contactSeconds: number;
  readonly apportionedSeconds: number;
  readonly adultSeconds: number;
  readonly pence: number | null | undefined;
}

type RowSubject = Pick<Draft, "pupilId" | "interventionId" | "groupId" | "rule" | "isUnplanned">;

function draftOf(drafts: Map<string, Draft>, of: RowSubject): Draft {
  const { pupilId, interventionId, groupId, rule, isUnplanned } = of;
  const kind = isUnplanned ? "unplanned" : "planned";
  const key = [pupilId ?? "", interventionId ?? "", groupId ?? "", rule, kind].join("|");
  const draft = drafts.get(key) ?? { key, ...of, areaOfNeed: undefined, planned: [], parts: [] };
  drafts.set(key, draft);
  return draft;
}

/**
 * Counts a planned session for each of its pupils. What was logged says under which intervention and rule; for the rest
 * of the group's week the rule of its logged sessions stands, so that a later change of the group splits no old week.
 */
function addPlanned(
  drafts: Map<string, Draft>,
  facts: WeeklyFacts,
  one: PlannedSession,
  ofWeek: readonly PlannedSession[],
): void {
  const group = one.groupId && facts.plan.groups.get(one.groupId);
  const known = one.logged ?? ofWeek.find((other) => other.groupId === one.groupId && other.logged)?.logged;
  const about = {
    interventionId: known?.session.interventionId ?? group?.interventionId,
    groupId: one.groupId,
    rule: known?.session.rule ?? group?.rule ?? "present",
    isUnplanned: false,
  };
  for (const pupilId of plannedPupils(facts, one)) draftOf(drafts, { pupilId, ...about }).planned.push(one);
}

/** A slot without a group names no pupils; those of its log are the ones it was for. */
function plannedPupils(facts: WeeklyFacts, one: PlannedSession): Set<PupilId> {
  const ids = one.groupId ? one.pupilIds : (one.logged?.session.enrolledIds ?? []);
  return new Set(ids.map((id) => resolvePupil(id, facts.pupilsById)));
}

function addHeld(drafts: Map<string, Draft>, facts: WeeklyFacts, held: readonly Contribution[]): void {
  const plannedFor = plannedPupilsBySession(facts, held);
  const costs = new Map(held.map((one) => [one.sessionId, costOf(one, facts.money)]));
  for (const [pupilId, lines] of linesByPupil(facts, held)) {
    for (const { line, contribution } of lines) {
      if (line.attendance === "not-expected" && line.apportionedSeconds === 0) continue;
      const isUnplanned = !(plannedFor.get(contribution.sessionId)?.has(pupilId) ?? false);
      const draft = draftOf(drafts, { ...subjectOf(contribution), pupilId, isUnplanned });
      draft.areaOfNeed ??= contribution.areaOfNeed;
      draft.parts.push({
        contribution,
        attended: line.attendance === "attended",
        contactSeconds: line.countedContactSeconds,
        apportionedSeconds: line.apportionedSeconds,
        adultSeconds: line.adultSeconds,
        pence: penceOf(facts, contribution, pupilId, costs.get(contribution.sessionId)),
      });
    }
  }
  for (const contribution of held.filter((one) => one.unallocatedSeconds > 0)) {
    const draft = draftOf(drafts, { ...subjectOf(contribution), pupilId: undefined, isUnplanned: false });
    draft.areaOfNeed ??= contribution.areaOfNeed;
    draft.parts.push({
      contribution,
      attended: false,
      contactSeconds: 0,
      apportionedSeconds: contribution.unallocatedSeconds,
      adultSeconds: contribution.unallocatedAdultSeconds,
      pence: costs.get(contribution.sessionId)?.unallocatedPence,
    });
  }
}

function subjectOf({ interventionId, groupId, rule }: Contribution) {
  return { interventionId, groupId, rule };
}

/** For whom each held session was planned: also one that makes up for last week's, and the second log of a slot. */
function plannedPupilsBySession(facts: WeeklyFacts, held: readonly Contribution[]): Map<SessionId, Set<PupilId>> {
  const byId = new Map(facts.sessions.map((one) => [one.id, one.session]));
  const replaced = held.flatMap((one) => byId.get(one.sessionId)?.replaces?.date ?? []);
  const from = replaced.reduce((first, day) => (day < first ? day : first), facts.week);
  const planned = plannedBetween(facts.plan, from, addDays(facts.week, 13), facts.sessions, facts.today);
  const bySession = new Map<SessionId, Set<PupilId>>();
  for (const one of planned) if (one.logged) bySession.set(one.logged.id, plannedPupils(facts, one));
  const byDay = new Map(planned.filter((one) => !one.turn).map((one) => [`${one.slotId}|${one.date}`, one]));
  for (const one of held) {
    const double = byId.get(one.sessionId)?.replaces ? undefined : byDay.get(`${one.slotId}|${one.date}`);
    if (double && !bySession.has(one.sessionId)) bySession.set(one.sessionId, plannedPupils(facts, double));
  }
  return bySession;
}

interface LineOfSession {
  readonly line: PupilSessionLine;
  readonly contribution: Contribution;
}

function linesByPupil(facts: WeeklyFacts, held: readonly Contribution[]): Map<PupilId, LineOfSession[]> {
  const own = new Map<PupilId, { ids: Set<PupilId>; contributions: Map<SessionId, Contribution> }>();
  for (const one of held) {
    for (const { pupilId } of one.pupils) {
      const resolved = resolvePupil(pupilId, facts.pupilsById);
      const entry = own.get(resolved) ?? { ids: new Set(), contributions: new Map() };
      entry.ids.add(pupilId);
      entry.contributions.set(one.sessionId, one);
      own.set(resolved, entry);
    }
  }
  return new Map(
    [...own].map(([pupilId, { ids, contributions }]) => {
      const lines = sessionLinesOf([...contributions.values()], [...ids]);
      const withSession = lines.flatMap((line) => {
        const contribution = contributions.get(line.sessionId);
        return contribution ? [{ line, contribution }] : [];
      });
      return [pupilId, withSession];
    }),
  );
}

function penceOf(facts: WeeklyFacts, one: Contribution, pupilId: PupilId, cost: SessionCost | undefined): number | null | undefined {
  if (cost?.pupilPence === undefined) return cost?.unallocatedPence;
  const ids = one.pupils.map((part) => part.pupilId).filter((id) => resolvePupil(id, facts.pupilsById) === pupilId);
  return ids.reduce((sum, id) => sum + (cost.pupilPence?.get(id) ?? 0), 0);
}

function rowOf(facts: WeeklyFacts, draft: Draft): WeeklyRow {
  const { key, pupilId, interventionId, groupId, rule, isUnplanned, planned, parts } = draft;
  const reason = mainReasonOf(countReasons(planned.flatMap((one) => (one.state === "lost" ? [one.lostReason ?? "other"] : []))));
  const area = draft.areaOfNeed ?? (interventionId && facts.interventionsById.get(interventionId)?.areaOfNeed);
  const sum = (of: (part: HeldPart) => number) => parts.reduce((total, part) => total + of(part), 0);
  const held = [...new Set(parts.flatMap((part) => part.contribution.adults.map((adult) => adult.staffId)))];
  const loggedIds = planned.flatMap((one) => one.logged?.id ?? []);
  return {
    key,
    week: facts.week,
    ...(pupilId ? { pupilId, ...pupilOn(facts, pupilId, lastDayOf(facts.week, planned, parts)) } : {}),
    ...(interventionId ? { interventionId } : {}),
    ...(area ? { areaOfNeed: area } : {}),
    ...(groupId ? { groupId } : {}),
    rule,
    isUnplanned,
    planned: planned.length,
    delivered: planned.filter(isDelivered).length,
    lost: planned.filter((one) => one.state === "lost").length,
    notLogged: planned.filter((one) => one.state === "not-logged").length,
    ...(reason ? { mainReasonLost: reason } : {}),
    attended: isUnplanned ? sum((part) => (part.attended ? 1 : 0)) : attendedOf(facts, draft),
    contactSeconds: sum((part) => part.contactSeconds),
    apportionedSeconds: sum((part) => part.apportionedSeconds),
    adultSeconds: sum((part) => part.adultSeconds),
    staffIds: held.length > 0 ? held : [...new Set(planned.flatMap((one) => one.staffIds))],
    ...(facts.money ? { pence: parts.some((part) => part.pence === null) ? null : sum((part) => part.pence ?? 0) } : {}),
    sessionIds: [...new Set([...loggedIds, ...parts.map((part) => part.contribution.sessionId)])],
  };
}

/** Of the week's delivered planned sessions, those that the pupil was in, wherever and whenever they were held. */
function attendedOf(facts: WeeklyFacts, { pupilId, planned }: Draft): number {
  const byId = new Map(facts.contributions.map((one) => [one.sessionId, one]));
  const attended = planned.filter(isDelivered).filter((one) => {
    const parts = (one.logged && byId.get(one.logged.id))?.pupils ?? [];
    const own = parts.filter((part) => resolvePupil(part.pupilId, facts.pupilsById) === pupilId);
    return own.some((part) => part.attendance === "attended");
  });
  return attended.length;
}

function lastDayOf(week: Day, planned: readonly PlannedSession[], parts: readonly HeldPart[]): Day {
  const days = [...planned.flatMap((one) => one.date ?? []), ...parts.map((part) => part.contribution.date)];
  return days.reduce<Day | undefined>((last, day) => (last && last > day ? last : day), undefined) ?? addDays(week, 4);
}

/** Year, class and status in force on a day: a row stays as it was when the pupil moves up. */
function pupilOn(facts: WeeklyFacts, pupilId: PupilId, day: Day) {
  const enrolment = enrolmentOn(
    facts.plan.enrolments.filter((one) => one.pupilId === pupilId),
    day,
  );
  const status = facts.senRecords
    ?.filter((one) => resolvePupil(one.pupilId, facts.pupilsById) === pupilId && one.from <= day)
    .reduce<SenRecord | undefined>((best, one) => (best && best.from > one.from ? best : one), undefined)?.status;
  return {
    ...(enrolment ? { className: enrolment.className } : {}),
    ...(enrolment?.yearGroup ? { yearGroup: enrolment.yearGroup } : {}),
    ...(status ? { senStatus: status } : {}),
  };
}
