// What a synced record kind is. Storage, sync and server know only this shape, never a kind by name: a new kind is
// one domain file and one line in records.ts.
import type * as z from "zod/mini";

/**
 * Who may create or change a record. "adult of the group" is judged on the record's own day when something is
 * created (a teaching assistant moved on Monday still sends Friday's log) and on today's when it is changed.
 */
export type Right =
  | "any-staff"
  | "self"
  | "group-adult"
  | "class-teacher"
  /** A nurture practitioner of a group in which the pupil has, or lately had, a place. */
  | "nurture-practitioner"
  /** Everybody, for a child who has no class yet: whoever could put a child into a class could read as its teacher. */
  | "first-class"
  | "author-until-midnight"
  | "author-14-days"
  | "senco"
  | "head"
  | "administrator"
  | "nobody";

/** The clear text index values of a row: opaque ids, days and closed words only, never a name. */
export type ClearKeys = Readonly<Record<string, string | number | readonly string[]>>;

/** Reference by which a record lives in the scope of another: a mark lives where its session lives. */
export interface Within<T> {
  readonly kind: string;
  readonly id: (record: T) => string;
}

export interface RecordKind<T = unknown> {
  readonly name: string;
  readonly schema: z.ZodMiniType<T>;
  /** The scope that a record belongs to; absent for kinds that live `within` another record. */
  readonly scope?: (record: T, id: string) => string;
  readonly within?: Within<T>;
  readonly keys: (record: T) => ClearKeys;
  /** Index specifications over `keys`, in Dexie's notation without the `keys.` prefix. */
  readonly indexes: readonly string[];
  /** Fields that only move together; every field not named here is a unit of its own. */
  readonly units: readonly (readonly string[])[];
  /** Fields that say how a record came about: a concurrent value of one is no conflict of its own. */
  readonly stamps: (record: T) => readonly string[];
  /** Whether it grows with every school day: such kinds come last, newest first, when a device gets a scope whole. */
  readonly isHistory: boolean;
  /**
   * The pupil whose erasure takes the whole record; without it a record only names pupils, and an opaque person takes
   * the erased one's place in it.
   */
  readonly subject?: (record: T, id: string) => string;
  /** The record without its words about one pupil; ids are replaced by those who erase. */
  readonly unlink?: (record: T, pupilId: string) => T;
  /** The id that a record has by what it says, where it is derived. */
  readonly derivedId?: (record: T) => string;
  readonly create: readonly Right[];
  readonly edit: readonly Right[];
  /** Whether a change decides what somebody may do from now on: whoever makes it must have just shown who they are. */
  readonly givesRights?: (after: T, before: T | undefined) => boolean;
  /** The staff member who made the record, where rights depend on it. */
  readonly author?: (record: T) => string;
  /** The school-local day that rights are judged by, where a record has one. */
  readonly day?: (record: T) => string;
  /** The session whose figures this record changes, if any. */
  readonly sessionId?: (record: T, id: string) => string;
}

type Defaulted = "indexes" | "units" | "stamps" | "isHistory";

/** Every kind this program knows, by name. Passed in as a value, so that a test can register one more. */
export type Registry = ReadonlyMap<string, RecordKind>;

/** Declares a kind with its own type checked. Without a word on them it has no index, and every field is its own unit. */
export function recordKind<T>(
  kind: Omit<RecordKind<T>, Defaulted> & Partial<Pick<RecordKind<T>, Defaulted>>,
): RecordKind<T> {
  return { indexes: [], units: [], stamps: () => [], isHistory: false, ...kind };
}

/** The merge unit that a field belongs to, named by its first field. */
export function unitOf(kind: RecordKind, field: string): string {
  const unit = kind.units.find((fields) => fields.includes(field));
  return unit?.[0] ?? field;
}

/** All fields that move together with this one, itself included. */
export function fieldsOfUnit(kind: RecordKind, field: string): readonly string[] {
  return kind.units.find((fields) => fields.includes(field)) ?? [field];
}
