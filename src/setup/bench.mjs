// `npm run bench`: the figures of docs/performance.md, measured again on this machine.
import { findBrowser } from "./browser.mjs";
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { ownEnvironment, runOwn } from "./run.mjs";

await install("all");
const env = ownEnvironment({ ALONGSIDE_BROWSER: await findBrowser() });
await build();
const { code } = await runOwn("tests/bench/main.ts", process.argv.slice(2), { env });
process.exit(code);
