// What erasing a pupil does to records and to late changes: what is about the pupil goes, what only names the pupil keeps
// its times under an opaque person, so that other children's figures stay as they are.
import type { RecordKind, Registry } from "../domain/record-kind.ts";
import type { Fields, Op } from "./change.ts";

/** The opaque person that stands in the place of each erased pupil. */
export type Erased = ReadonlyMap<string, string>;

/** A record after an erasure: null = it goes whole; `id` differs where an id is derived from the pupil's. */
export type ErasedRecord = { readonly id: string; readonly fields: Fields } | null;

/** Whether a kind of record says more of a pupil than that the pupil took part. Of an unknown kind nobody can tell. */
export function hasWordsOfPupil(kind: RecordKind | undefined): boolean {
  return kind === undefined || kind.subject !== undefined || kind.unlink !== undefined;
}

/**
 * What of a refused mutation may be kept in a school that has erased somebody: not a change of a record that never came,
 * when the record may have words about a pupil. Nobody can tell whose they are; its device still has them.
 * @param isHere whether the record is known
 */
export function keptOfRefused(
  registry: Registry,
  ops: readonly Op[],
  isHere: (kind: string, id: string) => boolean,
): Op[] {
  return ops.filter(
    (op) => op.op === "put" || isHere(op.kind, op.id) || !hasWordsOfPupil(registry.get(op.kind)),
  );
}

/** @returns undefined when the record has nothing of an erased pupil */
export function eraseFromRecord(
  kind: RecordKind | undefined,
  id: string,
  fields: Fields,
  erased: Erased,
): ErasedRecord | undefined {
  if (isAboutErased(kind, id, fields, erased)) return null;
  let after = fields;
  for (const [subject, participant] of erased) {
    if (!JSON.stringify(after).includes(subject)) continue;
    const unlinked = kind?.unlink?.(after, subject) ?? after;
    const renamed: Fields = JSON.parse(JSON.stringify(unlinked).replaceAll(subject, participant));
    after = renamed;
  }
  if (after === fields) return undefined;
  return { id: derivedAnew(kind, id, fields, after), fields: after };
}

/**
 * The operations of a late mutation without what they say of erased pupils.
 * @param isTombstone whether the record was erased already
 */
export function eraseFromOps(
  registry: Registry,
  ops: readonly Op[],
  erased: Erased,
  isTombstone: (kind: string, id: string) => boolean,
): Op[] {
  return ops.flatMap((op) => {
    if (isTombstone(op.kind, op.id)) {
      const renamed =
        op.op === "put" ? eraseFromRecord(registry.get(op.kind), op.id, op.fields, erased) : null;
      return renamed && op.op === "put" ? [{ ...op, ...renamed }] : [];
    }
    const after = eraseFromRecord(registry.get(op.kind), op.id, op.fields, erased);
    if (after === undefined) return [op];
    return after === null ? [] : [{ ...op, id: op.op === "put" ? after.id : op.id, fields: after.fields }];
  });
}

function isAboutErased(kind: RecordKind | undefined, id: string, fields: Fields, erased: Erased): boolean {
  if (kind?.subject === undefined) return false;
  return erased.has(kind.subject(fields, id));
}

function derivedAnew(kind: RecordKind | undefined, id: string, before: Fields, after: Fields): string {
  if (kind?.derivedId === undefined || kind.derivedId(before) !== id) return id;
  return kind.derivedId(after);
}
