// `npm run audit:verify`: see docs/records-of-deeds.md. Nothing is installed while a server may be running on what is there.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { install } from "./install.mjs";
import { ownEnvironment, root, runOwn } from "./run.mjs";

if (!existsSync(join(root, "node_modules", "kysely"))) await install("app");
// Paths are meant from where the person is; programs are run from the project's folder.
const env = ownEnvironment({ INIT_CWD: process.env.INIT_CWD ?? process.cwd() });
const { code } = await runOwn("src/server/backup/run-verify.ts", process.argv.slice(2), { env });
process.exit(code);
