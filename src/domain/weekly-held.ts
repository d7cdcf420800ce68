// The sessions held in a week, pupil by pupil: whether each was planned for the pupil, the three times, and the cost.
import { addDays } from "./calendar.ts";
import { plannedBetween } from "./delivery.ts";
import type { DivisorRule } from "./group.ts";
import type { GroupId, InterventionId, PupilId, SessionId } from "./ids.ts";
import type { Contribution } from "./ledger.ts";
import { resolvePupil } from "./pupil.ts";
import { sessionLinesOf, type PupilSessionLine } from "./pupil-hours.ts";
import { costOf, type SessionCost } from "./session-cost.ts";
import { plannedPupils, type WeeklyFacts } from "./weekly-facts.ts";

/** Whose row something belongs to; no pupil = time in which nobody was there. */
export interface RowSubject {
  readonly pupilId: PupilId | undefined;
  readonly interventionId: InterventionId | undefined;
  readonly groupId: GroupId | undefined;
  readonly rule: DivisorRule;
  readonly isUnplanned: boolean;
}

/** A pupil's part, or nobody's, in a session held in the week. */
export interface HeldPart {
  readonly subject: RowSubject;
  readonly contribution: Contribution;
  readonly attended: boolean;
  readonly contactSeconds: number;
  readonly apportionedSeconds: number;
  readonly adultSeconds: number;
  /** Null when a rate is missing; undefined where no rates are held. */
  readonly pence: number | null | undefined;
}

/** Every part in the delivered intervention sessions of the week, those in which nobody was there included. */
export function heldPartsOf(facts: WeeklyFacts): HeldPart[] {
  const held = facts.contributions.filter(
    (one) => one.week === facts.week && one.type === "intervention" && one.outcome === "delivered",
  );
  const costs = new Map(held.map((one) => [one.sessionId, costOf(one, facts.money)]));
  return [...pupilParts(facts, held, costs), ...unallocatedParts(held, costs)];
}

type Costs = ReadonlyMap<SessionId, SessionCost | undefined>;

function pupilParts(facts: WeeklyFacts, held: readonly Contribution[], costs: Costs): HeldPart[] {
  const plannedFor = plannedPupilsBySession(facts, held);
  return [...linesByPupil(facts, held)].flatMap(([pupilId, lines]) =>
    lines
      .filter(({ line }) => line.attendance !== "not-expected" || line.apportionedSeconds > 0)
      .map(({ line, contribution }): HeldPart => {
        const isUnplanned = !(plannedFor.get(contribution.sessionId)?.has(pupilId) ?? false);
        return {
          subject: { ...subjectOf(contribution), pupilId, isUnplanned },
          contribution,
          attended: line.attendance === "attended",
          contactSeconds: line.countedContactSeconds,
          apportionedSeconds: line.apportionedSeconds,
          adultSeconds: line.adultSeconds,
          pence: penceOf(facts, contribution, pupilId, costs.get(contribution.sessionId)),
        };
      }),
  );
}

function unallocatedParts(held: readonly Contribution[], costs: Costs): HeldPart[] {
  const unallocated = held.filter((one) => one.unallocatedSeconds > 0 || one.unallocatedAdultSeconds > 0);
  return unallocated.map((contribution) => ({
    subject: { ...subjectOf(contribution), pupilId: undefined, isUnplanned: false },
    contribution,
    attended: false,
    contactSeconds: 0,
    apportionedSeconds: contribution.unallocatedSeconds,
    adultSeconds: contribution.unallocatedAdultSeconds,
    pence: costs.get(contribution.sessionId)?.unallocatedPence,
  }));
}

function subjectOf({ interventionId, groupId, rule }: Contribution) {
  return { interventionId, groupId, rule };
}

/** For whom each held session was planned: also one that makes up for last week's, and the second log of a slot. */
function plannedPupilsBySession(
  facts: WeeklyFacts,
  held: readonly Contribution[],
): Map<SessionId, Set<PupilId>> {
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

function penceOf(
  facts: WeeklyFacts,
  one: Contribution,
  pupilId: PupilId,
  cost: SessionCost | undefined,
): number | null | undefined {
  if (cost?.pupilPence === undefined) return cost?.unallocatedPence;
  const ids = one.pupils
    .map((part) => part.pupilId)
    .filter((id) => resolvePupil(id, facts.pupilsById) === pupilId);
  return ids.reduce((sum, id) => sum + (cost.pupilPence?.get(id) ?? 0), 0);
}
