// Erasing a pupil from a school: what is about the pupil becomes a tombstone without content, what only names the pupil
// keeps its times under an opaque person, and no body, conflict or quarantine keeps a word of it.
import { unitOf, type RecordKind, type Registry } from "../domain/record-kind.ts";
import type { Clock } from "../protocol/clock.ts";
import { mutationSchema, type Fields, type Op } from "../protocol/change.ts";
import type { UnitVersions } from "../protocol/merge.ts";
import { eraseFromOps, eraseFromRecord, keptOfRefused, type Erased } from "../protocol/erasure.ts";
import type { Random } from "./random.ts";
import { audit } from "./audit.ts";
import { newTag } from "./secrets.ts";
import { inTransaction } from "./storage/database.ts";
import { allErasures, insertErasure, type ErasureRow } from "./storage/erasure-rows.ts";
import {
  loadRecords,
  recordsAfter,
  recordsOfKind,
  upsertRecords,
  type StoredRecord,
} from "./storage/record-rows.ts";
import { advanceSequence, insertCommit } from "./storage/school-rows.ts";
import type { Db } from "./storage/tables.ts";
import { mutationsWithBody, wipeConflicts, wipeMutation } from "./storage/wipe-rows.ts";
import { serverClient } from "./write-records.ts";

export interface Eraser {
  readonly registry: Registry;
  readonly random: Random;
  readonly clock: Clock;
}

const recordsAtOnce = 2000;
/** Records that share a sequence number travel in one page. */
const recordsPerSeq = 100;

/**
 * Erases a pupil, with every card that was merged with the pupil's.
 * @returns the erasures, for the list that outlives a restore; none when the school never had such a pupil
 */
export async function erasePupil(
  db: Db,
  by: Eraser,
  school: string,
  pupilId: string,
  staffId: string | null,
): Promise<readonly ErasureRow[]> {
  // Asked first, so that a second tap takes no sequence number: every number belongs to a commit.
  const known = await erasuresWith(db, school, pupilId);
  if (known.length > 0) return known;
  if ((await cardsOf(db, school, pupilId)).length === 0) return [];
  return await inTransaction(db, async (tx) => {
    const seq = await advanceSequence(tx, school, 1);
    const meanwhile = await erasuresWith(tx, school, pupilId);
    if (meanwhile.length > 0) {
      await insertCommit(tx, commitBy(by, school, seq, staffId));
      return meanwhile;
    }
    const subjects = await cardsOf(tx, school, pupilId);
    const participant = by.random.uuid();
    const erased = new Map([pupilId, ...subjects].map((subject) => [subject, participant]));
    return await eraseInTransaction(tx, by, school, erased, seq, staffId);
  });
}

/** Applies erasures to a database that was put back from a backup older than they are. */
export async function eraseAgain(db: Db, by: Eraser, school: string, erased: Erased): Promise<void> {
  if (erased.size === 0) return;
  await inTransaction(db, async (tx) => {
    const seq = await advanceSequence(tx, school, 1);
    await eraseInTransaction(tx, by, school, erased, seq, null);
  });
}

async function eraseInTransaction(
  tx: Db,
  by: Eraser,
  school: string,
  erased: Erased,
  firstSeq: number,
  staffId: string | null,
): Promise<ErasureRow[]> {
  const found = await affected(tx, by.registry, school, erased);
  const all = [...found.values()];
  const tombstones = all.filter((one) => one.isErased);
  const steps = Math.max(0, Math.ceil(all.length / recordsPerSeq) - 1);
  const endSeq = steps === 0 ? firstSeq : await advanceSequence(tx, school, steps);
  const numbered = all.map((one, at) => {
    const seq = firstSeq + Math.floor(at / recordsPerSeq);
    return { ...one, seq, versions: numberedVersions(one.versions, seq) };
  });
  await upsertRecords(tx, school, numbered);
  await wipe(tx, by.registry, school, erased, new Set(tombstones.map((one) => `${one.kind}|${one.id}`)));
  const atMs = by.clock.nowMs();
  const rows = [...erased].map(([subject, participant]) => ({ subject, participant, seq: endSeq, atMs }));
  for (const row of rows) await insertErasure(tx, school, row);
  await insertCommit(tx, commitBy(by, school, endSeq, staffId));
  for (const [subject, count] of new Map([...erased.values()].map((one) => [one, all.length])))
    await audit(by, tx, { school, staffId, event: "erasure", about: { subject, count, seq: endSeq } });
  return rows;
}

function commitBy(by: Eraser, school: string, seq: number, staffId: string | null) {
  const [tag, atMs] = [newTag(by.random), by.clock.nowMs()];
  return { school, seq, tag, atMs, staffId, client: serverClient };
}

/** The erasures of a pupil's cards, those that were merged with the pupil's included. */
async function erasuresWith(db: Db, school: string, pupilId: string): Promise<ErasureRow[]> {
  const all = await allErasures(db, school);
  const participant = all.find((one) => one.subject === pupilId)?.participant;
  return all.filter((one) => one.participant === participant);
}

/** The pupil's own card and every other that is merged with it. */
async function cardsOf(tx: Db, school: string, pupilId: string): Promise<string[]> {
  const cards = await recordsOfKind(tx, school, "pupil");
  const mergedInto = new Map(cards.map((card) => [card.id, card.fields["mergedInto"]]));
  if (!mergedInto.has(pupilId)) return [];
  const found = new Set([pupilId]);
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const [id, into] of mergedInto) {
      if (typeof into !== "string" || !mergedInto.has(into)) continue;
      if (found.has(id)) found.add(into);
      if (found.has(into)) found.add(id);
    }
  }
  return [...found];
}

