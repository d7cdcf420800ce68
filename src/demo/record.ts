// One invented record in the shape that the server stores: what it is, which scope it lives in, and its fields. The scope
// always comes from the registry's own line, so that an invented school cannot disagree with a real one.
import type { StaffId } from "../domain/ids.ts";
import type { RecordKind } from "../domain/record-kind.ts";
import type { Fields } from "../protocol/change.ts";

export interface InventedRecord {
  readonly kind: string;
  readonly id: string;
  readonly scope: string;
  readonly fields: Fields;
  readonly authorId?: StaffId;
  /** ISO instant, never after the day that the school was invented for. */
  readonly recordedAt: string;
}

/** Who made a record, and when. */
export interface Made {
  readonly authorId?: StaffId;
  readonly recordedAt: string;
}

/**
 * A record of a kind that has a scope of its own.
 * @throws when the kind lives within another record: use `invented` with that record's scope.
 */
export function inventedIn<T extends Fields>(
  kind: RecordKind<T>,
  id: string,
  value: T,
  made: Made,
): InventedRecord {
  if (kind.scope === undefined) throw new Error(`A ${kind.name} has no scope of its own`);
  return invented(kind, id, value, kind.scope(value, id), made);
}

/** A record in the scope given: a mark or a note lives where its session lives. */
export function invented<T extends Fields>(
  kind: RecordKind<T>,
  id: string,
  value: T,
  scope: string,
  made: Made,
): InventedRecord {
  return { kind: kind.name, id, scope, fields: value, ...made };
}
