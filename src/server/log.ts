// What the server tells its operator: one line of JSON an event, with ids and codes only. Never a name, a body or an
// address of a page.
export type Log = (event: string, details?: Readonly<Record<string, string | number>>) => void;

/** @param write takes one line; the real one is standard output */
export function createLog(write: (line: string) => void, now: () => string): Log {
  return (event, details) => write(JSON.stringify({ at: now(), event, ...details }));
}

/** Where an error came from, without its message: messages can quote what people typed. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? "").split("\n").filter((line) => line.trimStart().startsWith("at "));
  return [error.name, ...frames.slice(0, 6).map((line) => line.trim())].join(" < ");
}
