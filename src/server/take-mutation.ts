// What becomes of one mutation of a push: read, freed of what is erased, judged on top of those before it, and taken or
// refused alone.
import { dayInZone } from "../domain/calendar.ts";
import { mutationSchema, type Mutation, type Op } from "../protocol/change.ts";
import { hasWordsOfPupil, keptOfRefused, type Erased } from "../protocol/erasure.ts";
import type { Why } from "../protocol/messages.ts";
import type { Sent } from "../protocol/order.ts";
import { judgeMutation, type Verdict } from "./judge.ts";
import type { Taken } from "./keep-taken.ts";
import { traceOf } from "./log.ts";
import { resultOf } from "./mutation-results.ts";
import type { Parts } from "./parts.ts";
import { isDatabaseError } from "./storage/database.ts";
import { factsWithin, type Reach } from "./session-rights.ts";
import { readErased } from "./storage/erasure-rows.ts";
import type { Db } from "./storage/tables.ts";
import { openWorkingRecords, type WorkingRecords } from "./working-records.ts";

/** The records, rights and erasures that a push is judged by, as they stand after each of its mutations. */
export interface Work {
  readonly school: string;
  readonly records: WorkingRecords;
  readonly judge: (mutation: Mutation, seq: number, isAsSent: boolean) => ReturnType<typeof judgeMutation>;
  readonly erased: Erased;
  /** Each mutation as far as it could be read. */
  readonly mutations: ReadonlyMap<Sent, Mutation>;
}

/** @param startSeq the last sequence number before this push */
export async function openWork(
  parts: Parts,
  tx: Db,
  sender: { readonly school: string; readonly staffId: string; readonly reach: Reach },
  client: string,
  fresh: readonly Sent[],
  startSeq: number,
): Promise<Work> {
  const facts = await parts.facts.read(tx, sender.school, startSeq);
  const mutations = readMutations(fresh);
  const records = await openWorkingRecords(tx, sender.school, [...mutations.values()], facts.note);
  const today = dayInZone(parts.clock.nowMs());
  const atStart = facts.of(sender.staffId);
  if (atStart === undefined) throw new Error("A session without a member of staff reached the push.");
  const judge = async (mutation: Mutation, seq: number, isAsSent: boolean) => {
    const own = factsWithin(sender.reach, facts.of(sender.staffId) ?? atStart);
    const inScope = async (scope: string, kinds: readonly string[]) =>
      (await records.inScope(scope, kinds)).map(({ kind, id, ...record }) => ({ kind, id, record }));
    const bench = {
      registry: parts.registry,
      mergeOp: parts.rules.mergeOp,
      today,
      facts: own,
      givesRights: sender.reach.givesRights,
      by: { seq, client: isAsSent ? client : `${client}~` },
      stored: records.read,
      inScope,
    };
    return await judgeMutation(bench, mutation);
  };
  const erased = await readErased(tx, sender.school);
  return { school: sender.school, records, judge, erased, mutations };
}

function readMutations(sent: readonly Sent[]): Map<Sent, Mutation> {
  return new Map(
    sent.flatMap((one) => {
      const mutation = mutationSchema.safeParse(one);
      return mutation.success ? [[one, mutation.data] as const] : [];
    }),
  );
}

const nothing: Verdict = { changes: [], lost: [] };

/** Nothing is left of it, and nothing is kept of it. */
function emptied(sent: Sent, seq: number, told: Pick<Taken["result"], "erased">): Taken {
  return { sent, seq, verdict: nothing, result: { n: sent.n, status: "erased", ...told }, body: null };
}

