// What any record says, in labelled lines. Which line belongs to which merge unit is told by the field it is made of.
import { divisorRuleLabel } from "../../domain/group.ts";
import { fieldsOfUnit, type RecordKind } from "../../domain/record-kind.ts";
import type { KindWords, Line, Names, RecordFields } from "./kind-words.ts";
import { nurtureWords } from "./nurture-words.ts";
import { peopleWords } from "./people-words.ts";
import { planWords } from "./plan-words.ts";
import { schoolWords } from "./school-words.ts";
import { sessionWords } from "./session-words.ts";

const words: ReadonlyMap<string, KindWords> = new Map([
  ...sessionWords,
  ...planWords,
  ...peopleWords,
  ...schoolWords,
  ...nurtureWords,
]);

export function titleOf(kind: string, fields: RecordFields, names: Names): string {
  return words.get(kind)?.title(fields, names) ?? "A record";
}

/** What goes without saying when a record is told on its own; between two values it is said. */
const usual: ReadonlySet<string> = new Set([
  "None",
  "None named",
  "Nothing",
  "Not said",
  "No note",
  "No group",
  "Nobody else",
  "Still here",
  "Until further notice",
  divisorRuleLabel.present,
]);
const usualLines: ReadonlySet<string> = new Set([
  "Counts: Yes",
  "Put away: No",
  "Still so: Yes",
  "Away: Yes",
  "Finished: Yes",
]);

/** All that there is to say of a record; empty for a kind that this program has no words for. */
export function linesOf(kind: string, fields: RecordFields, names: Names): readonly Line[] {
  const lines = words.get(kind)?.lines(fields, names) ?? [];
  return lines.filter(({ label, value }) => !usual.has(value) && !usualLines.has(`${label}: ${value}`));
}

/** The lines of one merge unit ("*" = the whole record), the same ones for both sides of a conflict. */
export function linesOfUnit(
  kind: RecordKind,
  unit: string,
  fields: RecordFields,
  names: Names,
): readonly Line[] {
  const inUnit = (field: string) => unit === "*" || fieldsOfUnit(kind, unit).includes(field);
  return (words.get(kind.name)?.lines(fields, names) ?? []).filter((line) => inUnit(line.of));
}
