// Takes what a device sends: in order and at most once, under sequence numbers that are taken first, and so that one bad
// mutation delays nobody. The steps are numbered; all of them are one transaction, so a fault leaves nothing behind and
// the device sends the same again.
import * as z from "zod/mini";
import { instantOf } from "../protocol/clock.ts";
import { pushRequestSchema, type MutationResult, type PushResponse } from "../protocol/messages.ts";
import { auditPush } from "./audit-push.ts";
import { keepTaken, type Taken } from "./keep-taken.ts";
import { repeatedResult } from "./mutation-results.ts";
import type { Parts } from "./parts.ts";
import type { planPush, Sent } from "../protocol/order.ts";
import { newTag } from "./secrets.ts";
import {
  knownMutations,
  readClient,
  renumberMutations,
  saveClient,
  type MutationRow,
} from "./storage/client-rows.ts";
import type { Reach } from "./session-rights.ts";
import type { StoredRecord } from "./storage/record-rows.ts";
import { inTransaction } from "./storage/database.ts";
import { openWork, takeMutation } from "./take-mutation.ts";
import { advanceSequence, hasPlace, insertCommit, readSchool } from "./storage/school-rows.ts";
import type { Db } from "./storage/tables.ts";

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
  /** The enrolled tablet that it came from. */
  readonly tablet: string | null;
  /** How far the person's rights count for it. */
  readonly reach: Reach;
}

/** `someone-else`: this client id belongs to another person. */
type PushOutcome =
  | { readonly ok: true; readonly response: PushResponse; readonly seq?: number; readonly scopes?: string[] }
  | { readonly ok: false; readonly why: "someone-else" };

export async function takePush(parts: Parts, sender: Sender, envelope: PushEnvelope): Promise<PushOutcome> {
  const repeated = await answerToRepeat(parts, parts.db, sender, envelope);
  return repeated ?? (await inTransaction(parts.db, (tx) => takeInTransaction(parts, tx, sender, envelope)));
}

interface ClientPlace {
  readonly lastN: number;
  readonly lastId: string | null;
}

const newClient: ClientPlace = { lastN: 0, lastId: null };

/** Nothing of it can be taken (all known, or a gap or fork first): answered without writing anything. */
async function answerToRepeat(
  parts: Parts,
  db: Db,
  sender: Sender,
  envelope: PushEnvelope,
): Promise<PushOutcome | undefined> {
  const client = await readClient(db, sender.school, envelope.client);
  if (client !== undefined && client.staffId !== sender.staffId) return { ok: false, why: "someone-else" };
  const start = client ?? newClient;
  const row = await readSchool(db, sender.school);
  if (row === undefined) return { ok: false, why: "someone-else" };
  // What the device has seen counts in another history: nothing is judged by it until it has started again.
  if (!(await hasPlace(db, row, envelope.seen))) {
    return { ok: true, response: { problem: "restored", ...placeOf(start), durable: row.durableSeq } };
  }
  // The usual push begins with the next number: whatever it is, the client moves on with it.
  const first = parts.rules.planPush(start, new Set(), envelope.muts.slice(0, 1), envelope.afterId);
  if (first.lastN !== start.lastN) return undefined;
  const known = await knownById(db, sender.school, envelope.muts);
  const plan = parts.rules.planPush(start, new Set(known.keys()), envelope.muts, envelope.afterId);
  if (plan.fresh.length > 0 || plan.lastN !== start.lastN) return undefined;
  return {
    ok: true,
    response: responseOf(
      parts,
      plan,
      plan.skipped.map((one) => repeatedResult(one, known)),
      row.durableSeq,
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
  const { client } = envelope;
  // 1. Take sequence numbers, one a mutation. First write: it locks the school's row, so commits and numbers agree.
  const seq = await advanceSequence(tx, school, envelope.muts.length);
  const startSeq = seq - envelope.muts.length;

  // 2. See how far this client has come, whose it is, and what of this is known.
  // 3. Sort out: known ids are skipped and advance; the rest must follow without a hole; a fork or a gap ends it.
  const { known, plan } = await sortOut(parts, tx, sender, envelope);

  // 4. Judge each fresh mutation on top of those before it, and keep what it changes; refuse it alone if it cannot be.
  const { changed, taken } = await takeFresh(parts, tx, sender, client, plan.fresh, startSeq);

  // 5. Write records, departures, conflicts, mutations (a refused one with its body: its quarantine), and the client.
  await keepTaken(tx, sender, client, changed, taken);
  await auditPush(parts, tx, sender, client, taken);
  const atMs = parts.clock.nowMs();
  await saveClient(tx, school, client, { staffId, ...placeOf(plan) }, atMs);

  // 6. One commit with a random tag: the place in history that cursors name.
  await insertCommit(tx, { school, seq, tag: newTag(parts.random), atMs, staffId, client });

  const repeated = plan.skipped.map((one) => repeatedResult(one, known));
  const results = [...repeated, ...taken.map((one) => one.result)];
  const durable = (await readSchool(tx, school))?.durableSeq ?? 0;
  const response = responseOf(parts, plan, results, durable);
  return { ok: true, response, seq, scopes: scopesTouched(changed, taken) };
}

/** Which are new and which are known; what came under an earlier id of this database gets its number of today. */
async function sortOut(
  parts: Parts,
  tx: Db,
  sender: Sender,
  { client, formerly, muts, afterId }: PushEnvelope,
) {
  const before = await placeOfOwner(tx, sender, client);
  const known = await knownById(tx, sender.school, muts);
  const plan = parts.rules.planPush(before, new Set(known.keys()), muts, afterId);
  const renamed = plan.skipped.filter((one) => known.get(one.id)?.client === formerly);
  await renumberMutations(tx, sender.school, client, renamed);
  return { known, plan };
}

/** How far the sender's own client has come. */
async function placeOfOwner(tx: Db, { school, staffId }: Sender, client: string): Promise<ClientPlace> {
  const row = await readClient(tx, school, client);
  if (row !== undefined && row.staffId !== staffId)
    throw new Error("A client id changed hands during a push.");
  return row ?? newClient;
}

/** @returns what became of each, and the records that they changed as these are now */
async function takeFresh(
  parts: Parts,
  tx: Db,
  sender: Sender,
  client: string,
  fresh: readonly Sent[],
  startSeq: number,
): Promise<{ readonly changed: readonly StoredRecord[]; readonly taken: readonly Taken[] }> {
  const work = await openWork(parts, tx, sender, client, fresh, startSeq);
  const taken: Taken[] = [];
  for (const [at, sent] of fresh.entries())
    taken.push(await takeMutation(parts, tx, work, sent, startSeq + at + 1));
  return { changed: work.records.changed(), taken };
}

function placeOf(client: ClientPlace): ClientPlace {
  return { lastN: client.lastN, lastId: client.lastId };
}

/** The scopes in which something changed: those who hold one of them are told. */
function scopesTouched(changed: readonly StoredRecord[], taken: readonly Taken[]): string[] {
  const left = taken.flatMap(({ verdict }) => verdict.changes.flatMap((one) => one.leftScope ?? []));
  return [...new Set([...changed.map((one) => one.scope), ...left])];
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
  durable: number,
): PushResponse {
  const { lastN, lastId } = plan;
  if (plan.problem !== undefined) return { problem: plan.problem, lastN, lastId, durable };
  return { lastN, lastId, serverAt: instantOf(parts.clock), results };
}
