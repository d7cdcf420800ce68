// The command behind `npm run backup`: what it was asked, what came of it, in plain words and an exit code.
import { join } from "node:path";
import * as z from "zod/mini";
import { systemClock, type Clock } from "../../protocol/clock.ts";
import {
  commandOf,
  dataFolderOf,
  passphraseOf,
  pathGiven,
  programVersion,
  readArguments,
  sentenceOfFault,
} from "./command.ts";
import type { Command } from "./command.ts";
import { makeBackup, type BackupResult } from "./make-backup.ts";

const usage = "npm run backup [-- --to FOLDER] [--keep 14]";
const keepError = "--keep takes a whole number from 1 to 10000";
const keepSchema = z.pipe(
  z.pipe(z.string().check(z.regex(/^\d{1,5}$/, { error: keepError })), z.transform(Number)),
  z.int().check(z.gte(1, { error: keepError }), z.lte(10_000, { error: keepError })),
);
const givenSchema = z.object({ to: z.optional(z.string().check(z.minLength(1))), keep: keepSchema });
const defaultKeep = "14";

/** Makes a backup and says so. Returns the exit code. */
export async function runBackup(command: Command, clock: Clock): Promise<number> {
  const options = { to: { type: "string" }, keep: { type: "string" } } as const;
  const withDefaults = { ...command, args: ["--keep", defaultKeep, ...command.args] };
  const read = readArguments(withDefaults, options, givenSchema, usage);
  if (!read.ok) {
    command.say(read.sentence);
    return 2;
  }
  const locking = passphraseOf(command);
  if ("sentence" in locking) {
    command.say(`No backup was made. ${locking.sentence}`);
    return 2;
  }
  const dataFolder = dataFolderOf(command);
  const to = read.given.to === undefined ? join(dataFolder, "backups") : pathGiven(command, read.given.to);
  const { keep } = read.given;
  const databaseUrl = command.environment.DATABASE_URL;
  const place = { dataFolder, ...(databaseUrl && { databaseUrl }) };
  try {
    const result = await makeBackup({ ...place, ...locking, to, keep, program: programVersion() }, clock);
    for (const line of wordsOf(result, { to, keep, dataFolder })) command.say(line);
    return result.ok ? 0 : 1;
  } catch (fault) {
    const sentence = sentenceOfFault(fault, to, databaseUrl);
    if (sentence === undefined) throw fault;
    command.say(`No backup was made. ${sentence}`);
    return 1;
  }
}

function wordsOf(result: BackupResult, at: { to: string; keep: number; dataFolder: string }): string[] {
  if (result.ok) return goodWords(result, at.keep);
  switch (result.code) {
    case "no-database":
      return [
        `No backup was made. There is no database in ${at.dataFolder}. Set DATA_DIR to the folder that the server uses.`,
      ];
    case "other-program":
      return [
        "No backup was made. The database belongs to another version of Alongside. Make the backup with the version that last ran here, or start this one once.",
      ];
    case "read-back-failed":
      return [
        `No backup was made. What was written to ${at.to} could not be read back, so the disk may be failing. Name a folder on another disk.`,
      ];
  }
}

function goodWords(result: Extract<BackupResult, { ok: true }>, keep: number): string[] {
  const rows = result.tables.reduce((sum, table) => sum + table.rows, 0);
  const megabytes = (result.bytes / 1_000_000).toFixed(1);
  const others = result.schools.length - result.noted.length;
  return [
    `Backup made and read back: ${result.path}`,
    `${rows} rows, ${megabytes} MB.`,
    ...(others > 0
      ? [`${others} of its schools changed their history meanwhile; make another backup for them.`]
      : []),
    result.letGo.length > 0
      ? `The newest ${keep} backups in the folder are kept; older ones deleted: ${result.letGo.length}.`
      : `The newest ${keep} backups in the folder are kept.`,
    result.path.endsWith(".age")
      ? "It is locked: without the passphrase nobody can restore it. Keep that and a copy of the file away from this machine."
      : "It is NOT locked and holds personal data about children: set BACKUP_PASSPHRASE_FILE (docs/backup.md), and keep a copy away from this machine.",
  ];
}

if (import.meta.main) process.exitCode = await runBackup(commandOf(process), systemClock);
