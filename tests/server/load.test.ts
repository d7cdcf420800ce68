// A school's tablets come back from a day without a network, the short form; `npm run bench` has fifty of them and a clock.
import { rmSync } from "node:fs";
import { expect, it } from "vitest";
import { makeTablets } from "../bench/tablets.ts";
import { emptyAppFolder, newFolder, setUpSchool, startMain } from "../proof/support/server-process.ts";

it("takes everything from ten tablets that send at once, and leaves them all with the same records", async () => {
  const folder = newFolder("load");
  const server = await startMain({ DATA_DIR: folder, APP_DIR: emptyAppFolder(folder) });
  const tablets = await makeTablets(server.address, await setUpSchool(server), 10, 4);
  for (const tablet of tablets) tablet.log(130);
  await Promise.all(tablets.map((tablet) => tablet.flush()));
  expect(tablets.map((tablet) => tablet.acknowledged())).toEqual(tablets.map(() => 130));
  const states = await Promise.all(tablets.map((tablet) => tablet.state()));
  expect(new Set(states.map((one) => one.hash)).size).toBe(1);
  expect(states[0]?.rows).toBeGreaterThan(10 * 130 * 5);
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);
