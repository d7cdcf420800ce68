// `npm run accounts`: see docs/deploy.md. One-use codes that only whoever runs the server may make.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { install } from "./install.mjs";
import { ownEnvironment, root, runOwn } from "./run.mjs";

if (!existsSync(join(root, "node_modules", "kysely"))) await install("app");
const { code } = await runOwn("src/server/run-accounts.ts", process.argv.slice(2), { env: ownEnvironment() });
process.exit(code);
