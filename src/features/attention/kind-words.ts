// How the words of a kind are given: a title, and labelled lines of readable words and names, never an id or a code.
import type { RecordKind } from "../../domain/record-kind.ts";
import type { Day } from "../../domain/calendar.ts";
import type { GroupId, InterventionId, PupilId, StaffId } from "../../domain/ids.ts";

export type RecordFields = Readonly<Record<string, unknown>>;

/** The names behind ids, and the day that "today" is. */
export interface Names {
  readonly today: Day;
  readonly pupil: (id: PupilId) => string;
  readonly staff: (id: StaffId) => string;
  readonly group: (id: GroupId) => string;
  readonly intervention: (id: InterventionId) => string;
}

export interface Line {
  readonly label: string;
  readonly value: string;
}

/** One line of a kind: the field whose merge unit it belongs to, its label, and what it says of a record. */
export interface LineSpec<T> {
  readonly of: keyof T & string;
  readonly label: string | ((record: T, names: Names) => string);
  /** Undefined = nothing to say of this record. */
  readonly say: (record: T, names: Names) => string | undefined;
}

export interface KindWords {
  /** What it is and of whom: "Note about Amara O". */
  readonly title: (fields: RecordFields, names: Names) => string;
  readonly lines: (
    fields: RecordFields,
    names: Names,
  ) => readonly (Line & { readonly of: string })[] | undefined;
}

/** Ties the words of a kind to its schema, so that each line reads a record and not unknown fields. */
export function wordsOf<T>(
  kind: RecordKind<T>,
  what: string,
  title: (record: T, names: Names) => string,
  specs: readonly LineSpec<T>[],
): readonly [string, KindWords] {
  const lines = (fields: RecordFields, names: Names) => {
    const parsed = kind.schema.safeParse(fields);
    if (!parsed.success) return undefined;
    return specs.flatMap(({ of, label, say }) => {
      const value = say(parsed.data, names);
      const words = typeof label === "string" ? label : label(parsed.data, names);
      return value === undefined ? [] : [{ of, label: words, value }];
    });
  };
  const titleOf = (fields: RecordFields, names: Names) => {
    const parsed = kind.schema.safeParse(fields);
    return parsed.success ? title(parsed.data, names) : what;
  };
  return [kind.name, { title: titleOf, lines }];
}
