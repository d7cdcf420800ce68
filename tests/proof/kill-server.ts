// Proof: the server is killed with SIGKILL while four clients push to it, over and over, and keeps what it acknowledged.
// Usage: node tests/proof/kill-server.ts [ROUNDS] [SEED]
import { rmSync } from "node:fs";
import { killServerRounds } from "./support/kill-server-rounds.ts";
import { report, runsAsked, seedAsked } from "./support/report.ts";
import { askSqliteFile, checkSqlite } from "./support/server-account.ts";
import { newFolder } from "./support/server-process.ts";

const [rounds, seed] = [runsAsked(200), seedAsked()];
const folder = newFolder("kill-server");
const ask = askSqliteFile(folder);
const { violations, figures } = await killServerRounds({
  rounds,
  seed,
  folder,
  environment: { DATA_DIR: folder },
  ask,
  checkDatabase: () => checkSqlite(ask),
});
rmSync(folder, { recursive: true, force: true });
report({ name: "kill-server", runs: rounds, violations, figures: { seed, ...figures } });
