// From a query to a value on the screen that stays true. Rows are watched; opening happens after the query, outside it.
import { liveQuery } from "dexie";
import { useEffect, useState } from "preact/hooks";
import type { RecordKind } from "../domain/record-kind.ts";
import type { ProblemRow, SyncState } from "./database.ts";
import type { Device } from "./device.ts";
import { unsentOf, type Unsent } from "./outbox.ts";
import { findRows, openRows, type Range, type Stored } from "./read.ts";

/**
 * Watches a question to the database and calls back with each answer, opened.
 * An answer that was overtaken while it was being opened is dropped. A failed query is handed to `onFault`.
 * @returns stops the watching
 */
export function watch<Rows, Value>(
  query: () => Promise<Rows>,
  open: (rows: Rows) => Promise<Value>,
  onValue: (value: Value) => void,
  onFault: (fault: unknown) => void,
): () => void {
  let newest = 0;
  const subscription = liveQuery(query).subscribe({
    next: (rows) => {
      newest += 1;
      const mine = newest;
      open(rows).then((value) => (mine === newest ? onValue(value) : undefined), onFault);
    },
    error: onFault,
  });
  return () => {
    newest += 1;
    subscription.unsubscribe();
  };
}

/**
 * The records of a kind in a range, kept true while the screen is shown; undefined until the first answer.
 * @param range undefined = all; null = not asked yet (answers undefined)
 */
export function useRecords<T>(
  device: Device,
  kind: RecordKind<T>,
  range?: Range | null,
): readonly Stored<T>[] | undefined {
  const asked = range === null ? "nothing" : JSON.stringify([kind.name, range]);
  return useWatched(
    device,
    asked,
    () => findRows(device.db, kind.name, range ?? undefined),
    (rows) => openRows(device, kind, rows),
  );
}

export function useSyncState(device: Device): SyncState | undefined {
  return useWatched(device, "sync", async () => await device.db.meta.get("sync"), keep);
}

export function useUnsent(device: Device): Unsent | undefined {
  return useWatched(device, "unsent", () => unsentOf(device), keep);
}

export function useProblems(device: Device): readonly ProblemRow[] | undefined {
  return useWatched(device, "problems", () => device.db.problems.toArray(), keep);
}

function keep<T>(value: T): Promise<T> {
  return Promise.resolve(value);
}

function useWatched<Rows, Value>(
  device: Device,
  asked: string,
  query: () => Promise<Rows>,
  open: (rows: Rows) => Promise<Value>,
): Value | undefined {
  const [answer, setAnswer] = useState<{ readonly asked: string; readonly value: Value }>();
  const [fault, setFault] = useState<{ readonly thrown: unknown }>();
  useEffect(() => {
    if (asked === "nothing") return undefined;
    const show = (value: Value) => setAnswer({ asked, value });
    return watch(query, open, show, (thrown) => setFault({ thrown }));
    // The query is told apart by `asked`, which names all that it depends on.
  }, [device, asked]);
  // A broken query belongs to the screen's error boundary, not to silence.
  if (fault) throw fault.thrown;
  return answer?.asked === asked ? answer.value : undefined;
}
