// `npm run school -- --pupils 420 --years 2 --seed 1 --out FILE`: writes an invented school.
import { install } from "./install.mjs";
import { runOwn } from "./run.mjs";

await install("app");
const { code } = await runOwn("src/server/write-school.ts", process.argv.slice(2));
process.exit(code);
