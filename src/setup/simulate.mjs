// `npm run simulate -- --runs 1000 --seed 1`: worlds of devices and a server in which everything goes wrong that can.
import { install } from "./install.mjs";
import { runOwn } from "./run.mjs";

await install("all");
const { code } = await runOwn("tests/simulation/main.ts", process.argv.slice(2));
process.exit(code);
