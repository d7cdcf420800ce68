// What the two commands share: their arguments, the version of this program, and a plain sentence for what a disk or a
// database can say.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod/mini";
import { sentenceOfOpening, sentenceOfUrl } from "../storage/postgres-sentences.ts";
import { isDamage, isDatabaseFull, isForbidden } from "../storage/backup-database.ts";

export interface Command {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where paths in arguments start from. */
  readonly calledFrom: string;
  readonly say: (line: string) => void;
}

/** The command line and environment that this process was given. */
export function commandOf(process: NodeJS.Process): Command {
  return {
    args: process.argv.slice(2),
    environment: process.env,
    // npm goes to the project's folder first and says here where the person was.
    calledFrom: process.env.INIT_CWD ?? process.cwd(),
    say: (line) => void process.stdout.write(`${line}\n`),
  };
}

type Options = Readonly<Record<string, { readonly type: "string" | "boolean" }>>;

/** The arguments by name, or one sentence that says what is wrong with them. */
export function readArguments<T extends z.ZodMiniType>(
  command: Command,
  options: Options,
  schema: T,
  usage: string,
): { readonly ok: true; readonly given: z.infer<T> } | { readonly ok: false; readonly sentence: string } {
  try {
    const { values } = parseArgs({ args: [...command.args], options: { ...options }, strict: true });
    const parsed = schema.safeParse(values);
    if (parsed.success) return { ok: true, given: parsed.data };
    return { ok: false, sentence: `${parsed.error.issues[0]?.message ?? "Not understood"}. Use: ${usage}` };
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault;
    return { ok: false, sentence: `${fault.message.split(". ")[0] ?? "Not understood"}. Use: ${usage}` };
  }
}

export function dataFolderOf(command: Command): string {
  return resolve(command.environment.DATA_DIR ?? "./data");
}

const leastPassphrase = 12;

/** What locks backup files: the first line of the file that BACKUP_PASSPHRASE_FILE names; or what is wrong with it. */
export function passphraseOf(
  command: Command,
): { readonly passphrase?: string } | { readonly sentence: string } {
  const path = command.environment.BACKUP_PASSPHRASE_FILE;
  if (!path) return {};
  if (!existsSync(path))
    return {
      sentence: `There is no file ${path}. Set BACKUP_PASSPHRASE_FILE to the file with the passphrase.`,
    };
  const [passphrase = ""] = readFileSync(path, "utf8").split(/\r?\n/);
  if (passphrase.length >= leastPassphrase) return { passphrase };
  return {
    sentence: `The first line of ${path} must be a passphrase of at least ${leastPassphrase} characters.`,
  };
}

export function pathGiven(command: Command, path: string): string {
  return resolve(command.calledFrom, path);
}

const projectFolder = join(import.meta.dirname, "../../..");

/** The version of this program, as its package says. */
export function programVersion(): string {
  const path = join(projectFolder, "package.json");
  if (!existsSync(path)) return "unknown";
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path, "utf8"))).version;
}

/** One sentence with the remedy, or undefined for what is a fault of our own. */
export function sentenceOfFault(fault: unknown, folder: string, databaseUrl?: string): string | undefined {
  const ofDatabase = databaseUrl
    ? (sentenceOfUrl(databaseUrl) ?? sentenceOfOpening(fault, databaseUrl))
    : undefined;
  if (ofDatabase !== undefined) return ofDatabase;
  if (isDatabaseFull(fault)) return diskFull(folder);
  if (isDamage(fault))
    return "The database is damaged. Restore the last backup (npm run restore); what tablets sent since comes back from them.";
  if (isForbidden(fault)) return notOurs(folder);
  const code = fault instanceof Error && "code" in fault ? String(fault.code) : "";
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return diskFull(folder);
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return notOurs(folder);
    case "ENOTDIR":
      return `${folder} is not a folder. Name one, or leave the option out.`;
    case "EEXIST":
      return `${folder} is a file, or has one where a new one should go. Name another folder.`;
    default:
      return undefined;
  }
}

function notOurs(folder: string): string {
  return `${folder} cannot be written or read by this user. Give this user the right to, or name another folder.`;
}

function diskFull(folder: string): string {
  return `The disk of ${folder} is full, so nothing was kept. Free some space, or name a folder on another disk.`;
}
