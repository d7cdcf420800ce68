// The steps to today's tables, the same on either engine.
import { afterEach, beforeEach, expect, it } from "vitest";
import { isOfThisProgram, schemaOf } from "../../../src/server/storage/backup-rows.ts";
import { migrate } from "../../../src/server/storage/migrations.ts";
import { insertSchool, readSchool } from "../../../src/server/storage/school-rows.ts";
import type { Engine, Place } from "../support/engines.ts";

export function migrationsSuite(engine: () => Engine): void {
  let place: Place;
  beforeEach(async () => {
    place = await engine().place();
  });
  afterEach(() => place.remove());

  it("makes every table and column that the program knows, and leaves what is there alone the second time", async () => {
    const db = await place.open();
    const newest = await schemaOf(db);
    expect(newest).toMatch(/^\d{4}-/);
    expect(await isOfThisProgram(db)).toBe(true);
    const atMs = Date.parse("2026-11-23T10:00:00.123Z");
    await insertSchool(db, { id: "a", name: "Meadow Lane", isDemo: false, epoch: "e", atMs });
    await migrate(db);
    expect(await schemaOf(db)).toBe(newest);
    expect(await readSchool(db, "a")).toMatchObject({ isDemo: false, seq: 0, durableSeq: 0 });
    const stored = await db.selectFrom("school").select("created_ms").executeTakeFirst();
    expect(stored).toEqual({ created_ms: atMs });
  });

  it("lets several start at the same moment on an empty database", async () => {
    const opened = await Promise.all([place.open(), place.open(), place.open(), place.open()]);
    const newest = await Promise.all(opened.map(schemaOf));
    expect(new Set(newest).size).toBe(1);
  });
}
