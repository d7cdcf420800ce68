// The server's event stream. It carries sequence numbers only; a poke is a hint, the timer is the guarantee.

export function openEvents(): EventSource {
  return new EventSource("/api/sync/events");
}
