// Proof: the power of the server's disk is cut while four clients push to it, and what was acknowledged is still there. The
// embedded database only: a kill alone would not show a write that was never forced to the disk.
// Usage: node tests/proof/power-cut.ts [ROUNDS] [SEED]
import { rmSync } from "node:fs";
import { join } from "node:path";
import { makeCutDisk } from "./support/cut-disk.ts";
import { killServerRounds } from "./support/kill-server-rounds.ts";
import { report, runsAsked, seedAsked } from "./support/report.ts";
import { askSqliteFile, checkSqlite } from "./support/server-account.ts";
import { newFolder } from "./support/server-process.ts";

const [rounds, seed] = [runsAsked(50), seedAsked()];
const folder = newFolder("power-cut");
const disk = makeCutDisk(folder);
if ("why" in disk) {
  report({ name: "power-cut", runs: 0, violations: [], figures: {}, note: disk.why });
} else {
  const dataFolder = join(disk.folder, "data");
  const ask = askSqliteFile(dataFolder);
  try {
    const { violations, figures } = await killServerRounds({
      rounds,
      seed,
      folder,
      environment: { DATA_DIR: dataFolder },
      ask,
      checkDatabase: () => checkSqlite(ask),
      strike: async (server) => {
        disk.cutPower();
        await server.kill();
        disk.powerUp();
      },
    });
    report({ name: "power-cut", runs: rounds, violations, figures: { seed, ...figures } });
  } finally {
    disk.remove();
  }
}
rmSync(folder, { recursive: true, force: true });
