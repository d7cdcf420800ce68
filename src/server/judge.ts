// Judges one mutation against what is stored: may this person do it, does it fit, what becomes of each record. It writes
// nothing; a mutation is taken whole or refused whole.
import { mayCreate, mayEdit, type AccessFacts } from "../domain/access.ts";
import type { Day } from "../domain/calendar.ts";
import type { RecordKind, Registry } from "../domain/record-kind.ts";
import type { Fields, Mutation, Op } from "../protocol/change.ts";
import type { LostUnit, MergedRecord, mergeOp } from "../protocol/merge.ts";
import type { Why } from "../protocol/messages.ts";

export interface Verdict {
  readonly changes: readonly Change[];
  readonly lost: readonly (LostUnit & {
    readonly kind: string;
    readonly id: string;
    readonly wonSeq: number;
  })[];
}

export interface Change {
  readonly kind: string;
  readonly id: string;
  readonly record: MergedRecord;
  /** The scope that the record has left, if it moved. */
  readonly leftScope?: string;
}

type Judgement =
  | { readonly ok: true; readonly verdict: Verdict }
  | { readonly ok: false; readonly why: Why; readonly about: readonly [kind: string, id: string] };

interface Bench {
  readonly registry: Registry;
  readonly mergeOp: typeof mergeOp;
  readonly today: Day;
  /** The person's facts as they are after everything that came before this mutation. */
  readonly facts: AccessFacts;
  /** Whether whoever made it has shown who they are so lately that they may decide what others may do. */
  readonly givesRights: boolean;
  readonly by: { readonly seq: number; readonly client: string };
  /** The record as it is after everything that came before this mutation. */
  readonly stored: (kind: string, id: string) => Promise<MergedRecord | undefined>;
  /** All records of these kinds in a scope, as they are after everything that came before this mutation. */
  readonly inScope: (scope: string, kinds: readonly string[]) => Promise<readonly Change[]>;
}

/** A record larger than this was not made by any screen; it bounds what one page of a pull can hold. */
const maxRecordLength = 32_768;

export async function judgeMutation(bench: Bench, mutation: Mutation): Promise<Judgement> {
  const staged = new Map<string, Change>();
  const lost: Verdict["lost"][number][] = [];
  const stored = async (kind: string, id: string) =>
    staged.get(`${kind}|${id}`)?.record ?? (await bench.stored(kind, id));

  for (const op of mutation.ops) {
    const judged = await judgeOp({ ...bench, stored }, op);
    if (!judged.ok) return { ok: false, why: judged.why, about: [op.kind, op.id] };
    const leftScope = staged.get(`${op.kind}|${op.id}`)?.leftScope ?? judged.leftScope;
    const { kind, id } = op;
    if (judged.record)
      staged.set(`${kind}|${id}`, { kind, id, record: judged.record, ...(leftScope && { leftScope }) });
    lost.push(...judged.lost.map((one) => ({ ...one, kind, id, wonSeq: judged.wonSeqOf(one.unit) })));
  }
  for (const straggler of await stragglers(bench, staged))
    staged.set(`${straggler.kind}|${straggler.id}`, straggler);
  return { ok: true, verdict: { changes: [...staged.values()], lost } };
}

/**
 * What lives within a record that moves goes with it, also what the mover's device had not seen yet: a mark or a note
 * must never stay behind in a scope that its session has left.
 */
async function stragglers(bench: Bench, staged: ReadonlyMap<string, Change>): Promise<Change[]> {
  const found: Change[] = [];
  for (const { kind, id, record, leftScope } of staged.values()) {
    const within = [...bench.registry.values()].filter((one) => one.within?.kind === kind);
    if (leftScope === undefined || within.length === 0) continue;
    const names = within.map((one) => one.name);
    for (const child of await bench.inScope(leftScope, names)) {
      const parentId = bench.registry.get(child.kind)?.within?.id(child.record.fields);
      if (parentId !== id || staged.has(`${child.kind}|${child.id}`)) continue;
      found.push({ ...child, record: { ...child.record, scope: record.scope }, leftScope });
    }
  }
  return found;
}

type OpJudgement =
  | {
      readonly ok: true;
      /** Absent when nothing changes. */
      readonly record?: MergedRecord;
      readonly leftScope?: string;
      readonly lost: readonly LostUnit[];
      /** The sequence number of the value that stayed. */
      readonly wonSeqOf: (unit: string) => number;
    }
  | { readonly ok: false; readonly why: Why };

