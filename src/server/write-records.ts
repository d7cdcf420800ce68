// Records that the server itself makes: the first administrator, people who are invited, the demo school. They go through
// the same sequence and commits as any other, under the server's own client id.
import type { RecordKind, Registry } from "../domain/record-kind.ts";
import type { Clock } from "../protocol/clock.ts";
import type { Fields } from "../protocol/change.ts";
import { mergeOp } from "../protocol/merge.ts";
import type { Random } from "./random.ts";
import { newTag } from "./secrets.ts";
import { upsertRecords, type StoredRecord } from "./storage/record-rows.ts";
import { advanceSequence, insertCommit } from "./storage/school-rows.ts";
import type { Db } from "./storage/tables.ts";

/** No device ever has this client id. */
export const serverClient = "00000000-0000-0000-0000-000000000000";

export interface NewRecord {
  readonly kind: string;
  readonly id: string;
  readonly scope: string;
  readonly fields: Fields;
}

/** Records that share one sequence number travel in one page; more than this would make pages too large. */
const recordsPerSeq = 100;

/**
 * Stores new records in an open transaction, whose first write this must be.
 * @returns the sequence number of the commit
 * @throws when a record is not valid by the registry: that is a fault of the program
 */
export async function writeNewRecords(
  tx: Db,
  by: { registry: Registry; random: Random; clock: Clock },
  school: string,
  staffId: string | null,
  records: readonly NewRecord[],
): Promise<number> {
  const steps = Math.max(1, Math.ceil(records.length / recordsPerSeq));
  const endSeq = await advanceSequence(tx, school, steps);
  const stored = records.map((record, at) =>
    storedOf(kindOf(by.registry, record), record, endSeq - steps + 1 + Math.floor(at / recordsPerSeq)),
  );
  await upsertRecords(tx, school, stored);
  const atMs = by.clock.nowMs();
  await insertCommit(tx, {
    school,
    seq: endSeq,
    tag: newTag(by.random),
    atMs,
    staffId,
    client: serverClient,
  });
  return endSeq;
}

function kindOf(registry: Registry, record: NewRecord): RecordKind {
  const kind = registry.get(record.kind);
  if (kind === undefined) throw new Error(`The registry knows no kind "${record.kind}".`);
  return kind;
}

function storedOf(kind: RecordKind, record: NewRecord, seq: number): StoredRecord {
  const merged = mergeOp(kind, undefined, { op: "put", ...record }, { seq, client: serverClient });
  if (!merged.ok) throw new Error(`A ${record.kind} made by the server is not valid.`);
  return { kind: record.kind, id: record.id, seq, ...merged.record };
}
