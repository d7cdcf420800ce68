// Proof: as kill-server.ts, with the data in PostgreSQL: our server is killed over and over, and once in the middle the main
// process of PostgreSQL itself.
// Usage: node tests/proof/kill-server-postgres.ts [ROUNDS] [SEED]
import { rmSync } from "node:fs";
import { startPostgres } from "../server/support/postgres.ts";
import { killServerRounds } from "./support/kill-server-rounds.ts";
import { askPostgres, killPostmaster } from "./support/postmaster.ts";
import { report, runsAsked, seedAsked } from "./support/report.ts";
import { newFolder } from "./support/server-process.ts";

const [rounds, seed] = [runsAsked(50), seedAsked()];
const folder = newFolder("kill-server-postgres");
const postgres = await startPostgres();
const { url } = await postgres.newDatabase();
let stopSecond = () => Promise.resolve();
const ownPostgres = process.platform === "linux" && !process.env.DATABASE_URL_FOR_TESTS;
const { violations, figures } = await killServerRounds({
  rounds,
  seed,
  folder,
  environment: { DATABASE_URL: url, DATA_DIR: folder },
  ask: askPostgres(url),
  checkDatabase: () => Promise.resolve([]),
  strike: async (server, round) => {
    if (ownPostgres && round === Math.ceil(rounds / 2)) stopSecond = await killPostmaster(url);
    await server.kill();
  },
});
rmSync(folder, { recursive: true, force: true });
const postmasterKills = ownPostgres ? 1 : 0;
report({
  name: "kill-server-postgres",
  runs: rounds,
  violations,
  figures: { seed, postmasterKills, ...figures },
});
await stopSecond();
await postgres.stop();
process.exit();
