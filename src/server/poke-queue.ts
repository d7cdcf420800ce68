// When a change is told to the open streams of its school: at once while few listen, gathered for a moment when many do,
// so that a school full of tablets does not ask all at once at every save.
import { traceOf } from "./log.ts";
import { seqByListener, type Change, type Knowledge } from "./poke-targets.ts";
import type { Listener } from "./pokes.ts";

export interface PokeQueue {
  readonly add: (change: Change) => void;
}

const gatherMs = 250;
/** Up to so many streams of one school are told at once. */
const fewStreams = 20;

export function createPokeQueue(
  ofSchool: (school: string) => readonly Listener[],
  knowledge: Knowledge,
): PokeQueue {
  /** What is still to be told, by school; a school is in it while its telling is under way. */
  const waiting = new Map<string, Change[]>();

  const tell = async (school: string): Promise<void> => {
    for (;;) {
      if (ofSchool(school).length > fewStreams) await new Promise((go) => setTimeout(go, gatherMs).unref());
      const changes = waiting.get(school) ?? [];
      if (changes.length === 0) break;
      waiting.set(school, []);
      const concerned = await seqByListener(knowledge, changes, ofSchool(school));
      const open = new Set(ofSchool(school));
      for (const [listener, seq] of concerned) {
        if (open.has(listener)) listener.send(`event: poke\ndata: ${JSON.stringify({ seq })}\n\n`);
      }
    }
    waiting.delete(school);
  };

  return {
    add: (change) => {
      const { school } = change;
      if (ofSchool(school).length === 0) return;
      const changes = waiting.get(school);
      if (changes !== undefined) return void changes.push(change);
      waiting.set(school, [change]);
      tell(school).catch((fault: unknown) => {
        // Their timers make up for it.
        waiting.delete(school);
        knowledge.log("poke-fault", { trace: traceOf(fault) });
      });
    },
  };
}
