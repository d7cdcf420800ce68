// The main process of a PostgreSQL on this machine: found by its own word, killed without a chance to finish, and started
// again as it was. Linux only, since the system is asked how the process was started.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import * as z from "zod/mini";
import type { Ask } from "./server-account.ts";

/** Each question over a connection of its own, so that none outlives a kill. */
export function askPostgres(url: string): Ask {
  return async (sql) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return z.array(z.unknown()).parse((await client.query(sql)).rows);
    } finally {
      await client.end();
    }
  };
}

/** Kills it and starts it again on the same files. @returns a way to end the new one, once it answers */
export async function killPostmaster(url: string): Promise<() => Promise<void>> {
  const ask = askPostgres(url);
  const [place] = z.array(z.object({ data_directory: z.string() })).parse(await ask("show data_directory"));
  const folder = place?.data_directory ?? "";
  const pid = Number(readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n")[0]);
  const [program = "", ...args] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\u0000").slice(0, -1);
  const owner = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  const group = /^Gid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  process.kill(pid, "SIGKILL");
  // Its workers notice, and only then can another take over the files: until then each start is refused.
  for (let tries = 0; tries < 100; tries += 1) {
    const child = spawn(program, args, {
      cwd: folder,
      stdio: "ignore",
      ...(process.getuid?.() === 0 && { uid: Number(owner), gid: Number(group) }),
    });
    const isRefused = new Promise<boolean>((resolve) => child.once("exit", () => resolve(true)));
    if (!(await Promise.race([isRefused, answers(ask)]))) {
      return async () => {
        child.kill("SIGINT");
        await isRefused;
      };
    }
  }
  throw new Error(
    `PostgreSQL did not come back on ${existsSync(folder) ? "its files" : "files that are gone"}.`,
  );
}

/** @returns false when it answers: it was not refused */
async function answers(ask: Ask): Promise<boolean> {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      await ask("select 1");
      return false;
    } catch (fault) {
      if (!(fault instanceof Error)) throw fault;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return true;
}
