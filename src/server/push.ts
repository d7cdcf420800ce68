// Takes what a device sends: SYNC rules 2 (order, at most once), 3 (sequence) and 6 (never strand). The steps are
// numbered; all of them are one transaction, so a fault leaves nothing behind and the device sends the same again.
import * as z from "zod/mini";
import { dayInZone } from "../domain/calendar.ts";
import { instantOf } from "../protocol/clock.ts";
import { mutationSchema, type Mutation } from "../protocol/change.ts";
import { pushRequestSchema, type MutationResult, type PushResponse, type Why } from "../protocol/messages.ts";
import { judgeMutation, type Verdict } from "./judge.ts";
import { keepTaken, type Taken } from "./keep-taken.ts";
import { repeatedResult, resultOf } from "./mutation-results.ts";
import type { Parts } from "./parts.ts";
import { planPush, type Sent } from "./plan-push.ts";
import { newTag } from "./secrets.ts";
import { knownMutations, readClient, saveClient, type MutationRow } from "./storage/client-rows.ts";
import { inTransaction, isDatabaseError } from "./storage/database.ts";
import { advanceSequence, insertCommit } from "./storage/school-rows.ts";
import type { Db } from "./storage/tables.ts";
import { openWorkingRecords, type WorkingRecords } from "./working-records.ts";
import { traceOf } from "./log.ts";

/**
 * The envelope is read strictly, each mutation on its own: one that cannot be read is refused alone and kept, and the
 * ones behind it go on.
 */
export const pushEnvelopeSchema = z.extend(pushRequestSchema, {
  muts: z
    .array(z.looseObject({ n: z.int().check(z.gte(1)), id: z.uuid() }))
    .check(z.minLength(1), z.maxLength(100)),
});
type PushEnvelope = z.infer<typeof pushEnvelopeSchema>;

export interface Sender {
  readonly school: string;
  readonly staffId: string;
}

/** `someone-else`: this client id belongs to another person. */
type PushOutcome =
  | { readonly ok: true; readonly response: PushResponse; readonly seq?: number }
  | { readonly ok: false; readonly why: "someone-else" };

export async function takePush(parts: Parts, sender: Sender, envelope: PushEnvelope): Promise<PushOutcome> {
  const repeated = await answerToRepeat(parts, parts.db, sender, envelope);
  return repeated ?? (await inTransaction(parts.db, (tx) => takeInTransaction(parts, tx, sender, envelope)));
}

const newClient = { lastN: 0, lastId: null };

/** Nothing of it can be taken (all known, or a gap or fork first): answered without writing anything. */
async function answerToRepeat(
  parts: Parts,
  db: Db,
  sender: Sender,
  envelope: PushEnvelope,
): Promise<PushOutcome | undefined> {
  const client = await readClient(db, sender.school, envelope.client);
  if (client !== undefined && client.staffId !== sender.staffId) return { ok: false, why: "someone-else" };
  const known = await knownById(db, sender.school, envelope.muts);
  const start = client ?? newClient;
  const plan = planPush(start, new Set(known.keys()), envelope.muts);
  if (plan.fresh.length > 0 || plan.lastN !== start.lastN) return undefined;
  return {
    ok: true,
    response: responseOf(
      parts,
      plan,
      plan.skipped.map((one) => repeatedResult(one, known)),
    ),
  };
}

