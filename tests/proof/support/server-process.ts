// The real server as a process of its own that can be killed at any moment, and a person who is signed in to it.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod/mini";
import { createAuthenticator, setUpFactorBy } from "../../support/authenticator.ts";
import { invitationSchema, signedInSchema } from "../../../src/protocol/account-messages.ts";

export interface ServerProcess {
  readonly address: string;
  readonly token: string | undefined;
  readonly pid: number;
  /** SIGKILL: nothing is finished, nothing is said. Resolves when the process is gone. */
  readonly kill: () => Promise<void>;
}

export interface Person {
  readonly signInName: string;
  readonly cookie: string;
  readonly schoolId: string;
  readonly staffId: string;
}

export const password = "plover kettle orbit seven";

export function newFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `alongside-${name}-`));
}

/** A folder that passes for the built app, where only the API is asked. */
export function emptyAppFolder(inside: string): string {
  const folder = join(inside, "app");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>Alongside</title>");
  return folder;
}

/** @param environment where its data is, and settings that differ from the usual ones */
export async function startMain(environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
  // As `npm start` sets them.
  const memory = {
    MALLOC_ARENA_MAX: "2",
    MALLOC_MMAP_THRESHOLD_: "131072",
    MALLOC_TRIM_THRESHOLD_: "131072",
  };
  // What it takes is measured and proven here, not how often one caller may ask.
  const own = { PORT: "0", HOST: "127.0.0.1", RATE_FACTOR: "1000000" };
  const env = { ...process.env, ...memory, ...own, ...environment };
  const args = ["--max-semi-space-size=4", "src/server/main.ts"];
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  // A run that ends by a fault of its own leaves no server behind.
  const endWithUs = () => void child.kill("SIGKILL");
  process.once("exit", endWithUs);
  child.once("exit", () => process.off("exit", endWithUs));
  const said = await whatItSays(child, /ready at (http:\/\/[^\s]+)\n/);
  const address = /ready at (http:\/\/[^\s]+)\n/.exec(said)?.[1] ?? "";
  const token = /one-time token: (\S+)/.exec(said)?.[1];
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  };
  return { address, token, pid: child.pid ?? 0, kill };
}

/** The output up to and with the words that were waited for. Throws with all of it when the program ends before. */
async function whatItSays(child: ChildProcess, words: RegExp): Promise<string> {
  return await new Promise((resolve, reject) => {
    let said = "";
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      // The words about the token come in the same write as the address.
      if (words.test(said)) resolve(said);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}: ${said}`)));
  });
}

export async function post(
  address: string,
  path: string,
  body: unknown,
  cookie = "",
  signal?: AbortSignal,
): Promise<Response> {
  const headers = { "content-type": "application/json", "x-alongside": "1", origin: address, cookie };
  return await fetch(address + path, {
    method: "POST",
    body: JSON.stringify(body),
    headers,
    ...(signal && { signal }),
  });
}

async function personOf(
  address: string,
  response: Response,
  signInName: string,
  nowMs: number,
): Promise<Person> {
  if (!response.ok) throw new Error(`Nobody was let in: ${response.status} ${await response.text()}`);
  const { schoolId, staffId, mustSetUpFactor } = signedInSchema.parse(await response.json());
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
  const ask = (path: string, body: unknown) => post(address, path, body, cookie);
  if (mustSetUpFactor) await setUpFactorBy(ask, createAuthenticator(), signInName, nowMs);
  return { signInName, cookie, schoolId, staffId };
}

/**
 * The first person: administrator and SENCO.
 * @param nowMs by the server's clock
 */
export async function setUpSchool(
  server: Pick<ServerProcess, "address" | "token">,
  nowMs = Date.now(),
): Promise<Person> {
  const body = {
    token: server.token,
    schoolName: "Meadow Lane",
    name: "Sam Lead",
    signInName: "lead@meadow",
    password,
  };
  const made = await post(server.address, "/api/auth/set-up", body);
  return await personOf(server.address, made, body.signInName, nowMs);
}

export async function addPerson(
  address: string,
  admin: Person,
  name: string,
  roles: readonly string[],
): Promise<Person> {
  const invited = await post(address, "/api/admin/people", { name, roles }, admin.cookie);
  const { code } = invitationSchema.parse(await invited.json());
  const signInName = `${name.toLowerCase().replaceAll(/\W/g, ".")}@meadow`;
  const joined = await post(address, "/api/auth/join", { code, signInName, password });
  return await personOf(address, joined, signInName, Date.now());
}

/** What a push is answered, as far as a simple client needs it. */
export const pushAnswerSchema = z.object({
  lastN: z.int(),
  problem: z.optional(z.string()),
  results: z.optional(z.array(z.object({ n: z.int(), status: z.string() }))),
});
