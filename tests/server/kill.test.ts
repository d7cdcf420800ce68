// The server killed in the middle of its work, the short form; the long one is tests/proof/kill-server.ts.
import { rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { chanceOf } from "../../src/demo/chance.ts";
import { killServerRounds } from "../proof/support/kill-server-rounds.ts";
import { createPusher } from "../proof/support/pusher.ts";
import { accountOf, askSqliteFile, checkSqlite } from "../proof/support/server-account.ts";
import { emptyAppFolder, newFolder, setUpSchool, startMain } from "../proof/support/server-process.ts";

let folder: string;
beforeEach(() => {
  folder = newFolder("kill");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("keeps every acknowledged mutation once through ten kills under load", async () => {
  const ask = askSqliteFile(folder);
  const { violations, figures } = await killServerRounds({
    rounds: 10,
    seed: 1,
    folder,
    environment: { DATA_DIR: folder },
    ask,
    checkDatabase: () => checkSqlite(ask),
  });
  expect(violations).toEqual([]);
  // Otherwise the kills came when nothing was going on, and showed nothing.
  expect(figures.cutInFlight).toBeGreaterThan(4);
  expect(figures.mutations).toBeGreaterThan(100);
}, 60_000);

it.each([
  ["an acknowledged mutation is lost", "delete from mutation where n = 2"],
  [
    "a mutation is there without its record",
    "delete from record where seq = (select seq from mutation where n = 2)",
  ],
  ["a mutation took effect twice", "update record set seq = seq + 1000 where kind = 'pupil'"],
  ["the counter is not the newest commit's", "update school set seq = seq + 1"],
  [
    "two mutations have one sequence number",
    "update mutation set seq = (select seq from mutation where n = 1) where n = 2",
  ],
])(
  "the account notices it: %s",
  async (violation, harm) => {
    const server = await startMain({ DATA_DIR: folder, APP_DIR: emptyAppFolder(folder) });
    const pusher = createPusher(await setUpSchool(server), chanceOf("account"));
    await pusher.push(server.address, 40);
    await server.kill();
    const ask = askSqliteFile(folder);
    expect((await accountOf(ask, [pusher])).violations).toEqual([]);
    const database = new DatabaseSync(join(folder, "alongside.sqlite"));
    database.exec(harm);
    database.close();
    expect((await accountOf(ask, [pusher])).violations).toContain(violation);
  },
  20_000,
);
