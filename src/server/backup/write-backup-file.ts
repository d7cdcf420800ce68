// Writes one moment of a database to a backup file, table by table, without ever holding more than a page of rows.
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { backupTables } from "../storage/backup-tables.ts";
import { countRows, pagesOfTable, schoolPlaces } from "../storage/backup-rows.ts";
import { lockBytes } from "./locked-file.ts";
import type { Db } from "../storage/tables.ts";
import { createRowSum, type Heading, type Seal } from "./backup-format.ts";

/**
 * @param moment a transaction that sees one moment of the database
 * @param path a file that is not there yet; only its owner may read it. It is on disk when this resolves.
 * @param passphrase locks the file; without one whoever holds it reads it
 */
export async function writeBackupFile(
  moment: Db,
  path: string,
  heading: Heading,
  passphrase?: string,
): Promise<void> {
  const file = createWriteStream(path, { flags: "wx", mode: 0o600, flush: true });
  const text = Readable.from(textOf(moment, heading));
  const packed = createGzip({ level: 5 });
  if (passphrase === undefined) return await pipeline(text, packed, file);
  await Promise.all([pipeline(text, packed), pipeline(await lockBytes(packed, passphrase), file)]);
}

async function* textOf(moment: Db, heading: Heading): AsyncGenerator<string> {
  const hash = createHash("sha256");
  for await (const text of tablesOf(moment, heading)) {
    hash.update(text);
    yield text;
  }
  const seal: Seal = {
    schools: await schoolPlaces(moment),
    tables: backupTables.length,
    sha256: hash.digest("hex"),
  };
  yield lineOf(seal);
}

async function* tablesOf(moment: Db, heading: Heading): AsyncGenerator<string> {
  yield lineOf(heading);
  for (const table of backupTables) {
    yield lineOf({ table: table.name, columns: table.columns.map((column) => column.name) });
    const sum = createRowSum();
    for await (const page of pagesOfTable(moment, table)) {
      const lines = page.map((row) => JSON.stringify(row));
      lines.forEach(sum.add);
      yield `${lines.join("\n")}\n`;
    }
    const expected = await countRows(moment, table);
    if (sum.rows() !== expected)
      throw new Error(`${table.name} has ${expected} rows and ${sum.rows()} of them came.`);
    yield lineOf({ end: table.name, rows: sum.rows(), sum: sum.hex() });
  }
}

function lineOf(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
