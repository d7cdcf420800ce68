// What a refused save says, line by line, with the record that it is about as its title. Pure.
import type { ProblemOp } from "../../storage/problems.ts";
import { mineOf, type RecordsNow } from "./conflict-subjects.ts";
import type { Line, Names } from "./kind-words.ts";
import { linesOf, titleOf } from "./record-words.ts";

export function saidIn(
  ops: readonly ProblemOp[],
  now: RecordsNow,
  names: Names,
): { readonly title: string; readonly lines: readonly Line[] } {
  // The history line of a correction says nothing that the change itself does not say.
  const told = ops.filter((op) => op.kind !== "correction");
  const subjects = [...new Map(told.map((op) => [`${op.kind}|${op.id}`, op])).values()].map((op) => {
    const stored = now.get(`${op.kind}|${op.id}`)?.record;
    const mine = mineOf(op.kind, op.id, ops);
    const whole = { ...stored, ...mine };
    const lines = linesOf(op.kind, whole, names);
    const before = stored === undefined || op.op === "put" ? [] : linesOf(op.kind, stored, names);
    const isNew = (line: Line) =>
      before.every((other) => other.label !== line.label || other.value !== line.value);
    return { kind: op.kind, title: titleOf(op.kind, whole, names), lines: lines.filter(isNew) };
  });
  const sessionId = told.map((op) => now.get(`${op.kind}|${op.id}`)?.record["sessionId"]).find(Boolean);
  const session = typeof sessionId === "string" ? now.get(`session|${sessionId}`)?.record : undefined;
  const first = subjects.find((one) => one.kind === "session") ?? subjects[0];
  const title =
    first === undefined
      ? "A change"
      : first.kind === "session" || session === undefined
        ? first.title
        : titleOf("session", session, names);
  const isOne = subjects.length === 1;
  const lines = subjects.flatMap((one) =>
    one.lines.map((line) => ({
      ...line,
      label: isOne || isSelfNamed(one.kind) ? line.label : `${one.title}: ${line.label.toLowerCase()}`,
    })),
  );
  return { title, lines };
}

/** Lines of these kinds carry the child's name in their label, or belong to the title. */
function isSelfNamed(kind: string): boolean {
  return kind === "session" || kind === "mark" || kind === "note";
}