async function takeInTransaction(
  parts: Parts,
  tx: Db,
  sender: Sender,
  envelope: PushEnvelope,
): Promise<PushOutcome> {
  const { school, staffId } = sender;
  const { client, muts } = envelope;
  // 1. Take sequence numbers, one a mutation. First write: it locks the school's row, so commits and numbers agree.
  const endSeq = await advanceSequence(tx, school, muts.length);
  const startSeq = endSeq - muts.length;

  // 2. See how far this client has come, whose it is, and what of this is known.
  const before = await readClient(tx, school, client);
  if (before !== undefined && before.staffId !== staffId)
    throw new Error("A client id changed hands during a push.");
  const known = await knownById(tx, school, muts);

  // 3. Sort out: known ids are skipped and advance; the rest must follow without a hole; a fork or a gap ends it.
  const plan = planPush(before ?? newClient, new Set(known.keys()), muts);

  // 4. Judge each fresh mutation on top of those before it, and keep what it changes; refuse it alone if it cannot be.
  const work = await openWork(parts, tx, sender, client, plan.fresh, startSeq);
  const taken: Taken[] = [];
  for (const [at, sent] of plan.fresh.entries())
    taken.push(await takeOne(parts, work, sent, startSeq + at + 1));

  // 5. Write records, departures, conflicts, mutations (a refused one with its body: its quarantine), and the client.
  await keepTaken(tx, sender, client, work.records.changed(), taken);
  await saveClient(
    tx,
    school,
    client,
    { staffId, lastN: plan.lastN, lastId: plan.lastId },
    parts.clock.nowMs(),
  );

  // 6. One commit with a random tag: the place in history that cursors name.
  const commit = {
    school,
    seq: endSeq,
    tag: newTag(parts.random),
    atMs: parts.clock.nowMs(),
    staffId,
    client,
  };
  await insertCommit(tx, commit);

  const results = [
    ...plan.skipped.map((one) => repeatedResult(one, known)),
    ...taken.map((one) => one.result),
  ];
  return { ok: true, response: responseOf(parts, plan, results), seq: endSeq };
}

interface Work {
  readonly records: WorkingRecords;
  readonly judge: (mutation: Mutation, seq: number) => ReturnType<typeof judgeMutation>;
}

async function openWork(
  parts: Parts,
  tx: Db,
  sender: Sender,
  client: string,
  fresh: readonly Sent[],
  startSeq: number,
): Promise<Work> {
  const facts = await parts.facts.read(tx, sender.school, startSeq);
  const records = await openWorkingRecords(tx, sender.school, fresh, facts.note);
  const today = dayInZone(parts.clock.nowMs());
  const atStart = facts.of(sender.staffId);
  if (atStart === undefined) throw new Error("A session without a member of staff reached the push.");
  const judge = async (mutation: Mutation, seq: number) => {
    const own = facts.of(sender.staffId) ?? atStart;
    const inScope = async (scope: string, kinds: readonly string[]) =>
      (await records.inScope(scope, kinds)).map(({ kind, id, ...record }) => ({ kind, id, record }));
    const bench = {
      registry: parts.registry,
      today,
      facts: own,
      by: { seq, client },
      stored: records.read,
      inScope,
    };
    return await judgeMutation(bench, mutation);
  };
  return { records, judge };
}

const nothing: Verdict = { changes: [], lost: [] };

async function takeOne(parts: Parts, work: Work, sent: Sent, seq: number): Promise<Taken> {
  const rejected = (why: Why, about: [string, string][]): Taken => {
    return { sent, seq, verdict: nothing, result: { n: sent.n, status: "rejected", why, about } };
  };
  const mutation = mutationSchema.safeParse(sent);
  if (!mutation.success) return rejected("invalid-record", []);
  try {
    const judged = await work.judge(mutation.data, seq);
    if (!judged.ok) return rejected(judged.why, [[...judged.about]]);
    work.records.keep(judged.verdict.changes, seq);
    return { sent, seq, verdict: judged.verdict, result: resultOf(sent.n, judged.verdict) };
  } catch (fault) {
    // A database fault passes and is tried again; a fault of judging would come again for ever and hold up the queue.
    if (isDatabaseError(fault)) throw fault;
    parts.log("mutation-fault", { mutation: sent.id, trace: traceOf(fault) });
    return rejected("invalid-record", []);
  }
}

async function knownById(db: Db, school: string, muts: readonly Sent[]): Promise<Map<string, MutationRow>> {
  const rows = await knownMutations(
    db,
    school,
    muts.map((one) => one.id),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function responseOf(
  parts: Parts,
  plan: ReturnType<typeof planPush>,
  results: MutationResult[],
): PushResponse {
  const { lastN, lastId } = plan;
  if (plan.problem !== undefined) return { problem: plan.problem, lastN, lastId };
  return { lastN, lastId, serverAt: instantOf(parts.clock), results };
}
