// The real server as a process of its own, for tests that need it to be a certain day: its clock starts where it is told.
// Usage: node clocked-server.ts DATA_FOLDER INSTANT [PORT] [APP_FOLDER] [PROVIDER_AS_JSON]. Prints one line of JSON: address and
// one-time token.
import { mkdirSync } from "node:fs";
import { createAdaptorServer } from "@hono/node-server";
import { inventSchool } from "../../src/demo/school.ts";
import { addDays } from "../../src/domain/calendar.ts";
import { createApp } from "../../src/server/app.ts";
import { systemRandom } from "../../src/server/random.ts";
import { openDatabase } from "../../src/server/storage/database.ts";

const [folder = "", instant = "", port = "0", staticFolder = "dist", provider] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const startedAt = Date.now();
const clock = { nowMs: () => Date.parse(instant) + Date.now() - startedAt };
const app = createApp({
  db: await openDatabase(folder),
  clock,
  random: systemRandom,
  log: () => {},
  staticFolder,
  ...(provider !== undefined && { providerSettings: JSON.parse(provider) }),
  inventDemo: (today) =>
    Promise.resolve(
      inventSchool({ seed: 1, pupils: 60, years: 1, today, sessionsFrom: addDays(today, -21) }),
    ),
});
const server = createAdaptorServer({ fetch: app.hono.fetch, hostname: "127.0.0.1" });
server.listen(Number(port), "127.0.0.1", () => {
  const bound = server.address();
  const address = `http://127.0.0.1:${typeof bound === "object" && bound !== null ? bound.port : port}`;
  process.stdout.write(`${JSON.stringify({ address, token: app.setUpCode })}\n`);
});
