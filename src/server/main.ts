// Starts the server: reads the settings, opens the database, listens, and stops in good order. The real clock and chance
// are made here.
import { accessSync, constants, mkdirSync, readFileSync } from "node:fs";
import { createServer as createTlsServer } from "node:https";
import { join, resolve } from "node:path";
import { createAdaptorServer, type ServerType } from "@hono/node-server";
import { addDays } from "../domain/calendar.ts";
import { instantOf, systemClock } from "../protocol/clock.ts";
import { createApp, type App } from "./app.ts";
import { erasureKeeper } from "./backup/known-erasures.ts";
import type { DemoInventor } from "./demo-school.ts";
import { createLog, type Log } from "./log.ts";
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
  const { provider: providerSettings } = settings;
  const outside = { random: systemRandom, inventDemo, ...(providerSettings && { providerSettings }) };
  const app = createApp({ ...common, ...outside, staticFolder, keepErasure });
  // Also soon after a start: a school's computer may be switched off every evening.
  setTimeout(() => void runUpkeep(common), tenMinutesMs).unref();
  setInterval(() => void runUpkeep(common), dayMs).unref();
  const server = serverFor(app, settings);
  server.once("error", (fault) => giveUp(sentenceOf(fault, settings)));
  const needsSetUp = (await firstSchoolId(db, false)) === undefined;
  for (const { school, n, hash } of await auditEnds(db)) log("audit-end", { school, row: n, hash });
  server.listen(settings.port, settings.host, () =>
    say(welcome(addressOf(server, settings), needsSetUp ? app.setUpCode : undefined)),
  );
  stopOnSignal(server, app, db);
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

function serverFor(app: App, settings: Settings): ServerType {
  const options = { fetch: app.hono.fetch, hostname: settings.host };
  if (settings.tls === undefined) return createAdaptorServer(options);
  const { certFile, keyFile } = settings.tls;
  const serverOptions = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
  return createAdaptorServer({ ...options, createServer: createTlsServer, serverOptions });
}

function sentenceOf(fault: Error, settings: Settings): string {
  const code = "code" in fault ? fault.code : undefined;
  if (code === "EADDRINUSE")
    return `Port ${settings.port} is taken by another program. Stop it, or set PORT to another number.`;
  if (code === "EACCES")
    return `This user may not listen on port ${settings.port}. Set PORT to a number above 1023.`;
  return `The server could not listen on ${settings.host}, port ${settings.port}: ${String(code)}.`;
}

function addressOf(server: ServerType, settings: Settings): string {
  const bound = server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : settings.port;
  const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  return `${settings.tls ? "https" : "http"}://${host}:${port}`;
}

/** @param setUpCode the one-time token, while the server has no school */
function welcome(address: string, setUpCode: string | undefined): string {
  const ready = `Alongside is ready at ${address}`;
  if (setUpCode === undefined) return ready;
  return [
    ready,
    `To set up your school, open ${address} and enter this one-time token: ${setUpCode}`,
    'To look round first, open the same address and choose "Open the demo school".',
  ].join("\n");
}

/**
 * Running requests are finished, streams are ended by us, and connections that fall idle are closed as they do; after five
 * seconds nothing is waited for.
 */
function stopOnSignal(server: ServerType, app: App, db: Db): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    server.close(() => void db.destroy().then(() => process.exit(0)));
    app.close();
    if (!("closeIdleConnections" in server)) return;
    setInterval(() => server.closeIdleConnections(), 50);
    setTimeout(() => server.closeAllConnections(), 5000);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

await start();
