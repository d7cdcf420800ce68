// A save that was merged only in part, as a person can settle it: one subject a card (a session with its marks and notes
// is one), theirs and mine line by line. Pure: the records are handed in as they stand on this device now.
import { fieldsOfUnit, type Registry } from "../../domain/record-kind.ts";
import type { Stored } from "../../storage/read.ts";
import type { Problem, ProblemOp } from "../../storage/problems.ts";
import type { Names, RecordFields } from "./kind-words.ts";
import { linesOfUnit, titleOf } from "./record-words.ts";

export type Conflict = Problem["conflicts"][number];
/** Records by "kind|id" as they stand now; one that is missing is no longer on this device. */
export type RecordsNow = ReadonlyMap<string, Stored<RecordFields>>;

export interface Subject {
  readonly key: string;
  readonly title: string;
  readonly conflicts: readonly Conflict[];
  /** What differs, in words. Empty when both say the same and only who logged it differs. */
  readonly lines: readonly { readonly label: string; readonly theirs: string; readonly mine: string }[];
  /** Staff ids of those whose values stayed; null = not known. */
  readonly by: readonly (string | null)[];
  /** When the newest of those values was made. */
  readonly at: string;
  /** Both made the whole record: the same session logged on two tablets. */
  readonly isMadeTwice: boolean;
}

/** Who made a record, and when, is no choice between two values. */
const authorship: ReadonlySet<string> = new Set(["authorId", "recordedAt"]);
const kindOrder = ["session", "mark", "note"];

export function subjectsOf(
  problem: Pick<Problem, "conflicts">,
  ops: readonly ProblemOp[],
  now: RecordsNow,
  registry: Registry,
  names: Names,
): Subject[] {
  const byKey = Map.groupBy(problem.conflicts, (one) => subjectKey(one, ops, now));
  return [...byKey].map(([key, conflicts]) => {
    const inOrder = conflicts.toSorted((a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind));
    const [kind = "", id = ""] = key.split("|");
    const lines = inOrder.flatMap((one) => linesOf(one, ops, now, registry, names));
    return {
      key,
      title: titleOf(kind, now.get(key)?.record ?? mineOf(kind, id, ops), names),
      conflicts,
      lines,
      by: [...new Set(conflicts.map((one) => one.by))],
      at: conflicts.reduce((newest, one) => (one.at > newest ? one.at : newest), ""),
      isMadeTwice: ops.some((op) => op.op === "put" && `${op.kind}|${op.id}` === key),
    };
  });
}

/** What this save wanted of a record: its operations, the later ones over the earlier. */
export function mineOf(kind: string, id: string, ops: readonly ProblemOp[]): RecordFields {
  const own = ops.filter((op) => op.kind === kind && op.id === id);
  return Object.assign({}, ...own.map((op) => op.fields)) as RecordFields;
}

/**
 * The fields that bring my value of one unit back; a field that a whole record of mine did not have is cleared.
 * Undefined when the record is no longer here, or the unit is no choice.
 */
export function myUnitFields(
  conflict: Conflict,
  ops: readonly ProblemOp[],
  now: RecordsNow,
  registry: Registry,
): RecordFields | undefined {
  const kind = registry.get(conflict.kind);
  const theirs = now.get(`${conflict.kind}|${conflict.id}`)?.record;
  if (kind === undefined || theirs === undefined || authorship.has(conflict.unit)) return undefined;
  const mine = mineOf(conflict.kind, conflict.id, ops);
  const all = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  const fields = conflict.unit === "*" ? all : fieldsOfUnit(kind, conflict.unit);
  const wanted = fields.filter((field) => !authorship.has(field));
  return Object.fromEntries(
    wanted.flatMap((field) => {
      if (mine[field] !== undefined) return [[field, mine[field]]];
      return (theirs[field] ?? null) === null ? [] : [[field, null]];
    }),
  );
}

function subjectKey(conflict: Conflict, ops: readonly ProblemOp[], now: RecordsNow): string {
  const own = `${conflict.kind}|${conflict.id}`;
  const fields = now.get(own)?.record ?? mineOf(conflict.kind, conflict.id, ops);
  const sessionId = fields["sessionId"];
  return typeof sessionId === "string" ? `session|${sessionId}` : own;
}

function linesOf(
  conflict: Conflict,
  ops: readonly ProblemOp[],
  now: RecordsNow,
  registry: Registry,
  names: Names,
): Subject["lines"] {
  const kind = registry.get(conflict.kind);
  if (kind === undefined || authorship.has(conflict.unit)) return [];
  const theirs = now.get(`${conflict.kind}|${conflict.id}`)?.record;
  const own = mineOf(conflict.kind, conflict.id, ops);
  const wanted = myUnitFields(conflict, ops, now, registry) ?? own;
  const mineLines = linesOfUnit(kind, conflict.unit, withoutNothing({ ...theirs, ...wanted }), names);
  const theirLines = theirs === undefined ? [] : linesOfUnit(kind, conflict.unit, theirs, names);
  const labels = [...new Set([...theirLines, ...mineLines].map((one) => one.label))];
  const valueIn = (lines: readonly { label: string; value: string }[], label: string) =>
    lines.find((one) => one.label === label)?.value;
  return labels
    .map((label) => ({
      label,
      theirs: valueIn(theirLines, label) ?? (theirs === undefined ? "No longer here" : "Nothing"),
      mine: valueIn(mineLines, label) ?? "Nothing",
    }))
    .filter((one) => one.theirs !== one.mine);
}

/** A cleared field reads as one that is not there, also where the schema knows no null. */
function withoutNothing(fields: RecordFields): RecordFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
