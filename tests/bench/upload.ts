// How a tablet sends 5,000 sessions that it has saved without a network, beside the least that the same bytes could cost: the
// same bodies packed and posted by a few lines, unpacked and inserted by a few lines.
import { rmSync } from "node:fs";
import type { Page } from "playwright";
import { barePath } from "./bare-store.ts";
import { newProfile, openTablet } from "./browser.ts";
import { median, type Figure } from "./figures.ts";
import { startSchoolServer, type SchoolServer } from "./school-server.ts";

const sessions = 5000;
const rounds = 3;

/** @param marks children in each session */
export async function measureUpload(marks: number): Promise<Figure[]> {
  const [ours, bare, wire]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    const server = await startSchoolServer({ pupils: 60, years: 1, days: 14 });
    const one = await oneUpload(server, marks);
    await server.close();
    ours.push(one.ours);
    bare.push(one.bare);
    wire.push(one.wire / 1024);
  }
  const words = `${sessions.toLocaleString("en-GB")} sessions with ${marks} marks each`;
  return [
    { name: `${words} sent by the real app, first byte to last answer`, goal: "", values: ours, unit: "ms" },
    { name: "— the same bodies by a bare packed POST and insert", goal: "", values: bare, unit: "ms" },
    { name: "— app ÷ bare", goal: "≤ 1.2", values: [median(ours) / median(bare)], unit: "×" },
    { name: "— on the wire, headers and all", goal: "≤ 400 KiB", values: wire, unit: "KiB" },
  ];
}

async function oneUpload(server: SchoolServer, marks: number) {
  const profile = newProfile();
  const { context, page } = await openTablet(profile);
  await page.goto(server.address);
  await page.getByRole("button", { name: "As the SENCO" }).click();
  await page
    .getByText(/^All sent/)
    .first()
    .waitFor({ timeout: 120_000 });
  // The app is left before the outbox is filled, as if it had been closed for the day.
  await page.goto(`${server.address}/healthz`);
  await page.evaluate(fillOutbox, { sessions, marks });
  const bare = await page.evaluate(postBare, barePath);
  const before = server.traffic().in;
  await page.goto(`${server.address}/help`);
  const ours = await sendingTime(page);
  const wire = server.traffic().in - before;
  await context.close();
  rmSync(profile, { recursive: true, force: true });
  return { ours, bare, wire };
}

/** Milliseconds from the first push to the end of the last one's answer, once all is sent. */
async function sendingTime(page: Page): Promise<number> {
  await page.evaluate(() => performance.setResourceTimingBufferSize(5000));
  await page
    .getByText(/^All sent/)
    .first()
    .waitFor({ timeout: 300_000 });
  return await page.evaluate(() => {
    const pushes = performance
      .getEntriesByType("resource")
      .filter((one) => one.name.endsWith("/api/sync/push")) as PerformanceResourceTiming[];
    const from = Math.min(...pushes.map((one) => one.startTime));
    return Math.max(...pushes.map((one) => one.responseEnd)) - from;
  });
}

