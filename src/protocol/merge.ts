// THE merge rule, used by server and device: fields of one merge unit move together; a unit that somebody else changed
// after the writer looked stays as stored, and the incoming value is kept as a conflict for a person to settle. No
// clock decides anything.
import { fieldsOfUnit, unitOf, type RecordKind } from "../domain/record-kind.ts";
import type { Fields, Op } from "./change.ts";

/** For each merge unit: the sequence number and client of its last change. */
export type UnitVersions = Readonly<Record<string, readonly [seq: number, client: string]>>;

export interface MergedRecord {
  readonly scope: string;
  readonly fields: Fields;
  readonly versions: UnitVersions;
}

export interface LostUnit {
  readonly unit: string;
  readonly fields: Fields;
}

export type MergeResult =
  | {
      readonly ok: true;
      readonly record: MergedRecord;
      readonly isChanged: boolean;
      readonly lost: readonly LostUnit[];
    }
  | { readonly ok: false; readonly why: "unknown-record" | "invalid-record" };

/** Applies one operation to the stored record. The caller has judged rights and scope. */
export function mergeOp(
  kind: RecordKind,
  stored: MergedRecord | undefined,
  op: Op,
  by: { readonly seq: number; readonly client: string },
): MergeResult {
  if (stored === undefined) {
    if (op.op !== "put") return { ok: false, why: "unknown-record" };
    return firstPut(kind, op.scope, op.fields, by);
  }
  const isConcurrent = (unit: string) => {
    // Own properties only: a field may be called "constructor".
    const known = Object.hasOwn(stored.versions, unit) ? stored.versions[unit] : undefined;
    const [seq, client] = known ?? [0, by.client];
    return authorOf(client) !== authorOf(by.client) && (op.op === "put" || seq > op.base);
  };
  let record = op.op === "move" ? { ...stored, scope: op.scope } : stored;
  const lost: LostUnit[] = [];
  const stamps = kind.stamps(stored.fields);
  for (const [unit, fields] of fieldsByUnit(kind, op.fields)) {
    if (Object.keys(fields).every((field) => isSame(fields[field], stored.fields[field]))) continue;
    // Two logs of one thing that differ only in how they came about are one log: nothing is lost, nobody is asked.
    if (isConcurrent(unit) && stamps.includes(unit)) continue;
    const tried = { ...record.fields, ...fields };
    if (isConcurrent(unit) || !kind.schema.safeParse(tried).success) {
      lost.push({ unit, fields });
      continue;
    }
    record = { ...record, fields: tried, versions: { ...record.versions, [unit]: [by.seq, by.client] } };
  }
  return { ok: true, record, isChanged: record !== stored, lost };
}

/** What a device shows before the server has answered: its own pending operation laid over the row it has. */
export function overlayOp(
  row: { readonly scope: string; readonly fields: Fields } | undefined,
  op: Op,
): { readonly scope: string; readonly fields: Fields } | undefined {
  switch (op.op) {
    case "put":
      return { scope: op.scope, fields: { ...row?.fields, ...op.fields } };
    case "patch":
      return row && { scope: row.scope, fields: { ...row.fields, ...op.fields } };
    case "move":
      return row && { scope: op.scope, fields: { ...row.fields, ...op.fields } };
  }
}

/** Completes a patch to whole merge units, so that half a unit can never travel. */
export function wholeUnits(kind: RecordKind, current: Fields, changes: Fields): Fields {
  const fields: Fields = {};
  for (const name of Object.keys(changes)) {
    for (const field of fieldsOfUnit(kind, name)) {
      const value = field in changes ? changes[field] : current[field];
      if (value !== undefined) fields[field] = value;
    }
  }
  return fields;
}

/**
 * The client behind a version. A trailing "~" says that the record is not as that client sent it, so that it goes back to
 * it whole; it is the same author all the same.
 */
function authorOf(client: string): string {
  return client.endsWith("~") ? client.slice(0, -1) : client;
}

function firstPut(
  kind: RecordKind,
  scope: string,
  fields: Fields,
  by: { seq: number; client: string },
): MergeResult {
  if (!kind.schema.safeParse(fields).success) return { ok: false, why: "invalid-record" };
  const units = Object.keys(fields).map((field) => unitOf(kind, field));
  const versions = Object.fromEntries(units.map((unit) => [unit, [by.seq, by.client] as const]));
  return { ok: true, record: { scope, fields, versions }, isChanged: true, lost: [] };
}

function fieldsByUnit(kind: RecordKind, fields: Fields): Map<string, Fields> {
  const byUnit = new Map<string, Fields>();
  for (const [field, value] of Object.entries(fields)) {
    const unit = unitOf(kind, field);
    byUnit.set(unit, { ...byUnit.get(unit), [field]: value });
  }
  return byUnit;
}

/** Equality of JSON values; absent and null mean the same thing in a record. */
function isSame(a: unknown, b: unknown): boolean {
  return canonical(a ?? null) === canonical(b ?? null);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
