// Starts the server: reads the settings, opens the database, listens, and stops in good order. The real clock and chance
// are made here.
import { accessSync, constants, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { addDays } from "../domain/calendar.ts";
import { instantOf, systemClock } from "../protocol/clock.ts";
import { createApp } from "./app.ts";
import { erasureKeeper } from "./backup/known-erasures.ts";
import type { DemoInventor } from "./demo-school.ts";
import { sentenceOfListening, serverFor, stopOnSignal, welcome } from "./listen.ts";
import { createLog, type Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { systemRandom } from "./random.ts";
import { readSettings, type Settings } from "./settings.ts";
import { isBuilt } from "./static-files.ts";
import { auditEnds } from "./storage/audit-rows.ts";
import { openDatabase, openSharedDatabase } from "./storage/database.ts";
import { sentenceOfOpening } from "./storage/postgres-sentences.ts";
import { firstSchoolId } from "./storage/school-rows.ts";
import type { Db } from "./storage/tables.ts";
import { runUpkeep } from "./upkeep.ts";

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** A school small enough to be there in a moment, with a term and more of sessions to look at. */
const inventDemo: DemoInventor = async (today) => {
  const { inventSchool } = await import("../demo/school.ts");
  return inventSchool({ seed: 1, pupils: 210, years: 1, today, sessionsFrom: addDays(today, -90) });
};

const tenMinutesMs = 600_000;
const dayMs = 86_400_000;

function giveUp(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

async function start(): Promise<void> {
  const read = readSettings(process.env);
  if (!read.ok) giveUp(read.sentence);
  const { settings } = read;
  const staticFolder = resolve(settings.appFolder ?? join(import.meta.dirname, "../../dist"));
  if (!isBuilt(staticFolder))
    giveUp('The app has not been built yet. Run "npm start", which builds it first.');
  const log = createLog(say, () => instantOf(systemClock));
  const db = await databaseOf(settings, log);
  const keepErasure = erasureKeeper(writableFolder(settings.dataFolder));
  const common = { db, clock: systemClock, log };
  const { provider: providerSettings, trustedProxies, rates } = settings;
  const outside = {
    random: systemRandom,
    trustedProxies,
    rates,
    inventDemo,
    ...(providerSettings && { providerSettings }),
  };
  const metrics = await metricsOf(settings, log);
  const app = createApp({ ...common, ...outside, staticFolder, keepErasure, ...metrics });
  // Also soon after a start: a school's computer may be switched off every evening.
  setTimeout(() => void runUpkeep(common), tenMinutesMs).unref();
  setInterval(() => void runUpkeep(common), dayMs).unref();
  const listening = serverFor(app, settings, log);
  if ("sentence" in listening) giveUp(listening.sentence);
  const { server } = listening;
  server.once("error", (fault) => giveUp(sentenceOfListening(fault, settings)));
  const needsSetUp = (await firstSchoolId(db, false)) === undefined;
  for (const { school, n, hash } of await auditEnds(db)) log("audit-end", { school, row: n, hash });
  server.listen(settings.port, settings.host, () =>
    say(welcome(server, settings, needsSetUp ? app.setUpCode : undefined)),
  );
  stopOnSignal(server, app, db, log);
}

/** The figures are kept only where somebody wants to read them. */
async function metricsOf({ metricsPort }: Settings, log: Log): Promise<{ readonly metrics?: Metrics }> {
  if (metricsPort === undefined) return {};
  const { createMetrics, serveMetrics } = await import("./metrics.ts");
  const metrics = createMetrics();
  const server = await serveMetrics(metrics, metricsPort);
  if (server === undefined)
    giveUp(`METRICS_PORT ${metricsPort} cannot be used on this computer. Set it to another number.`);
  server.unref();
  const bound = server.address();
  log("metrics", { port: typeof bound === "object" && bound !== null ? bound.port : metricsPort });
  return { metrics };
}

/** PostgreSQL where DATABASE_URL names one, else SQLite in the data folder. */
async function databaseOf(settings: Settings, log: Log): Promise<Db> {
  const { databaseUrl: url } = settings;
  if (url === undefined) return await openDatabase(writableFolder(settings.dataFolder));
  try {
    const onLostConnection = () => log("database-connection-lost");
    return await openSharedDatabase({ url, random: systemRandom, onLostConnection });
  } catch (fault) {
    const sentence = sentenceOfOpening(fault, url);
    if (sentence === undefined) throw fault;
    return giveUp(sentence);
  }
}

function writableFolder(path: string): string {
  const folder = resolve(path);
  if (isWritable(folder)) return folder;
  return giveUp(
    `The data folder ${folder} cannot be written. Give this user the right to, or set DATA_DIR to another one.`,
  );
}

function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch (fault) {
    if (fault instanceof Error && "code" in fault) return false;
    throw fault;
  }
}

await start();
