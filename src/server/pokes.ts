// The event streams: after a commit the signed-in browsers that it concerns are told the new sequence number and nothing
// else. A poke is a courtesy; the device's timer is the guarantee.
import { createPokeQueue } from "./poke-queue.ts";
import type { Knowledge } from "./poke-targets.ts";
import { createSequencePoll } from "./poll-sequences.ts";
import { isShared } from "./storage/database.ts";

/** A session with an open stream. */
export interface Listening {
  readonly tokenHash: string;
  readonly school: string;
  readonly staffId: string;
}

export interface Pokes {
  /** How many streams are open now. */
  readonly count: () => number;
  /** A stream for one session; it ends with the session or with the server. */
  readonly open: (session: Listening) => ReadableStream<Uint8Array>;
  /**
   * Tells those streams of a school whose people may read what changed, but not the session that made the change.
   * @param scopes in which something changed; without them everybody counts
   */
  readonly poke: (school: string, seq: number, exceptTokenHash?: string, scopes?: readonly string[]) => void;
  readonly closeSession: (tokenHash: string) => void;
  /** Closes the streams of those people of a school. */
  readonly closePeople: (school: string, isMeant: (staffId: string) => boolean) => void;
  readonly closeAll: () => void;
}

export interface Listener extends Listening {
  readonly send: (text: string) => void;
  readonly close: () => void;
}

/** A comment often enough that no proxy takes the stream for dead. */
const commentEveryMs = 15_000;
/** A browser needs one stream; more than a few of one session are a mistake or an attack. */
const maxStreamsPerSession = 8;

export function createPokes(knowledge: Knowledge): Pokes {
  const listeners = new Set<Listener>();
  const ofSchool = (school: string) => [...listeners].filter((one) => one.school === school);
  const queue = createPokeQueue(ofSchool, knowledge);
  const poll = isShared(knowledge.db)
    ? createSequencePoll(knowledge, { tell: queue.add, ofSchool })
    : undefined;
  poll?.start();
  const timer = setInterval(() => {
    for (const listener of listeners) listener.send(": still here\n\n");
  }, commentEveryMs);
  timer.unref();

  const closeWhere = (isMeant: (listener: Listener) => boolean) => {
    for (const listener of [...listeners].filter(isMeant)) listener.close();
  };
  /** A browser opens a stream that ended again only after seconds: with this it asks at once, and hears why. */
  const endWhere = (isMeant: (listener: Listener) => boolean) => {
    for (const listener of [...listeners].filter(isMeant)) {
      listener.send("event: poke\ndata: {}\n\n");
      listener.close();
    }
  };

  return {
    count: () => listeners.size,
    open: (session) => {
      const own = [...listeners].filter((one) => one.tokenHash === session.tokenHash);
      for (const oldest of own.slice(0, Math.max(0, own.length + 1 - maxStreamsPerSession))) oldest.close();
      return streamFor(session, listeners);
    },
    poke: (school, seq, exceptTokenHash, scopes) => {
      poll?.noteOwn(school, seq);
      queue.add({ school, seq, ...(exceptTokenHash && { exceptTokenHash }), ...(scopes && { scopes }) });
    },
    closeSession: (tokenHash) => endWhere((listener) => listener.tokenHash === tokenHash),
    closePeople: (school, isMeant) =>
      endWhere((listener) => listener.school === school && isMeant(listener.staffId)),
    closeAll: () => {
      clearInterval(timer);
      poll?.stop();
      closeWhere(() => true);
    },
  };
}

function streamFor(session: Listening, listeners: Set<Listener>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let listener: Listener | undefined;
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      const { tokenHash, school, staffId } = session;
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const close = () => {
        if (listener && listeners.delete(listener)) controller.close();
      };
      listener = { tokenHash, school, staffId, send, close };
      listeners.add(listener);
      send("retry: 5000\n\n");
    },
    cancel: () => {
      if (listener) listeners.delete(listener);
    },
  });
}
