// What the oracle remembers: every value that was ever saved, who saw what when it was made, and which saves were answered
// "saved". Values are made unlike each other, so that each is known wherever it turns up.
import { unitOf } from "../../src/domain/record-kind.ts";
import { registry } from "../../src/domain/records.ts";
import type { Fields, Op } from "../../src/protocol/change.ts";

/** One value of one merge unit. */
export interface Write {
  readonly tag: string;
  readonly mutationId: string;
  /** "kind|id" */
  readonly address: string;
  readonly op: Op;
  /** Values that its maker knew. */
  readonly parents: Set<string>;
}

export interface Saved {
  readonly id: string;
  readonly device: string;
  readonly startStep: number;
  heardStep: number;
  /** `unknown`: its device died or gave up before it heard. */
  answer: "unknown" | "saved" | "refused";
  /** The values on the screen when the person began, by "kind|id|unit". */
  readonly seen: ReadonlyMap<string, string>;
  ops: readonly Op[];
  /** What held it is gone: a disk that was rolled back or thrown away. */
  isLostWithDisk: boolean;
  /** No disk holds it any more, but the server had it when that disk was rolled back. */
  isOnlyOnServer: boolean;
}

/** The field that carries a value unlike all others, and so names its merge unit's value. */
const taggedFields: Readonly<Record<string, readonly string[]>> = {
  session: ["plannedSeconds", "className"],
  mark: ["reason"],
  note: ["text"],
  pupil: ["knownAs"],
  group: ["name"],
  intervention: ["name"],
};

/** Merge unit -> tag of the values in these fields. */
export function tagsOf(kindName: string, fields: Fields): Map<string, string> {
  const kind = registry.get(kindName);
  const tags = new Map<string, string>();
  for (const field of taggedFields[kindName] ?? []) {
    const value = fields[field];
    if (kind && (typeof value === "string" || typeof value === "number"))
      tags.set(unitOf(kind, field), `${field}:${value}`);
  }
  return tags;
}

export class Model {
  readonly saves = new Map<string, Saved>();
  readonly writes = new Map<string, Write>();
  readonly erasedPupils = new Set<string>();
  #last = 0;

  /** A number that was never used before. */
  next(): number {
    this.#last += 1;
    return this.#last;
  }

  begin(save: Pick<Saved, "id" | "device" | "startStep" | "seen">): Saved {
    const made: Saved = {
      ...save,
      heardStep: 0,
      answer: "unknown",
      ops: [],
      isLostWithDisk: false,
      isOnlyOnServer: false,
    };
    this.saves.set(save.id, made);
    return made;
  }

  /** A mutation was committed on a device. @param own the values that this device had written before */
  committed(id: string, ops: readonly Op[], own: Map<string, string>): void {
    const save = this.saves.get(id);
    if (save === undefined) throw new Error(`Nobody made the mutation ${id}.`);
    if (save.ops.length === 0) save.ops = ops;
    for (const op of ops) {
      for (const [unit, tag] of tagsOf(op.kind, op.fields)) {
        const address = `${op.kind}|${op.id}`;
        const key = `${address}|${unit}`;
        const known = this.writes.get(tag) ?? {
          tag,
          mutationId: id,
          address,
          op,
          parents: new Set<string>(),
        };
        for (const parent of [save.seen.get(key), own.get(key)]) {
          if (parent !== undefined && parent !== tag) known.parents.add(parent);
        }
        this.writes.set(tag, known);
        own.set(key, tag);
      }
    }
  }

  /** These values and all that their makers knew of, and so on back. */
  withAncestors(tags: Iterable<string>): Set<string> {
    const found = new Set<string>();
    const open = [...tags];
    for (let tag = open.pop(); tag !== undefined; tag = open.pop()) {
      if (found.has(tag)) continue;
      found.add(tag);
      open.push(...(this.writes.get(tag)?.parents ?? []));
    }
    return found;
  }

  isOlder(tag: string, than: string): boolean {
    return tag !== than && this.withAncestors([than]).has(tag);
  }
}
