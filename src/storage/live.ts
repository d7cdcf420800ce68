// From a query to a value on the screen that stays true. Both write paths say which stores a commit touched; a query over
// one of them is asked again. Opening happens after the query. (Dexie's own live queries keep every changed key of every
// commit for every query, which made a first sync ten times slower.)
import { useEffect, useState } from "preact/hooks";
import type { RecordKind } from "../domain/record-kind.ts";
import type { ProblemRow, SyncState } from "./database.ts";
import type { Commit, Device } from "./device.ts";
import { unsentOf, type Unsent } from "./outbox.ts";
import { readRecords, type Range, type Stored } from "./read.ts";

/** What comes from elsewhere is shown at once; while page follows page, a query is asked again this often at most. */
const receivedEveryMs = 500;

/**
 * Asks a question, and asks again after each commit that touched one of its stores.
 * A save of this window is shown at once; pages of a sync are gathered. Answers come in order; one question at a time.
 * @returns stops the watching
 */
export function watch<Value>(
  device: Device,
  stores: readonly string[],
  question: () => Promise<Value>,
  onValue: (value: Value) => void,
  onFault: (fault: unknown) => void,
): () => void {
  let isOver = false;
  let isAsking = false;
  let isStale = false;
  let isResting = false;
  let isAskedWhileResting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async (): Promise<void> => {
    if (isAsking) {
      isStale = true;
      return;
    }
    isAsking = true;
    do {
      isStale = false;
      const value = await question();
      if (isOver) return;
      if (!isStale) onValue(value);
    } while (isStale);
    isAsking = false;
  };
  const askNow = () => {
    ask().catch((fault: unknown) => (isOver ? undefined : onFault(fault)));
  };
  /** The first at once, those that follow gathered. */
  const askSoon = () => {
    if (isResting) {
      isAskedWhileResting = true;
      return;
    }
    isResting = true;
    askNow();
    timer = setTimeout(() => {
      isResting = false;
      if (!isAskedWhileResting) return;
      isAskedWhileResting = false;
      askSoon();
    }, receivedEveryMs);
  };
  const onCommit = (commit: Commit) => {
    if (!stores.some((store) => commit.stores.has(store))) return;
    if (commit.source === "saved") askNow();
    else askSoon();
  };
  device.committed.add(onCommit);
  askNow();
  return () => {
    isOver = true;
    clearTimeout(timer);
    device.committed.delete(onCommit);
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
  return useWatched(device, asked, kind.name, () => readRecords(device, kind, range ?? undefined));
}

export function useSyncState(device: Device): SyncState | undefined {
  return useWatched(device, "sync", "meta", async () => await device.db.meta.get("sync"));
}

export function useUnsent(device: Device): Unsent | undefined {
  return useWatched(device, "unsent", "outbox", () => unsentOf(device));
}

export function useProblems(device: Device): readonly ProblemRow[] | undefined {
  return useWatched(device, "problems", "problems", () => device.db.problems.toArray());
}

function useWatched<Value>(
  device: Device,
  asked: string,
  store: string,
  question: () => Promise<Value>,
): Value | undefined {
  const [answer, setAnswer] = useState<{ readonly asked: string; readonly value: Value }>();
  const [fault, setFault] = useState<{ readonly thrown: unknown }>();
  useEffect(() => {
    if (asked === "nothing") return undefined;
    const show = (value: Value) => setAnswer({ asked, value });
    const ask = () => askedOnce(device, `${store} ${asked}`, store, question);
    return watch(device, [store], ask, show, (thrown) => setFault({ thrown }));
    // The question is told apart by `asked`, which names all that it depends on.
  }, [device, asked]);
  // A broken query belongs to the screen's error boundary, not to silence.
  if (fault) throw fault.thrown;
  return answer?.asked === asked ? answer.value : undefined;
}

/** A dozen parts of a screen ask the same after each commit: while one of them waits for the answer, the others do too. */
function askedOnce<Value>(
  device: Device,
  name: string,
  store: string,
  question: () => Promise<Value>,
): Promise<Value> {
  const known = device.derived.get(name);
  if (known) return known.value as Promise<Value>;
  const value = question();
  device.derived.set(name, { stores: [store], value });
  const forget = () => void (device.derived.get(name)?.value === value && device.derived.delete(name));
  value.then(forget, forget);
  return value;
}
