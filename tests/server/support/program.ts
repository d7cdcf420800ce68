// The real program as a process of its own, started on a port that is free.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Program {
  readonly child: ChildProcess;
  readonly said: () => string;
}

export interface ProgramFolder {
  readonly path: string;
  /** Starts the program with these settings on top of its own. */
  readonly launch: (environment?: Record<string, string>) => Program;
  /** Ends all that was started and removes the folder. */
  readonly remove: () => Promise<void>;
}

export function programFolder(): ProgramFolder {
  const folder = mkdtempSync(join(tmpdir(), "alongside-"));
  mkdirSync(join(folder, "dist"));
  writeFileSync(join(folder, "dist/index.html"), "<!doctype html><title>Alongside</title>");
  const running: ChildProcess[] = [];
  return {
    path: folder,
    launch: (environment = {}) => {
      const own = { PORT: "0", DATA_DIR: join(folder, "data"), APP_DIR: join(folder, "dist") };
      const env = { ...process.env, ...own, ...environment };
      const child = spawn(process.execPath, ["src/server/main.ts"], {
        env,
        stdio: ["ignore", "pipe", "pipe"],
      });
      running.push(child);
      let said = "";
      child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
      return { child, said: () => said };
    },
    remove: async () => {
      for (const child of running.splice(0)) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        child.kill("SIGKILL");
        await once(child, "exit");
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until a program says that it is ready. */
export async function addressOf({ child, said }: Program): Promise<string> {
  const address = () => /ready at (https?:\/\/127\.0\.0\.1:\d+)\n/.exec(said())?.[1];
  while (address() === undefined) {
    const [event] = await Promise.race([
      once(child.stdout ?? child, "data"),
      once(child, "exit").then(() => ["exit"]),
    ]);
    if (event === "exit") throw new Error(said());
  }
  return address() ?? "";
}
