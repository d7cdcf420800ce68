// The command behind `npm run audit:verify`: holds the audit of each school against itself and, when one is named, against
// a backup; says the first row that is wrong, in plain words and an exit code. It changes nothing.
import * as z from "zod/mini";
import { isOfThisProgram } from "../storage/backup-rows.ts";
import { openSource } from "../storage/backup-database.ts";
import { schoolIds } from "../storage/school-rows.ts";
import type { Db } from "../storage/tables.ts";
import { verifyAudit, type Anchor, type Verdict } from "../verify-audit.ts";
import {
  commandOf,
  dataFolderOf,
  passphraseOf,
  pathGiven,
  readArguments,
  sentenceOfFault,
} from "./command.ts";
import type { Command } from "./command.ts";
import { readBackupFile } from "./read-backup-file.ts";

const usage = "npm run audit:verify [-- --backup FILE] [--at ROW:HASH]";
const givenSchema = z.object({
  backup: z.optional(z.string().check(z.minLength(1))),
  at: z.optional(
    z.string().check(z.regex(/^\d{1,9}:[0-9a-f]{64}$/, { error: "--at takes a row and its hash, ROW:HASH" })),
  ),
});

/** Looks and says so. Returns the exit code: 0 = whole, 1 = broken or not to be read, 2 = not understood. */
export async function runVerify(command: Command): Promise<number> {
  const options = { backup: { type: "string" }, at: { type: "string" } } as const;
  const read = readArguments(command, options, givenSchema, usage);
  if (!read.ok) {
    command.say(read.sentence);
    return 2;
  }
  const anchors = await anchorsOf(command, read.given);
  if (anchors === undefined) return 1;
  const dataFolder = dataFolderOf(command);
  const databaseUrl = command.environment.DATABASE_URL;
  try {
    const source = await openSource({ dataFolder, ...(databaseUrl && { databaseUrl }) });
    if (source === undefined) {
      command.say(`There is no database in ${dataFolder}. Set DATA_DIR to the folder that the server uses.`);
      return 1;
    }
    try {
      return await source.readMoment((moment) => verifyAll(moment, command, anchors));
    } finally {
      await source.close();
    }
  } catch (fault) {
    const sentence = sentenceOfFault(fault, dataFolder, databaseUrl);
    if (sentence === undefined) throw fault;
    command.say(sentence);
    return 1;
  }
}

/** Known places by school; "" = whichever school has such a row. */
type Anchors = ReadonlyMap<string, readonly Anchor[]>;

async function anchorsOf(command: Command, given: z.infer<typeof givenSchema>): Promise<Anchors | undefined> {
  const anchors = new Map<string, Anchor[]>();
  const [row, hash] = given.at?.split(":") ?? [];
  if (row !== undefined && hash !== undefined) anchors.set("", [{ n: Number(row), hash }]);
  if (given.backup === undefined) return anchors;
  const path = pathGiven(command, given.backup);
  const locking = passphraseOf(command);
  if ("sentence" in locking) {
    command.say(locking.sentence);
    return undefined;
  }
  const file = await readBackupFile(path, undefined, locking.passphrase);
  if (!file.ok) {
    command.say(`${path} is no backup that can be read (${file.why}). Take another one.`);
    return undefined;
  }
  for (const { id, audit } of file.seal.schools)
    if (audit !== undefined && audit.n > 0) anchors.set(id, [audit]);
  return anchors;
}

async function verifyAll(moment: Db, command: Command, anchors: Anchors): Promise<number> {
  if (!(await isOfThisProgram(moment))) {
    command.say(
      "The database belongs to another version of Alongside. Start this one once, then run this again.",
    );
    return 1;
  }
  const schools = await schoolIds(moment);
  if (schools.length === 0) command.say("There is no school in this database yet.");
  let isWhole = true;
  for (const school of schools) {
    const own = anchors.get(school) ?? [];
    const any = schools.length === 1 ? (anchors.get("") ?? []) : [];
    const verdict = await verifyAudit(moment, school, [...own, ...any]);
    isWhole &&= verdict.ok;
    command.say(wordsOf(school, verdict));
  }
  return isWhole ? 0 : 1;
}

function wordsOf(school: string, verdict: Verdict): string {
  if (verdict.ok) {
    const end = verdict.rows > 0 ? ` It ends with ${verdict.rows}:${verdict.head}` : "";
    return `School ${school}: the audit is whole, ${verdict.rows} rows.${end}`;
  }
  const start = `School ${school}: the audit is broken at row ${verdict.row}:`;
  switch (verdict.fault) {
    case "changed":
      return `${start} what it says was changed after it was written.`;
    case "missing":
      return `${start} it was taken out.`;
    case "unlinked":
      return `${start} it does not follow the row before it, so rows before it were written anew.`;
    case "cut-short":
      return `${start} it and all that came after it were cut off.`;
    case "other-history":
      return `${start} it is not the row that was noted at the time, so the audit was written anew.`;
  }
}

if (import.meta.main) process.exitCode = await runVerify(commandOf(process));
