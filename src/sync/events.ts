// The server's event stream. It carries sequence numbers only; a poke is a hint, the timer is the guarantee. One stream a
// browser: of several windows of one person the first one listens, and what it gets the others hear of.

/**
 * @param name the same in every window of one person on this device
 * @returns stops listening
 */
export function listenForPokes(name: string, onPoke: () => void): () => void {
  const over = new AbortController();
  let events: EventSource | undefined;
  const open = () => {
    if (over.signal.aborted) return;
    events = new EventSource("/api/sync/events");
    events.addEventListener("poke", onPoke);
    // Refused for good: the session is over, and the round that is asked for finds out why.
    const opened = events;
    opened.addEventListener("error", () => (opened.readyState === EventSource.CLOSED ? onPoke() : undefined));
  };
  const isOver = new Promise<void>((resolve) => over.signal.addEventListener("abort", () => resolve()));
  if ("locks" in navigator) {
    const whileHeld = async () => {
      open();
      await isOver;
    };
    navigator.locks.request(`pokes-${name}`, { signal: over.signal }, whileHeld).catch((fault: unknown) => {
      // Stopped while another window listened.
      if (!over.signal.aborted) throw fault;
    });
  } else open();
  return () => {
    events?.close();
    over.abort();
  };
}
