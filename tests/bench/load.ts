// The server under load: the real process on its embedded database, tablets in another process on the same machine.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { emptyAppFolder, newFolder, setUpSchool, startMain } from "../proof/support/server-process.ts";
import type { Figure } from "./figures.ts";
import { makeTablets } from "./tablets.ts";

const sustainedSeconds = 20;

/** Resident memory of a process in MiB. */
function memoryOf(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;
}

async function withServer<T>(
  work: (
    server: { address: string; pid: number; memory: number[] },
    lead: Awaited<ReturnType<typeof setUpSchool>>,
  ) => Promise<T>,
): Promise<T> {
  const folder = newFolder("load");
  const server = await startMain({ DATA_DIR: folder, APP_DIR: emptyAppFolder(folder) });
  const lead = await setUpSchool(server);
  const memory: number[] = [];
  const watch = setInterval(() => memory.push(memoryOf(server.pid)), 500);
  try {
    return await work({ ...server, memory }, lead);
  } finally {
    clearInterval(watch);
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Four tablets that always have something to send: a session and four marks a mutation. */
export async function measureSustained(): Promise<Figure[]> {
  return await withServer(async (server, lead) => {
    const tablets = await makeTablets(server.address, lead, 4, 4);
    const from = Date.now();
    const perSecond: number[] = [];
    let [seconds, before] = [0, 0];
    const count = () => tablets.reduce((sum, one) => sum + one.acknowledged(), 0);
    const tick = setInterval(() => {
      seconds += 1;
      perSecond.push(count() - before);
      before = count();
    }, 1000);
    const work = tablets.map(async (tablet) => {
      while (Date.now() - from < sustainedSeconds * 1000) {
        tablet.log(100);
        await tablet.flush();
      }
    });
    await Promise.all(work);
    clearInterval(tick);
    const rate = count() / ((Date.now() - from) / 1000);
    return [
      {
        name: `mutations taken a second over ${sustainedSeconds} s, a session and 4 marks each, 100 a push`,
        goal: "≥ 1,000",
        values: [rate],
        unit: "/s",
      },
      { name: "— second by second", goal: "", values: perSecond, unit: "/s" },
      {
        name: "— memory of the server, largest",
        goal: "≤ 200 MiB",
        values: [Math.max(...server.memory)],
        unit: "MiB",
      },
    ];
  });
}

/** A school comes back from a day without a network: every tablet sends at once. */
export async function measureFlush(): Promise<Figure[]> {
  return await withServer(async (server, lead) => {
    const [tabletCount, sessions] = [50, 1000];
    const tablets = await makeTablets(server.address, lead, tabletCount, 0);
    for (const tablet of tablets) tablet.log(sessions);
    const from = Date.now();
    const times = await Promise.all(
      tablets.map(async (tablet) => {
        await tablet.flush();
        return (Date.now() - from) / 1000;
      }),
    );
    const memory = Math.max(...server.memory);
    const states: { rows: number; hash: string }[] = [];
    for (const tablet of tablets) states.push(await tablet.state());
    const hashes = new Set(states.map((one) => one.hash));
    if (hashes.size !== 1) throw new Error(`${hashes.size} different states on ${tabletCount} tablets.`);
    const rows = states[0]?.rows ?? 0;
    if (rows < tabletCount * sessions) throw new Error(`${rows} rows are fewer than were sent.`);
    const name = `${tabletCount} tablets send ${sessions.toLocaleString("en-GB")} sessions each at once`;
    return [
      { name: `${name}: until the last is done`, goal: "≤ 60 s", values: [Math.max(...times)], unit: "s" },
      { name: "— memory of the server, largest", goal: "≤ 200 MiB", values: [memory], unit: "MiB" },
      {
        name: `— different states of ${rows.toLocaleString("en-GB")} rows afterwards`,
        goal: "1",
        values: [hashes.size],
        unit: "",
      },
    ];
  });
}
