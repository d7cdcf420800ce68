// The weekly summary: what was planned for each pupil in one week, what came of it, and the three true times. One row a
// pupil, intervention, group and rule; every row names the sessions behind it. Interventions only: class support and
// personal care are never mixed in.
import { addDays, type Day } from "./calendar.ts";
import { plannedInWeek } from "./delivery.ts";
import type { PlannedSession } from "./planned-session.ts";
import {
  countReasons,
  isDelivered,
  isToDate,
  mainReasonOf,
  tallyDelivery,
  unplannedBetween,
  type DeliveryTally,
} from "./delivery-tally.ts";
import type { DivisorRule } from "./group.ts";
import type { GroupId, InterventionId, PupilId, SessionId, StaffId } from "./ids.ts";
import type { Contribution } from "./ledger.ts";
import { enrolmentOn, resolvePupil, type SenRecord } from "./pupil.ts";
import type { AreaOfNeed, SenStatus, YearGroup } from "./sen.ts";
import type { LostReason } from "./session.ts";
import { ruleUsed } from "./session-shares.ts";
import { plannedPupils, type WeeklyFacts } from "./weekly-facts.ts";
import { heldPartsOf, type HeldPart, type RowSubject } from "./weekly-held.ts";

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

export function weeklySummaryOf(facts: WeeklyFacts): WeeklySummary {
  const { week, today, plan, sessions } = facts;
  const planned = plannedInWeek(plan, week, sessions, today);
  const unplanned = unplannedBetween(plan, week, addDays(week, 6), sessions, today);
  const drafts = new Map<string, Draft>();
  const toDate = planned.filter((one) => one.slot.type === "intervention" && isToDate(one, today));
  for (const one of toDate) addPlanned(drafts, facts, one, toDate);
  for (const part of heldPartsOf(facts)) draftOf(drafts, part.subject).parts.push(part);
  const contributionById = new Map(facts.contributions.map((one) => [one.sessionId, one]));
  const rows = [...drafts.values()].map((draft) => rowOf(facts, draft, contributionById));
  return { week, rows, sessions: tallyDelivery(planned, today, unplanned) };
}

/** A row while it is being gathered. */
interface Draft extends RowSubject {
  readonly key: string;
  readonly planned: PlannedSession[];
  readonly parts: HeldPart[];
}

function draftOf(drafts: Map<string, Draft>, of: RowSubject): Draft {
  const { pupilId, interventionId, groupId, rule, isUnplanned } = of;
  const kind = isUnplanned ? "unplanned" : "planned";
  const key = [pupilId ?? "", interventionId ?? "", groupId ?? "", rule, kind].join("|");
  const draft = drafts.get(key) ?? { ...of, key, planned: [], parts: [] };
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
    rule: known ? ruleUsed(known.session) : (group?.rule ?? "present"),
    isUnplanned: false,
  };
  for (const pupilId of plannedPupils(facts, one)) draftOf(drafts, { pupilId, ...about }).planned.push(one);
}

type ContributionById = ReadonlyMap<SessionId, Contribution>;

function rowOf(facts: WeeklyFacts, draft: Draft, contributionById: ContributionById): WeeklyRow {
  const { key, pupilId, interventionId, groupId, rule, isUnplanned, planned, parts } = draft;
  const reason = mainReasonOf(
    countReasons(planned.flatMap((one) => (one.state === "lost" ? [one.lostReason ?? "other"] : []))),
  );
  const stamped = parts.find((part) => part.contribution.areaOfNeed)?.contribution.areaOfNeed;
  const area = stamped ?? (interventionId && facts.interventionsById.get(interventionId)?.areaOfNeed);
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
    attended: isUnplanned
      ? sum((part) => (part.attended ? 1 : 0))
      : attendedOf(facts, draft, contributionById),
    contactSeconds: sum((part) => part.contactSeconds),
    apportionedSeconds: sum((part) => part.apportionedSeconds),
    adultSeconds: sum((part) => part.adultSeconds),
    staffIds: held.length > 0 ? held : [...new Set(planned.flatMap((one) => one.staffIds))],
    ...(facts.money
      ? { pence: parts.some((part) => part.pence === null) ? null : sum((part) => part.pence ?? 0) }
      : {}),
    sessionIds: [...new Set([...loggedIds, ...parts.map((part) => part.contribution.sessionId)])],
  };
}

/** Of the week's delivered planned sessions, those that the pupil was in, wherever and whenever they were held. */
function attendedOf(
  facts: WeeklyFacts,
  { pupilId, planned }: Draft,
  contributionById: ContributionById,
): number {
  const attended = planned.filter(isDelivered).filter((one) => {
    const parts = (one.logged && contributionById.get(one.logged.id))?.pupils ?? [];
    const own = parts.filter((part) => resolvePupil(part.pupilId, facts.pupilsById) === pupilId);
    return own.some((part) => part.attendance === "attended");
  });
  return attended.length;
}

function lastDayOf(week: Day, planned: readonly PlannedSession[], parts: readonly HeldPart[]): Day {
  const days = [...planned.flatMap((one) => one.date ?? []), ...parts.map((part) => part.contribution.date)];
  return (
    days.reduce<Day | undefined>((last, day) => (last && last > day ? last : day), undefined) ??
    addDays(week, 4)
  );
}

/** Year, class and status in force on a day: a row stays as it was when the pupil moves up. */
function pupilOn(facts: WeeklyFacts, pupilId: PupilId, day: Day) {
  const enrolment = enrolmentOn(
    facts.plan.enrolments.filter((one) => one.pupilId === pupilId),
    day,
  );
  const status = facts.senRecords
    ?.filter((one) => resolvePupil(one.pupilId, facts.pupilsById) === pupilId && one.from <= day)
    .reduce<SenRecord | undefined>(
      (best, one) => (best && best.from > one.from ? best : one),
      undefined,
    )?.status;
  return {
    ...(enrolment ? { className: enrolment.className } : {}),
    ...(enrolment?.yearGroup ? { yearGroup: enrolment.yearGroup } : {}),
    ...(status ? { senStatus: status } : {}),
  };
}
