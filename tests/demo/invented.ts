// Reading an invented school in tests: its records of a kind, parsed by their own schemas.
import { daySchema } from "../../src/domain/calendar.ts";
import type { RecordKind } from "../../src/domain/record-kind.ts";
import { inventSchool, type InventedSchool } from "../../src/demo/school.ts";

export const day = (text: string) => daySchema.parse(text);

export function invent(about: {
  seed?: number;
  pupils: number;
  years?: number;
  today: string;
  from?: string;
}) {
  const { seed = 1, pupils, years = 1, today, from } = about;
  const sessionsFrom = from === undefined ? {} : { sessionsFrom: day(from) };
  return inventSchool({ seed, pupils, years, today: day(today), ...sessionsFrom });
}

/** Every record of a kind with its id, its scope and its parsed fields. */
export function recordsOf<T>(school: InventedSchool, kind: RecordKind<T>) {
  return school.records
    .filter((record) => record.kind === kind.name)
    .map((record) => ({ id: record.id, scope: record.scope, value: kind.schema.parse(record.fields) }));
}
