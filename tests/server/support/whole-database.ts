// Every row of every table as text: two readings are equal when nothing was written in between.
import { sql } from "kysely";
import type { Db } from "../../../src/server/storage/tables.ts";

export async function wholeDatabase(db: Db): Promise<string> {
  const tables = await db.introspection.getTables();
  const rows: string[] = [];
  for (const { name } of tables) {
    const found = await sql`select * from ${sql.table(name)}`.execute(db);
    rows.push(name, ...found.rows.map((row) => JSON.stringify(row)).toSorted());
  }
  return rows.join("\n");
}
