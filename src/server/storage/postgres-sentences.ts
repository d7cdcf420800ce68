// What is wrong with DATABASE_URL, in one plain sentence that says what to do. Never the password, never the whole URL.
import { codeOf, isDatabaseFault } from "./database-faults.ts";

const example = "postgres://user:password@host:5432/database";
const orUnset = "or unset it to keep the data in DATA_DIR";

/** Whether this can be the address of a PostgreSQL database at all; undefined = yes. */
export function sentenceOfUrl(url: string): string | undefined {
  const read = URL.canParse(url) ? new URL(url) : undefined;
  const isMeant = read?.protocol === "postgres:" || read?.protocol === "postgresql:";
  const hasHost = read?.hostname !== "" || read.searchParams.has("host");
  if (isMeant && hasHost && databaseOf(read) !== "") return undefined;
  return `DATABASE_URL must look like ${example}. Correct it, ${orUnset}.`;
}

/** Why the database could not be opened, or undefined when that is a fault of the program. */
export function sentenceOfOpening(fault: unknown, url: string): string | undefined {
  const cause = rootOf(fault);
  if (!(cause instanceof Error)) return undefined;
  const read = new URL(url);
  const where = `${read.hostname}:${read.port || "5432"}`;
  const database = `"${databaseOf(read)}"`;
  const code = codeOf(cause);
  switch (code) {
    case "28P01":
    case "28000":
      return `PostgreSQL at ${where} refuses the user or the password in DATABASE_URL. Correct them, ${orUnset}.`;
    case "3D000":
      return `PostgreSQL at ${where} has no database ${database}. Make it with "createdb", or correct DATABASE_URL.`;
    case "42501":
      return `The user in DATABASE_URL may not make tables in ${database}. Make this user the database's owner.`;
    case "53300":
      return `PostgreSQL at ${where} has no connection free. Raise its max_connections, or stop what uses them.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `The host ${read.hostname} in DATABASE_URL cannot be found. Correct it, ${orUnset}.`;
    default:
      if (!isDatabaseFault(cause)) return undefined;
      if (/^[0-9A-Z]{5}$/.test(code) && !code.startsWith("57") && !code.startsWith("08")) return undefined;
      return `No PostgreSQL answers at ${where}. Start it, or correct DATABASE_URL, ${orUnset}.`;
  }
}

function databaseOf(url: URL): string {
  return url.pathname.slice(1);
}

function rootOf(fault: unknown): unknown {
  return fault instanceof Error && fault.cause !== undefined ? rootOf(fault.cause) : fault;
}
