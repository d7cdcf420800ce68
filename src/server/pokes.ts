// The event streams: after a commit each signed-in browser of that school is told the new sequence number and nothing
// else. A poke is a courtesy; the device's timer is the guarantee.

export interface Pokes {
  /** A stream for one session; it ends with the session or with the server. */
  readonly open: (session: {
    readonly tokenHash: string;
    readonly school: string;
  }) => ReadableStream<Uint8Array>;
  /** Tells all streams of a school but those of the session that made the change. */
  readonly poke: (school: string, seq: number, exceptTokenHash?: string) => void;
  readonly closeSession: (tokenHash: string) => void;
  readonly closeAll: () => void;
}

interface Listener {
  readonly tokenHash: string;
  readonly school: string;
  readonly send: (text: string) => void;
  readonly close: () => void;
}

/** A comment often enough that no proxy takes the stream for dead. */
const commentEveryMs = 15_000;
/** A browser needs one stream; more than a few of one session are a mistake or an attack. */
const maxStreamsPerSession = 8;

export function createPokes(): Pokes {
  const listeners = new Set<Listener>();
  const encoder = new TextEncoder();
  const timer = setInterval(() => {
    for (const listener of listeners) listener.send(": still here\n\n");
  }, commentEveryMs);
  timer.unref();

  const closeWhere = (isMeant: (listener: Listener) => boolean) => {
    for (const listener of [...listeners].filter(isMeant)) listener.close();
  };

  return {
    open: ({ tokenHash, school }) => {
      const own = [...listeners].filter((one) => one.tokenHash === tokenHash);
      for (const oldest of own.slice(0, Math.max(0, own.length + 1 - maxStreamsPerSession))) oldest.close();
      let listener: Listener | undefined;
      return new ReadableStream<Uint8Array>({
        start: (controller) => {
          const send = (text: string) => controller.enqueue(encoder.encode(text));
          const close = () => {
            if (listener && listeners.delete(listener)) controller.close();
          };
          listener = { tokenHash, school, send, close };
          listeners.add(listener);
          send("retry: 5000\n\n");
        },
        cancel: () => {
          if (listener) listeners.delete(listener);
        },
      });
    },
    poke: (school, seq, exceptTokenHash) => {
      for (const listener of listeners) {
        if (listener.school !== school || listener.tokenHash === exceptTokenHash) continue;
        listener.send(`event: poke\ndata: ${JSON.stringify({ seq })}\n\n`);
      }
    },
    closeSession: (tokenHash) => closeWhere((listener) => listener.tokenHash === tokenHash),
    closeAll: () => {
      clearInterval(timer);
      closeWhere(() => true);
    },
  };
}
