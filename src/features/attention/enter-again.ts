// A refused save, sent anew as it was: the same operations as new changes over what stands here now.
import type { RecordKind, Registry } from "../../domain/record-kind.ts";
import type { ProblemOp } from "../../storage/problems.ts";
import { change, make, type Change } from "../../storage/write.ts";
import { mineOf, type RecordsNow } from "./conflict-subjects.ts";

/** @returns undefined when something that it changes is no longer on this device */
export function againChanges(
  ops: readonly ProblemOp[],
  now: RecordsNow,
  registry: Registry,
): Change[] | undefined {
  const changes: Change[] = [];
  const seen = new Set<string>();
  for (const op of ops) {
    const key = `${op.kind}|${op.id}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const kind = registry.get(op.kind) as RecordKind<object> | undefined;
    const stored = now.get(key);
    const fields = mineOf(op.kind, op.id, ops);
    if (kind && stored) changes.push(change(kind, stored, fields));
    else if (kind && op.op === "put") changes.push(make(kind, op.id, fields, op.scope));
    else return undefined;
  }
  return changes;
}