/** Takes one mutation, or refuses it alone. */
export async function takeMutation(
  parts: Parts,
  tx: Db,
  work: Work,
  sent: Sent,
  seq: number,
): Promise<Taken> {
  // What cannot be read is kept as it came, unless it names somebody who was erased.
  const text = work.erased.size === 0 ? "" : JSON.stringify(sent);
  const quarantine = [...work.erased.keys()].some((id) => text.includes(id)) ? null : sent;
  const rejected = (why: Why, about: [string, string][], body: object | null = quarantine): Taken => {
    return { sent, seq, verdict: nothing, result: { n: sent.n, status: "rejected", why, about }, body };
  };
  if (sent["withheld"] === "too-large") return rejected("too-large", []);
  // Its device has emptied it since: everything it said was of somebody who was erased.
  if (Array.isArray(sent["ops"]) && sent["ops"].length === 0) return emptied(sent, seq, {});
  const mutation = work.mutations.get(sent);
  if (mutation === undefined) return rejected("invalid-record", []);
  try {
    const { left, erased } = await withoutErased(parts, work, mutation, seq);
    const told = erased.length === 0 ? {} : { erased };
    if (left.ops.length === 0) {
      return emptied(sent, seq, told);
    }
    // A record that is not as its client sent it must go back to it whole: it counts as another's.
    const judged = await work.judge(
      left,
      seq,
      left.ops.every((op) => mutation.ops.includes(op)),
    );
    if (!judged.ok) {
      const kept = await keptBody(parts, work, left);
      const refused = rejected(judged.why, [[...judged.about]], kept);
      return { ...refused, result: { ...refused.result, ...told } };
    }
    work.records.keep(judged.verdict.changes, seq);
    const result = await resultOf(tx, parts.clock, work.school, sent.n, judged.verdict);
    return { sent, seq, verdict: judged.verdict, result: { ...result, ...told }, body: left };
  } catch (fault) {
    // A database fault passes and is tried again; a fault of judging would come again for ever and hold up the queue.
    if (isDatabaseError(fault)) throw fault;
    parts.log("mutation-fault", { mutation: sent.id, trace: traceOf(fault) });
    return rejected("invalid-record", []);
  }
}

/** What is kept of a refused mutation for the administrator to see. */
async function keptBody(parts: Parts, work: Work, mutation: Mutation): Promise<Mutation | null> {
  if (work.erased.size === 0) return mutation;
  const here = new Set<string>();
  for (const { kind, id } of mutation.ops)
    if ((await work.records.read(kind, id)) !== undefined) here.add(`${kind}|${id}`);
  const ops = keptOfRefused(parts.registry, mutation.ops, (kind, id) => here.has(`${kind}|${id}`));
  return ops.length === 0 ? null : { ...mutation, ops };
}

/**
 * A mutation that was made before its device knew of an erasure: what it says of the erased pupil is not taken, and its
 * device is told which parts that were.
 */
async function withoutErased(
  parts: Parts,
  work: Work,
  mutation: Mutation,
  seq: number,
): Promise<{ left: Mutation; erased: [string, string][] }> {
  if (work.erased.size === 0) return { left: mutation, erased: [] };
  const gone = new Set<string>();
  for (const { kind, id } of mutation.ops) {
    if ((await work.records.read(kind, id))?.isErased === true) gone.add(`${kind}|${id}`);
  }
  const isTombstone = (kind: string, id: string) => gone.has(`${kind}|${id}`);
  const ops = parts.rules.eraseFromOps(parts.registry, mutation.ops, work.erased, isTombstone);
  const hasWords = ({ kind }: Op) => hasWordsOfPupil(parts.registry.get(kind));
  // A put that is not taken at its address leaves a tombstone there: a change of it may follow in another mutation.
  for (const op of mutation.ops) {
    const isTaken = ops.some((one) => one.kind === op.kind && one.id === op.id);
    if (op.op !== "put" || isTaken || isTombstone(op.kind, op.id)) continue;
    if ((await work.records.read(op.kind, op.id)) === undefined)
      work.records.bury(op.kind, op.id, op.scope, seq);
  }
  const changed = mutation.ops.filter(
    (op) => !ops.includes(op) && (hasWords(op) || isTombstone(op.kind, op.id)),
  );
  return { left: { ...mutation, ops }, erased: changed.map(({ kind, id }) => [kind, id]) };
}
