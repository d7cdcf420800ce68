// Reads a backup file from end to end and believes nothing in it: every line is parsed, every sum worked out again, and
// what comes without its seal was cut short.
import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { isLockedFile, unlockBytes } from "./locked-file.ts";
import type { Cells } from "../storage/backup-rows.ts";
import {
  createRowSum,
  formatVersion,
  headingSchema,
  lineSchema,
  type Heading,
  type RowSum,
  type Seal,
} from "./backup-format.ts";

/** What is done with the rows as they come; for a mere check, nothing. */
export interface RowTaker {
  readonly begin: (heading: Heading) => Promise<void>;
  readonly rows: (table: string, columns: readonly string[], rows: readonly Cells[]) => Promise<void>;
}

export interface TableSum {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly sum: string;
}

export type ReadBackup =
  | {
      readonly ok: true;
      readonly heading: Heading;
      readonly tables: readonly TableSum[];
      readonly seal: Seal;
    }
  | {
      readonly ok: false;
      readonly code: "no-backup-file" | "damaged" | "newer-format" | "needs-passphrase" | "wrong-passphrase";
      readonly why: string;
    };

/** The file is not what it should be: found deep in the reading, told at its edge. */
class Damage extends Error {}
class NewerFormat extends Error {}
class WrongPassphrase extends Error {}

/**
 * Reads the whole file. Only when this answers ok was everything in it good, so what a taker was given before that must
 * be something that can be thrown away. What the taker throws goes through.
 */
export async function readBackupFile(
  path: string,
  taker?: RowTaker,
  passphrase?: string,
): Promise<ReadBackup> {
  const reading: Reading = { hash: createHash("sha256"), tables: [], waiting: [] };
  try {
    const isLocked = isLockedFile(path);
    if (isLocked && passphrase === undefined)
      return { ok: false, code: "needs-passphrase", why: "it is locked with a passphrase" };
    for await (const line of linesOf(path, isLocked ? passphrase : undefined))
      await takeLine(reading, line, taker);
    const { heading, tables, seal } = reading;
    if (heading === undefined || seal === undefined) throw new Damage("the file was cut short");
    return { ok: true, heading, tables, seal };
  } catch (fault) {
    if (fault instanceof Damage) return { ok: false, code: "damaged", why: fault.message };
    if (fault instanceof WrongPassphrase)
      return { ok: false, code: "wrong-passphrase", why: "it was locked with another passphrase" };
    if (fault instanceof NewerFormat) return { ok: false, code: "newer-format", why: fault.message };
    const code = fault instanceof Error && "code" in fault ? String(fault.code) : "";
    if (code === "ENOENT" || code === "EISDIR") return { ok: false, code: "no-backup-file", why: code };
    if (code.startsWith("Z_")) return { ok: false, code: "damaged", why: code };
    throw fault;
  }
}

/** Cut at line feeds and nowhere else: other separators of lines may stand inside what people typed. */
async function* linesOf(path: string, passphrase: string | undefined): AsyncGenerator<string> {
  const file = createReadStream(path);
  const packed = passphrase === undefined ? file : await unlocked(file, passphrase);
  const unpacked = createGunzip();
  // What a locked file says when it was changed has no code of its own.
  packed.on("error", (fault: Error) => unpacked.destroy(passphrase === undefined ? fault : changed(fault)));
  packed.pipe(unpacked).setEncoding("utf8");
  let rest = "";
  try {
    for await (const chunk of unpacked) {
      const lines = (rest + String(chunk)).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
    if (rest !== "") yield rest;
  } finally {
    file.destroy();
    unpacked.destroy();
  }
}

async function unlocked(file: Readable, passphrase: string): Promise<Readable> {
  try {
    const opened = await unlockBytes(file, passphrase);
    if (opened !== undefined) return opened;
  } catch (fault) {
    throw changed(fault);
  }
  file.destroy();
  throw new WrongPassphrase();
}

function changed(fault: unknown): Error {
  return fault instanceof Error && !("code" in fault) ? new Damage("it does not open") : (fault as Error);
}

interface OpenTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly sum: RowSum;
}

interface Reading {
  readonly hash: Hash;
  readonly tables: TableSum[];
  heading?: Heading;
  table?: OpenTable;
  seal?: Seal;
  waiting: Cells[];
}

const rowsAtOnce = 1000;

async function takeLine(reading: Reading, text: string, taker: RowTaker | undefined): Promise<void> {
  if (reading.seal !== undefined) throw new Damage("something follows the seal");
  if (reading.heading === undefined) {
    reading.heading = headingOf(text);
    reading.hash.update(`${text}\n`);
    await taker?.begin(reading.heading);
    return;
  }
  const parsed = lineSchema.safeParse(jsonOf(text));
  if (!parsed.success) throw new Damage("a line is no part of a backup");
  const part = parsed.data;
  if ("sha256" in part) {
    reading.seal = checkedSeal(reading, part);
    return;
  }
  reading.hash.update(`${text}\n`);
  if (Array.isArray(part)) {
    takeRow(reading, text, part);
    if (reading.waiting.length >= rowsAtOnce) await handOver(reading, taker);
  } else if ("table" in part) {
    if (reading.table !== undefined) throw new Damage(`${reading.table.name} has no end`);
    reading.table = { name: part.table, columns: part.columns, sum: createRowSum() };
  } else {
    await handOver(reading, taker);
    reading.tables.push(ended(reading.table, part));
    delete reading.table;
  }
}

function takeRow({ table, waiting }: Reading, text: string, row: Cells): void {
  if (table === undefined || row.length !== table.columns.length)
    throw new Damage("a row does not fit its table");
  table.sum.add(text);
  waiting.push(row);
}

async function handOver(reading: Reading, taker: RowTaker | undefined): Promise<void> {
  const { table, waiting } = reading;
  reading.waiting = [];
  if (table !== undefined && waiting.length > 0) await taker?.rows(table.name, table.columns, waiting);
}

function headingOf(text: string): Heading {
  const parsed = headingSchema.safeParse(jsonOf(text));
  if (!parsed.success) throw new Damage("this is no backup of Alongside");
  if (parsed.data.format > formatVersion) throw new NewerFormat(parsed.data.program);
  return parsed.data;
}

function ended(table: OpenTable | undefined, end: { end: string; rows: number; sum: string }): TableSum {
  if (table?.name !== end.end) throw new Damage(`an end of ${end.end} without its beginning`);
  const [rows, sum] = [table.sum.rows(), table.sum.hex()];
  if (rows !== end.rows || sum !== end.sum) throw new Damage(`the rows of ${table.name} do not add up`);
  return { name: table.name, columns: table.columns, rows, sum };
}

function checkedSeal({ hash, table, tables }: Reading, seal: Seal): Seal {
  if (table !== undefined || seal.tables !== tables.length) throw new Damage("tables are missing");
  if (hash.digest("hex") !== seal.sha256) throw new Damage("the seal does not fit");
  return seal;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}
