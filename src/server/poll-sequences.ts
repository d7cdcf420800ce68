// Several server processes on one database: each asks once a second how far the schools have come, and tells its own
// streams of what the others wrote. Any engine can answer that; LISTEN and NOTIFY are not everywhere.
import { traceOf } from "./log.ts";
import type { Change, Knowledge } from "./poke-targets.ts";
import { commitSeqsAfter, readSequences, touchedScopes } from "./storage/sequence-rows.ts";

export interface SequencePoll {
  readonly start: () => void;
  readonly stop: () => void;
  /** A commit of this process, whose streams are told of it without asking. */
  readonly noteOwn: (school: string, seq: number) => void;
}

interface Ears {
  readonly tell: (change: Change) => void;
  readonly ofSchool: (school: string) => readonly unknown[];
}

const everyMs = 1000;

export function createSequencePoll({ db, log }: Knowledge, { tell, ofSchool }: Ears): SequencePoll {
  let seen: ReadonlyMap<string, number> | undefined;
  /** Sequence numbers of own commits, by school, until the poll has come past them. */
  const own = new Map<string, Set<number>>();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let isFailing = false;

  const look = async (): Promise<void> => {
    const now = await readSequences(db);
    for (const [school, seq] of seen === undefined ? [] : now) {
      const from = seen?.get(school) ?? 0;
      if (seq !== from && ofSchool(school).length > 0) await tellOfOthers(school, from, seq);
      forget(own, school, seq);
    }
    seen = now;
  };

  const tellOfOthers = async (school: string, from: number, upTo: number): Promise<void> => {
    // A school that was put back to an earlier day: everybody starts again.
    if (upTo < from) return tell({ school, seq: upTo });
    let after = from;
    for (const seq of await commitSeqsAfter(db, school, from, upTo)) {
      if (!own.get(school)?.has(seq))
        tell({ school, seq, scopes: await touchedScopes(db, school, after, seq) });
      after = seq;
    }
  };

  const round = async (): Promise<void> => {
    try {
      await look();
      isFailing = false;
    } catch (fault) {
      // Said once: the next round asks again.
      if (!isFailing && !isStopped) log("poll-fault", { trace: traceOf(fault) });
      isFailing = true;
    }
    if (!isStopped) timer = setTimeout(() => void round(), everyMs).unref();
  };

  return {
    start: () => void round(),
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
    noteOwn: (school, seq) => own.set(school, (own.get(school) ?? new Set<number>()).add(seq)),
  };
}

function forget(own: Map<string, Set<number>>, school: string, upTo: number): void {
  const seqs = own.get(school);
  if (seqs === undefined) return;
  for (const seq of seqs) if (seq <= upTo) seqs.delete(seq);
  if (seqs.size === 0) own.delete(school);
}
