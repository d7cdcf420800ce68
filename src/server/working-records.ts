// The records that a push touches, as they stand after each of its mutations; read in bulk at its beginning, written in
// bulk at its end.
import type { Fields, Mutation } from "../protocol/change.ts";
import type { Change } from "./judge.ts";
import { loadRecords, recordsInScope, type StoredRecord } from "./storage/record-rows.ts";
import type { Db } from "./storage/tables.ts";

export interface WorkingRecords {
  readonly read: (kind: string, id: string) => Promise<StoredRecord | undefined>;
  /** All records of these kinds in a scope. */
  readonly inScope: (scope: string, kinds: readonly string[]) => Promise<StoredRecord[]>;
  /** Takes in what one mutation changed, under its sequence number. */
  readonly keep: (changes: readonly Change[], seq: number) => void;
  /** Marks a record as erased before it was ever here: what comes for it later must meet that. */
  readonly bury: (kind: string, id: string, scope: string, seq: number) => void;
  /** Everything that was kept, each record once, as it is at the end. */
  readonly changed: () => StoredRecord[];
}

/** @param onKept told of each record that was kept, in order */
export async function openWorkingRecords(
  tx: Db,
  school: string,
  muts: readonly Mutation[],
  onKept: (kind: string, id: string, fields: Fields) => void,
): Promise<WorkingRecords> {
  const loaded = new Map<string, StoredRecord | undefined>();
  const changed = new Map<string, StoredRecord>();
  const load = async (idsByKind: ReadonlyMap<string, ReadonlySet<string>>) => {
    for (const [kind, ids] of idsByKind) for (const id of ids) loaded.set(`${kind}|${id}`, undefined);
    for (const record of await loadRecords(tx, school, idsByKind))
      loaded.set(`${record.kind}|${record.id}`, record);
  };
  await load(targetsOf(muts));

  return {
    read: async (kind, id) => {
      const key = `${kind}|${id}`;
      if (!loaded.has(key)) await load(new Map([[kind, new Set([id])]]));
      return loaded.get(key);
    },
    inScope: async (scope, kinds) => {
      const stored = await recordsInScope(tx, school, scope, kinds);
      const untouched = stored.filter((one) => !changed.has(`${one.kind}|${one.id}`));
      const touched = [...changed.values()].filter((one) => one.scope === scope && kinds.includes(one.kind));
      return [...untouched, ...touched];
    },
    keep: (changes, seq) => {
      for (const { kind, id, record } of changes) {
        const { scope, fields, versions } = record;
        const kept = { kind, id, seq, scope, fields, versions };
        loaded.set(`${kind}|${id}`, kept);
        changed.set(`${kind}|${id}`, kept);
        onKept(kind, id, fields);
      }
    },
    bury: (kind, id, scope, seq) => {
      const tombstone = { kind, id, seq, scope, fields: {}, versions: {}, isErased: true };
      loaded.set(`${kind}|${id}`, tombstone);
      changed.set(`${kind}|${id}`, tombstone);
    },
    changed: () => [...changed.values()],
  };
}

function targetsOf(muts: readonly Mutation[]): Map<string, Set<string>> {
  const idsByKind = new Map<string, Set<string>>();
  for (const op of muts.flatMap((one) => one.ops)) {
    const ids = idsByKind.get(op.kind) ?? new Set();
    idsByKind.set(op.kind, ids.add(op.id));
  }
  return idsByKind;
}
