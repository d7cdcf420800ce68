// What a browser that was killed in the middle of a write leaves behind: a torn record at the end of its log. Chromium goes on
// after it, and at the start after the next kill throws every database of this site away (google/leveldb issue 1287).
import { appendFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import * as z from "zod/mini";
import { instant, makeAfternoon } from "../proof/support/busy-afternoon.ts";
import { openToday } from "../proof/support/kill-browser-rounds.ts";
import { askSqliteFile } from "../proof/support/server-account.ts";
import { newFolder, setUpSchool } from "../proof/support/server-process.ts";
import { readDevice, tapCards } from "../proof/support/taps.ts";
import { startServerProcess } from "../support/tablet.ts";

/** A record of 500 bytes of which 10 came to the disk. */
function tearLog(profile: string): void {
  const folder = join(profile, "Default", "IndexedDB");
  for (const database of readdirSync(folder).filter((name) => name.endsWith(".leveldb"))) {
    const log = readdirSync(join(folder, database)).find((name) => name.endsWith(".log"));
    const [checksum, length, full] = [[1, 2, 3, 4], [500 % 256, 1], 1];
    const torn = Buffer.from([...checksum, ...length, full, ...Array.from({ length: 10 }, () => 7)]);
    if (log !== undefined) appendFileSync(join(folder, database, log), torn);
  }
}

test("what was saved survives a database that the browser throws away, and is sent once", async () => {
  const folder = newFolder("torn-log");
  const server = await startServerProcess(folder, instant);
  const afternoon = await makeAfternoon(server.address, await setUpSchool(server, server.nowMs()));
  const tablet = {
    profile: newFolder("profile"),
    address: server.address,
    person: await afternoon.addAssistant("Ana"),
    cookies: [],
  };
  const tap = { count: 1, together: false };
  const before = await openToday(tablet, () => {});
  await before.page.evaluate(tapCards, tap);
  await before.page
    .getByText(/^All sent/)
    .first()
    .waitFor();
  await before.kill();
  tearLog(tablet.profile);

  const torn = await openToday(tablet, () => {});
  await torn.page.context().setOffline(true);
  await torn.page.evaluate(tapCards, tap);
  const saved = (await torn.page.evaluate(readDevice)).sessions.toSorted();
  expect(saved).toHaveLength(2);
  await torn.kill();

  const after = await openToday(tablet, () => {});
  await after.page
    .getByText(/^All sent/)
    .first()
    .waitFor();
  expect((await after.page.evaluate(readDevice)).sessions.toSorted()).toEqual(saved);
  const rows = await askSqliteFile(folder)("select id from record where kind = 'session'");
  expect(
    z
      .array(z.object({ id: z.string() }))
      .parse(rows)
      .map((row) => row.id)
      .toSorted(),
  ).toEqual(saved);
  await after.kill();
  await server.stop();
  for (const each of [folder, tablet.profile]) rmSync(each, { recursive: true, force: true });
});
