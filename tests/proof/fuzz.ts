// Proof: damaged pushes and pulls by the hundred thousand, and the server answers each properly or refuses it unchanged.
// Usage: node tests/proof/fuzz.ts [ROUNDS] [SEED]
import { fuzzRounds } from "./support/fuzz-rounds.ts";
import { report, runsAsked, seedAsked } from "./support/report.ts";

const [rounds, seed] = [runsAsked(100_000), seedAsked()];
const { violations, figures } = await fuzzRounds(rounds, seed);
report({ name: "fuzz", runs: rounds, violations, figures: { seed, ...figures } });
process.exit();