async function judgeOp(bench: Bench, op: Op): Promise<OpJudgement> {
  // 1. The kind is known, and the operation gives a valid record.
  const kind = bench.registry.get(op.kind);
  if (kind === undefined) return no("unknown-kind");
  const before = await bench.stored(op.kind, op.id);
  const merged = bench.mergeOp(kind, before, op, bench.by);
  if (!merged.ok) return no(merged.why);
  if (JSON.stringify(merged.record.fields).length > maxRecordLength) return no("invalid-record");

  if (!bench.givesRights && kind.givesRights?.(merged.record.fields, before?.fields) === true)
    return no("forbidden");

  // 2. It lives in the scope that the registry says, and nowhere else. What is new within another record goes where that
  // one is by now: its session may have been moved while this device was offline.
  const place = await placeOf(bench, kind, merged.record, op.id);
  if (place === undefined) return no(kind.within === undefined ? "wrong-scope" : "unknown-record");
  if (before === undefined && kind.within) {
    return judgeCreation(bench, kind, op.id, { ...merged.record, scope: place.scope }, place);
  }
  if (place.scope !== merged.record.scope) return no("wrong-scope");
  if (before === undefined) return judgeCreation(bench, kind, op.id, merged.record, place);

  // 3. This person may change it.
  const change = { before: before.fields, after: merged.record.fields };
  const mayMove = op.op !== "move" || bench.facts.roles.includes("senco");
  if (mayMove && mayEdit(kind, change, { scope: before.scope, id: op.id }, bench.facts, bench.today)) {
    if (hasStrayed(kind, change, place)) return no("invalid-record");
    const leftScope = before.scope === merged.record.scope ? undefined : before.scope;
    const wonSeqOf = (unit: string) => before.versions[unit]?.[0] ?? newestSeq(before);
    const lost = { lost: merged.lost, wonSeqOf };
    if (!merged.isChanged) return { ok: true, ...lost };
    return { ok: true, record: merged.record, ...(leftScope && { leftScope }), ...lost };
  }
  return judgeSecondPut(bench, kind, before, op);
}

function judgeCreation(
  bench: Bench,
  kind: RecordKind,
  id: string,
  record: MergedRecord,
  place: Place,
): OpJudgement {
  const at = { scope: record.scope, id };
  if (!mayCreate(kind, record.fields, at, bench.facts, bench.today)) return no("forbidden");
  // A mark is judged by its own day, so its day must be its session's: nobody backdates a mark into a group they left.
  if (place.day !== undefined && kind.day !== undefined && kind.day(record.fields) !== place.day)
    return no("invalid-record");
  return { ok: true, record, lost: [], wonSeqOf: () => 0 };
}

/** Whether a change gives what lives within another record a day that is not that record's. */
function hasStrayed(
  { day }: RecordKind,
  { before, after }: { readonly before: Fields; readonly after: Fields },
  place: Place,
): boolean {
  if (day === undefined || place.day === undefined) return false;
  return day(after) !== day(before) && day(after) !== place.day;
}

/**
 * Two adults tapped Done on the same planned session, and the second may make such a record but not change the first
 * one's: the first stays as it is, the second is kept whole as a conflict.
 */
function judgeSecondPut(bench: Bench, kind: RecordKind, before: MergedRecord, op: Op): OpJudgement {
  if (op.op !== "put" || !kind.schema.safeParse(op.fields).success) return no("forbidden");
  const at = { scope: before.scope, id: op.id };
  if (!mayCreate(kind, op.fields, at, bench.facts, bench.today)) return no("forbidden");
  return { ok: true, lost: [{ unit: "*", fields: op.fields }], wonSeqOf: () => newestSeq(before) };
}

interface Place {
  readonly scope: string;
  /** The day of the record that this one lives within, where it has one. */
  readonly day?: string;
}

/** Where a record must live; undefined when the record that it lives within is not there. */
async function placeOf(
  bench: Bench,
  kind: RecordKind,
  record: MergedRecord,
  id: string,
): Promise<Place | undefined> {
  if (kind.within === undefined) {
    return kind.scope === undefined ? undefined : { scope: kind.scope(record.fields, id) };
  }
  const parent = await bench.stored(kind.within.kind, kind.within.id(record.fields));
  if (parent === undefined) return undefined;
  const day = bench.registry.get(kind.within.kind)?.day?.(parent.fields);
  return { scope: parent.scope, ...(day !== undefined && { day }) };
}

function newestSeq(record: MergedRecord): number {
  return Math.max(0, ...Object.values(record.versions).map(([seq]) => seq));
}

function no(why: Why): OpJudgement {
  return { ok: false, why };
}
