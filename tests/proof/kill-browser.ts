// Proof: the whole browser is killed with SIGKILL while sessions are being saved, over and over on the same profile, and
// whatever it had called saved is there when it comes back, once, and on the server, once.
// Usage: node tests/proof/kill-browser.ts [ROUNDS] [SEED]
import { killBrowserRounds } from "./support/kill-browser-rounds.ts";
import { report, runsAsked, seedAsked } from "./support/report.ts";

const [rounds, seed] = [runsAsked(500), seedAsked()];
const { violations, figures } = await killBrowserRounds(rounds, seed, 2);
report({ name: "kill-browser", runs: rounds, violations, figures: { seed, ...figures } });
process.exit();
