// The tablet that a credential belongs to.
import type { Db } from "./tables.ts";

export interface TabletRow {
  readonly school: string;
  readonly id: string;
  readonly lostMs: number | null;
}

export async function tabletByToken(db: Db, tokenHash: string): Promise<TabletRow | undefined> {
  const row = await db
    .selectFrom("tablet")
    .select(["school", "id", "lost_ms"])
    .where("token_hash", "=", tokenHash)
    .executeTakeFirst();
  return row && { school: row.school, id: row.id, lostMs: row.lost_ms };
}
