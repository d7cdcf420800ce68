// What is promised of the audit on every engine: one unbroken order however many write at once, and every way to tamper
// with it shows.
import { expect, test } from "vitest";
import { audit, type Deed } from "../../../src/server/audit.ts";
import { inSerialTransaction, inTransaction } from "../../../src/server/storage/database.ts";
import { auditRowsAfter } from "../../../src/server/storage/audit-rows.ts";
import { insertSchool } from "../../../src/server/storage/school-rows.ts";
import type { Db } from "../../../src/server/storage/tables.ts";
import { verifyAudit } from "../../../src/server/verify-audit.ts";
import type { Engine, Place } from "../support/engines.ts";

const by = { clock: { nowMs: () => Date.UTC(2026, 8, 14, 8) } };
const school = "s";
const deed: Deed = { school, event: "sign-in", staffId: "p", about: { what: "password" } };

export function auditSuite(engine: () => Engine): void {
  async function withSchools(check: (db: Db, place: Place) => Promise<void>): Promise<void> {
    const place = await engine().place();
    try {
      const db = await place.open();
      for (const id of [school, "other"])
        await insertSchool(db, { id, name: "S", isDemo: false, epoch: "e", atMs: 0 });
      await check(db, place);
    } finally {
      await place.remove();
    }
  }

  async function five(db: Db): Promise<void> {
    for (let at = 0; at < 5; at += 1) await audit(by, db, deed);
  }

  test("many writers at once make one unbroken order, and each school has its own", () =>
    withSchools(async (db, place) => {
      const others = [await place.open(), await place.open()];
      const writers = [db, ...others].flatMap((one, writer) =>
        Array.from({ length: 12 }, async (_, at) => {
          const mine = { ...deed, staffId: `p${writer}`, school: at % 3 === 0 ? "other" : school };
          if (at % 4 !== 0) await audit(by, one, mine);
          else await inSerialTransaction(one, (tx) => audit(by, tx, mine));
        }),
      );
      await Promise.all(writers);
      expect(await verifyAudit(db, school)).toMatchObject({ ok: true, rows: 24 });
      expect(await verifyAudit(db, "other")).toMatchObject({ ok: true, rows: 12 });
    }));

  test("a deed that is rolled back leaves no row and no gap", () =>
    withSchools(async (db) => {
      const failing = inTransaction(db, async (tx) => {
        await audit(by, tx, deed);
        throw new Error("not after all");
      });
      await expect(failing).rejects.toThrow("not after all");
      await audit(by, db, deed);
      expect(await verifyAudit(db, school)).toMatchObject({ ok: true, rows: 1 });
    }));

  test("each column of a row that is changed afterwards shows at that row", () =>
    withSchools(async (db) => {
      await five(db);
      const changes = { at_ms: 1, event: "sign-out", staff_id: "q", tablet: "t", about: "{}", hash: "0" };
      for (const [column, value] of Object.entries(changes)) {
        const rows = db.updateTable("audit").where("school", "=", school).where("n", "=", 3);
        const [before] = await auditRowsAfter(db, school, 2, 1);
        await rows.set({ [column]: value }).execute();
        const verdict = await verifyAudit(db, school);
        expect({ column, verdict }).toEqual({ column, verdict: { ok: false, fault: "changed", row: 3 } });
        await rows.set({ ...before }).execute();
      }
      expect(await verifyAudit(db, school)).toMatchObject({ ok: true });
    }));

  test("a row that is taken out, put anew or cut off at the end shows, and so does a new history", () =>
    withSchools(async (db) => {
      await five(db);
      const whole = await auditRowsAfter(db, school, 0, 10);
      const anchor = { n: 5, hash: whole[4]?.hash ?? "" };
      await db.deleteFrom("audit").where("n", "=", 2).execute();
      expect(await verifyAudit(db, school)).toEqual({ ok: false, fault: "missing", row: 2 });
      await db.deleteFrom("audit").execute();
      await db.insertInto("audit").values(whole.slice(0, 4)).execute();
      expect(await verifyAudit(db, school)).toEqual({ ok: false, fault: "cut-short", row: 5 });
      // Somebody who also sets the count back and goes on writing is found by a place that was noted elsewhere.
      await db.updateTable("school").set({ audit_n: 4 }).where("id", "=", school).execute();
      expect(await verifyAudit(db, school)).toMatchObject({ ok: true });
      expect(await verifyAudit(db, school, [anchor])).toEqual({ ok: false, fault: "cut-short", row: 5 });
      await audit(by, db, { ...deed, staffId: "q" });
      expect(await verifyAudit(db, school, [anchor])).toEqual({ ok: false, fault: "other-history", row: 5 });
    }));

  test("a name or a sentence is not taken", () =>
    withSchools(async (db) => {
      await expect(audit(by, db, { ...deed, about: { what: "Amy King" } })).rejects.toThrow("invalid_format");
      expect(await verifyAudit(db, school)).toMatchObject({ ok: true, rows: 0 });
    }));
}
