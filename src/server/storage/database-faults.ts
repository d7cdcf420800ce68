// Which errors come from a database, and what they mean, on either engine. Read by their codes, so that no driver has to
// be loaded for it.

/** SQLite's codes for a second row under a primary key or a unique index. */
const sqliteUniqueCodes: readonly unknown[] = [1555, 2067];
const postgresUnique = "23505";
/** Serialisation failure and deadlock: nothing was kept, and the same again may well succeed. */
const worthAnotherTry = ["40001", "40P01"];

/** What a connection says that could not be made or was cut, by the system's code. */
const connectionCodes = [
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
];

/** The same in the driver's own words, which carry no code. */
const connectionWords = [
  "Connection terminated",
  "timeout exceeded when trying to connect",
  "Client has encountered a connection error",
  "Client was closed",
  "Cannot use a pool after calling end",
];

export function isDatabaseFault(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const code = codeOf(fault);
  return code === "ERR_SQLITE_ERROR" || isPostgresFault(fault) || isLostConnection(fault);
}

export function isDuplicateFault(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  if (isPostgresFault(fault)) return codeOf(fault) === postgresUnique;
  return (
    codeOf(fault) === "ERR_SQLITE_ERROR" && "errcode" in fault && sqliteUniqueCodes.includes(fault.errcode)
  );
}

export function isWorthAnotherTry(fault: unknown): boolean {
  return fault instanceof Error && isPostgresFault(fault) && worthAnotherTry.includes(codeOf(fault));
}

/**
 * Two processes made the first table at the same moment: one of them finds it there after all, or its transaction
 * spoilt by that.
 */
export function isWorthMigratingAgain(fault: unknown): boolean {
  const cause = fault instanceof Error ? (fault.cause ?? fault) : fault;
  if (!(cause instanceof Error) || !isPostgresFault(cause)) return false;
  return [...worthAnotherTry, postgresUnique, "42P07", "25P02"].includes(codeOf(cause));
}

/** PostgreSQL's own errors carry a code of five signs and say how severe they are. */
export function isPostgresFault(fault: Error): boolean {
  return "severity" in fault && /^[0-9A-Z]{5}$/.test(codeOf(fault));
}

function isLostConnection(fault: Error): boolean {
  return (
    connectionCodes.includes(codeOf(fault)) ||
    connectionWords.some((words) => fault.message.startsWith(words))
  );
}

export function codeOf(fault: Error): string {
  return "code" in fault && typeof fault.code === "string" ? fault.code : "";
}