/** Runs in the page: puts sessions into the outbox as the app would have, for a group that is on this tablet. */
async function fillOutbox(given: { readonly sessions: number; readonly marks: number }): Promise<void> {
  const names = (await indexedDB.databases()).map((one) => one.name ?? "");
  const name = names.find((one) => /^alongside-[0-9a-f]{8}-/.test(one)) ?? "";
  const open = indexedDB.open(name);
  await new Promise((resolve) => open.addEventListener("success", resolve));
  const db = open.result;
  const answer = async <T>(request: IDBRequest<T>): Promise<T> =>
    await new Promise((resolve) => request.addEventListener("success", () => resolve(request.result)));
  const transaction = db.transaction(["group", "pupil", "meta"]);
  const [groups, pupils, state] = await Promise.all([
    answer(transaction.objectStore("group").getAllKeys()),
    answer(transaction.objectStore("pupil").getAllKeys()),
    answer(transaction.objectStore("meta").get("sync") as IDBRequest<{ nextN: number }>),
  ]);
  const [groupId, staffId] = [String(groups[0]), name.slice(-38, -2)];
  const at = new Date().toISOString();
  const date = at.slice(0, 10);
  const scope = `group:${groupId}`;
  const muts: unknown[] = [];
  const texts: { readonly id: string; readonly about: object; readonly plain: string }[] = [];
  for (let made = 0; made < given.sessions; made += 1) {
    const [id, start] = [crypto.randomUUID(), 32_400 + (made % 8) * 1800];
    const times = { from: start, to: start + 1800 };
    const session = {
      type: "intervention",
      groupId,
      date,
      start,
      plannedSeconds: 1800,
      outcome: "delivered",
      rule: "present",
      adults: [{ staffId, ...times }],
      enrolledIds: [],
      authorId: staffId,
      recordedAt: at,
    };
    const mark = (pupilId: string) => ({
      op: "put",
      kind: "mark",
      id: crypto.randomUUID(),
      scope,
      fields: { sessionId: id, pupilId, date, status: "here", intervals: [times], authorId: staffId },
    });
    const ops = [
      { op: "put", kind: "session", id, scope, fields: session },
      ...pupils.slice(0, given.marks).map((pupilId) => mark(String(pupilId))),
    ];
    const one = { n: state.nextN + made, id: crypto.randomUUID(), v: 1, at };
    muts.push({ ...one, ops });
    const rest = { ackSeq: 0, ackAt: "", subjects: {}, touches: [`session|${id}`], forServer: null };
    texts.push({ id: one.id, about: { ...one, ...rest }, plain: JSON.stringify(ops) });
  }
  // Sealed as the app seals, with the key that this device holds for the demo.
  const shellOpen = indexedDB.open("alongside-shell");
  await new Promise((resolve) => shellOpen.addEventListener("success", resolve));
  const shell = shellOpen.result.transaction(["device", "keys"]);
  const [deviceKey, held] = await Promise.all([
    answer(shell.objectStore("device").get("key") as IDBRequest<{ key: CryptoKey }>),
    answer(shell.objectStore("keys").getAll() as IDBRequest<HeldInShell[]>),
  ]);
  shellOpen.result.close();
  const wrapper = held[0]?.wrappers[0];
  const encoder = new TextEncoder();
  if (wrapper === undefined) throw new Error("This device holds no key.");
  const additionalData = encoder.encode(`alongside|key|${held[0]?.personKey ?? ""}|device`);
  const how = { name: "AES-GCM", iv: wrapper.outerIv, additionalData };
  const raw = await crypto.subtle.decrypt(how, deviceKey.key, wrapper.wrapped);
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt"]);
  const sealed = await Promise.all(
    texts.map(async ({ id, about, plain }) => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const bound = encoder.encode(`${name}|outbox|${id}`);
      const cipher = await crypto.subtle.encrypt(
        { name: "AES-GCM", iv, additionalData: bound },
        key,
        encoder.encode(plain),
      );
      return { ...about, payload: new Uint8Array([1, ...iv, ...new Uint8Array(cipher)]) };
    }),
  );
  const writing = db.transaction(["meta", "outbox"], "readwrite");
  for (const row of sealed) writing.objectStore("outbox").put(row);
  writing.objectStore("meta").put({ ...state, nextN: state.nextN + given.sessions });
  await new Promise((resolve) => (writing.oncomplete = resolve));
  db.close();
  Object.assign(globalThis, { benchMuts: muts });
}

interface HeldInShell {
  readonly personKey: string;
  readonly wrappers: readonly { readonly outerIv: BufferSource; readonly wrapped: BufferSource }[];
}

/** Runs in the page: packs and posts what was put into the outbox, 100 mutations at a time. @returns milliseconds */
async function postBare(path: string): Promise<number> {
  const { benchMuts } = globalThis as unknown as { benchMuts: readonly object[] };
  const texts: string[] = [];
  for (let first = 0; first < benchMuts.length; first += 100) {
    const about = { proto: 1, schema: 1, client: crypto.randomUUID(), sentAt: new Date().toISOString() };
    texts.push(JSON.stringify({ ...about, muts: benchMuts.slice(first, first + 100) }));
  }
  const from = performance.now();
  for (const text of texts) {
    const packed = new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip")));
    const answer = await fetch(path, { method: "POST", body: await packed.arrayBuffer() });
    await answer.json();
  }
  return performance.now() - from;
}