/** Every record that the erasure changes, by "kind|id", as it will be. */
async function affected(
  tx: Db,
  registry: Registry,
  school: string,
  erased: Erased,
): Promise<Map<string, StoredRecord>> {
  const found = new Map<string, StoredRecord>();
  const ids = [...erased.keys()];
  for (let after = 0; ;) {
    const records = await recordsAfter(tx, school, after, recordsAtOnce);
    for (const one of records) {
      if (one.isDeleted || !ids.some((id) => one.id === id || one.data.includes(id))) continue;
      const fields: Fields = JSON.parse(one.data);
      const versions: UnitVersions = JSON.parse(one.fver);
      const before = { kind: one.kind, id: one.id, scope: one.scope, seq: one.seq, fields, versions };
      for (const record of recordsAfterErasure(registry.get(one.kind), before, erased))
        found.set(`${record.kind}|${record.id}`, record);
    }
    const last = records.at(-1);
    if (last === undefined || records.length < recordsAtOnce) return found;
    // The batch may have ended inside one sequence number: it is read again, and what was found twice is the same.
    after = last.seq > after + 1 ? last.seq - 1 : last.seq;
  }
}

function recordsAfterErasure(
  kind: RecordKind | undefined,
  one: StoredRecord,
  erased: Erased,
): StoredRecord[] {
  const after = eraseFromRecord(kind, one.id, one.fields, erased);
  if (after === undefined) return [];
  const about = { kind: one.kind, scope: one.scope, seq: 0, versions: {} };
  const tombstone = { ...about, id: one.id, fields: {}, isErased: true };
  if (after === null) return [tombstone];
  const versions = versionsAfter(kind, one, after.fields);
  const record = { ...about, id: after.id, fields: after.fields, versions };
  return after.id === one.id ? [record] : [tombstone, record];
}

/** What the erasure left as it was keeps its author; what it changed is the server's, numbered when it is written. */
function versionsAfter(kind: RecordKind | undefined, before: StoredRecord, after: Fields): UnitVersions {
  const versions = new Map<string, UnitVersions[string]>();
  for (const [field, value] of Object.entries(after)) {
    const unit = kind === undefined ? field : unitOf(kind, field);
    const isSame = JSON.stringify(before.fields[field]) === JSON.stringify(value);
    const earlier = before.versions[unit];
    if (!isSame || earlier === undefined) versions.set(unit, [0, serverClient]);
    else if (!versions.has(unit)) versions.set(unit, earlier);
  }
  return Object.fromEntries(versions);
}

function numberedVersions(versions: UnitVersions, seq: number): UnitVersions {
  const isNew = ([at, client]: UnitVersions[string]) => at === 0 && client === serverClient;
  return Object.fromEntries(
    Object.entries(versions).map(([unit, version]) => [unit, isNew(version) ? [seq, serverClient] : version]),
  );
}

/** What was sent and what was not taken: without the erased, or without content. */
async function wipe(
  tx: Db,
  registry: Registry,
  school: string,
  erased: Erased,
  tombstones: ReadonlySet<string>,
): Promise<void> {
  const isTombstone = (kind: string, id: string) => tombstones.has(`${kind}|${id}`);
  await wipeConflicts(tx, school, (kind, id, lost) => isTombstone(kind, id) || names(lost, erased));
  const ids = new Set([...tombstones].map((address) => address.split("|")[1] ?? ""));
  const isMeant = (body: string) => names(body, erased) || uuidsIn(body).some((id) => ids.has(id));
  for await (const mutation of mutationsWithBody(tx, school)) {
    const isRefused = mutation.status === "rejected";
    if (!isRefused && !isMeant(mutation.body)) continue;
    const sent = mutationSchema.safeParse(JSON.parse(mutation.body));
    // Only a refused mutation's body is of use: of it what is about others stays.
    if (!isRefused || !sent.success) {
      if (isMeant(mutation.body)) await wipeMutation(tx, school, mutation.id, "");
      continue;
    }
    const { ops } = sent.data;
    const here = await addressesHere(tx, school, ops);
    const known = keptOfRefused(registry, ops, (kind, id) => here.has(`${kind}|${id}`));
    const left = eraseFromOps(registry, known, erased, isTombstone);
    if (left.length === ops.length && left.every((op, at) => op === ops[at])) continue;
    const body = left.length === 0 ? "" : JSON.stringify({ ...sent.data, ops: left });
    await wipeMutation(tx, school, mutation.id, body);
  }
}

async function addressesHere(tx: Db, school: string, ops: readonly Op[]): Promise<ReadonlySet<string>> {
  const idsByKind = new Map<string, Set<string>>();
  for (const { kind, id } of ops) idsByKind.set(kind, (idsByKind.get(kind) ?? new Set<string>()).add(id));
  const records = await loadRecords(tx, school, idsByKind);
  return new Set(records.map(({ kind, id }) => `${kind}|${id}`));
}

function names(text: string, erased: Erased): boolean {
  return [...erased.keys()].some((id) => text.includes(id));
}

function uuidsIn(text: string): string[] {
  return text.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? [];
}
