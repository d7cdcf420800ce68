// The command behind `npm run restore`: what it was asked, what came of it, in plain words and an exit code.
import * as z from "zod/mini";
import { registry } from "../../domain/records.ts";
import { systemClock, type Clock } from "../../protocol/clock.ts";
import { systemRandom, type Random } from "../random.ts";
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
import { restoreBackup } from "./restore.ts";
import type { RestoreResult } from "./restore-result.ts";

const usage = "npm run restore -- --from FILE [--yes]";
const fromError = "Say which backup to restore with --from FILE";
const givenSchema = z.object({
  from: z.string({ error: fromError }).check(z.minLength(1, { error: fromError })),
  yes: z.optional(z.boolean()),
});

/** Restores a backup and says so. Returns the exit code. */
export async function runRestore(command: Command, clock: Clock, random: Random): Promise<number> {
  const options = { from: { type: "string" }, yes: { type: "boolean" } } as const;
  const read = readArguments(command, options, givenSchema, usage);
  if (!read.ok) {
    command.say(read.sentence);
    return 2;
  }
  const locking = passphraseOf(command);
  if ("sentence" in locking) {
    command.say(`Nothing was restored; the present data is as it was. ${locking.sentence}`);
    return 2;
  }
  const dataFolder = dataFolderOf(command);
  const databaseUrl = command.environment.DATABASE_URL;
  const where = databaseUrl ? "the database of DATABASE_URL" : dataFolder;
  const request = {
    dataFolder,
    ...(databaseUrl && { databaseUrl }),
    ...locking,
    from: pathGiven(command, read.given.from),
    mayReplace: read.given.yes === true,
  };
  try {
    const result = await restoreBackup(request, { clock, random, registry });
    for (const line of wordsOf(result, where, request.from)) command.say(line);
    return result.ok ? 0 : 1;
  } catch (fault) {
    const sentence = sentenceOfFault(fault, dataFolder, databaseUrl);
    if (sentence === undefined) throw fault;
    command.say(`Nothing was restored; the present data is as it was. ${sentence}`);
    return 1;
  }
}

function wordsOf(result: RestoreResult, where: string, from: string): string[] {
  if (result.ok) return goodWords(result);
  const nothing = "Nothing was restored; the present data is as it was.";
  switch (result.code) {
    case "server-runs":
      return [
        `${nothing} Alongside is running on ${where}, or another program has it open. Stop it, then run this again.`,
      ];
    case "would-replace":
      return [
        ...(result.file ? [`${from} is a good backup of ${dayOf(result.file.heading.madeAt)}.`] : []),
        `There is a database in ${where} already. To put it aside (it is kept under another name) and restore this backup, run this again with --yes at the end.`,
      ];
    case "no-backup-file":
      return [`${nothing} There is no file ${from}.`];
    case "damaged":
      return [
        `${nothing} ${from} is damaged or no backup of Alongside (${result.why}). Take another backup.`,
      ];
    case "needs-passphrase":
      return [
        `${nothing} ${from} is locked. Put its passphrase into a file, and set BACKUP_PASSPHRASE_FILE to that file.`,
      ];
    case "wrong-passphrase":
      return [
        `${nothing} ${from} was locked with another passphrase than the one in BACKUP_PASSPHRASE_FILE.`,
      ];
    case "newer-format":
    case "newer-program":
      return [
        `${nothing} ${from} was made by a newer version of Alongside than this one (${programVersion()}). Update Alongside, then run this again.`,
      ];
    case "differs":
      return [
        `${nothing} What was put into the new database could not be read back as it is in the file, so the disk may be failing.`,
      ];
  }
}

function goodWords(result: Extract<RestoreResult, { ok: true }>): string[] {
  const { file, aside, erasedAgain, unreadableErasures, couldReadOld } = result;
  const rows = file.tables.reduce((sum, table) => sum + table.rows, 0);
  const lines = [`Restored the backup of ${dayOf(file.heading.madeAt)} and read it back: ${rows} rows.`];
  if (aside !== undefined) lines.push(`What was here before is kept as ${aside}.`);
  if (aside !== undefined && !couldReadOld)
    lines.push(
      "It could not be read, so who was signed out since the backup is signed in again: see docs/backup.md.",
    );
  if (erasedAgain > 0) lines.push(`Erased since the backup, and erased again: ${erasedAgain}.`);
  if (unreadableErasures > 0)
    lines.push(
      `Lines of erasures.jsonl that could not be read: ${unreadableErasures}. Look at them by hand.`,
    );
  lines.push("Now start the server. Tablets send what they saved since the backup by themselves.");
  return lines;
}

function dayOf(instant: string): string {
  const options = { dateStyle: "full", timeStyle: "short", timeZone: "Europe/London" } as const;
  return new Intl.DateTimeFormat("en-GB", options).format(new Date(instant));
}

if (import.meta.main) process.exitCode = await runRestore(commandOf(process), systemClock, systemRandom);
