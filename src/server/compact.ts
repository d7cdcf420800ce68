// Keeps the feed from growing with the years: what left a scope before every device has heard of it, and the bodies of
// accepted mutations that are in a backup. Rows are state and stay. A tombstone stays too: a late change must meet it.
import { inTransaction } from "./storage/database.ts";
import { lowestCursorSince } from "./storage/device-rows.ts";
import { raiseFloor, readSchool } from "./storage/school-rows.ts";
import type { Db } from "./storage/tables.ts";
import { forgetDepartures, wipeAccepted } from "./storage/wipe-rows.ts";

/** A device that was away for longer gets its scopes whole. */
const rememberedMs = 400 * 86_400_000;

/** @returns the floor: a cursor below it gets its scopes in full */
export async function compactSchool(db: Db, school: string, nowMs: number): Promise<number> {
  return await inTransaction(db, async (tx) => {
    const row = await readSchool(tx, school);
    if (row === undefined) return 0;
    const lowest = await lowestCursorSince(tx, school, nowMs - rememberedMs);
    const floor = Math.max(row.floor, Math.min(lowest ?? row.seq, row.seq));
    await raiseFloor(tx, school, floor);
    await forgetDepartures(tx, school, floor);
    await wipeAccepted(tx, school, Math.min(row.durableSeq, floor));
    return floor;
  });
}
