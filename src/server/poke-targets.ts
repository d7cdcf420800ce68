// Whom a change concerns: those who may read one of the touched scopes now, so that somebody who was just put into a
// group hears of it too.
import { grantsOf, type AccessFacts } from "../domain/access.ts";
import { dayInZone, type Day } from "../domain/calendar.ts";
import { grantCovers } from "../domain/scope.ts";
import type { Clock } from "../protocol/clock.ts";
import type { FactsCache } from "./facts.ts";
import type { Log } from "./log.ts";
import type { Listening } from "./pokes.ts";
import type { Db } from "./storage/tables.ts";

/** What is needed to know whom a change concerns, and to hear of changes that other processes made. */
export interface Knowledge {
  readonly db: Db;
  readonly facts: FactsCache;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Change {
  readonly school: string;
  readonly seq: number;
  /** The session that made it: it knows. */
  readonly exceptTokenHash?: string;
  /** Without them the change concerns everybody. */
  readonly scopes?: readonly string[];
}

/** For each listener the newest sequence number of a change that concerns it; those whom none concerns are left out. */
export async function seqByListener<L extends Listening>(
  knowledge: Knowledge,
  changes: readonly Change[],
  listeners: readonly L[],
): Promise<Map<L, number>> {
  const found = new Map<L, number>();
  const [school] = changes.map((change) => change.school);
  if (school === undefined || listeners.length === 0) return found;
  const needsGrants = changes.some((change) => change.scopes !== undefined);
  const grantsOfStaff = needsGrants ? await readGrants(knowledge, school) : undefined;
  for (const listener of listeners) {
    const grants = grantsOfStaff?.(listener.staffId);
    for (const change of changes) {
      if (change.exceptTokenHash === listener.tokenHash || !concerns(change, grants)) continue;
      found.set(listener, Math.max(change.seq, found.get(listener) ?? 0));
    }
  }
  return found;
}

/** @param grants undefined when nothing is known of them */
function concerns(change: Change, grants: readonly string[] | undefined): boolean {
  if (change.scopes === undefined || grants === undefined) return true;
  return change.scopes.some((scope) => grants.some((grant) => grantCovers(grant, scope)));
}

/** The grants of today, worked out once a person. */
async function readGrants(
  { db, facts, clock }: Knowledge,
  school: string,
): Promise<(staffId: string) => readonly string[]> {
  const schoolFacts = await facts.read(db, school);
  const today = dayInZone(clock.nowMs());
  const known = new Map<string, readonly string[]>();
  return (staffId) => {
    const own = known.get(staffId) ?? grantsNow(schoolFacts.of(staffId), today);
    known.set(staffId, own);
    return own;
  };
}

function grantsNow(facts: AccessFacts | undefined, today: Day): readonly string[] {
  return facts === undefined ? [] : grantsOf(facts, today);
}
