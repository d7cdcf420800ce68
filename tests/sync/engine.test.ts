import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startSync, type Surroundings, type SyncEngine } from "../../src/sync/engine.ts";
import { setUpSchool, startServer, type TestServer } from "../server/support/school.ts";
import { connect, type Connected } from "../support/connected.ts";
import { addIntervention } from "../support/interventions.ts";

/** A page whose events and timers belong to the test. */
class TestPage extends EventTarget {
  isSeen = true;
  private readonly pending = new Map<number, { run: () => void; afterMs: number }>();
  private nextId = 1;
  readonly setTimeout = ((run: () => void, afterMs = 0) => {
    const id = this.nextId++;
    const runOnce = () => (this.pending.delete(id) ? run() : undefined);
    this.pending.set(id, { run: runOnce, afterMs });
    return id;
  }) as Window["setTimeout"];
  readonly clearTimeout = ((id: number) => void this.pending.delete(id)) as Window["clearTimeout"];

  get timers(): { run: () => void; afterMs: number }[] {
    return [...this.pending.values()];
  }

  show(isSeen: boolean): void {
    this.isSeen = isSeen;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

let server: TestServer;
let tablet: Connected;
let page: TestPage;
let sync: SyncEngine | undefined;
let pokes: (() => void)[];

beforeEach(async () => {
  server = await startServer();
  tablet = await connect(server, await setUpSchool(server));
  page = new TestPage();
  pokes = [];
});
afterEach(async () => {
  sync?.stop();
  tablet.close();
  await server.close();
});

function start(over: Partial<Surroundings> = {}): SyncEngine {
  sync = startSync(tablet.device, {
    messenger: tablet.messenger,
    listenForPokes: (onPoke) => {
      pokes.push(onPoke);
      return () => pokes.splice(pokes.indexOf(onPoke), 1);
    },
    random: () => 0.5,
    page: page,
    document: page,
    isVisible: () => page.isSeen,
    ...over,
  });
  return sync;
}

/** Closing the connection may cut what was under way. */
function ignoreCut(fault: unknown): void {
  if (!(fault instanceof Error)) throw fault;
}

const phase = () => sync?.status.value.phase;
const idle = () => vi.waitFor(() => expect(phase()).toBe("idle"));
const accepted = async () =>
  (await server.db.selectFrom("record").select("id").where("kind", "=", "intervention").execute()).length;

it("sends what is saved at once, and comes back every minute while the page is seen", async () => {
  start();
  await idle();
  await addIntervention(tablet);
  await vi.waitFor(async () => expect(await accepted()).toBe(1));
  await idle();
  expect(page.timers.map((one) => one.afterMs)).toEqual([60_000]);
  const before = tablet.sent.length;
  page.timers[0]?.run();
  await vi.waitFor(() => expect(tablet.sent.length).toBeGreaterThan(before));
});

it("listens for pokes only while the page is seen, and pulls when one comes", async () => {
  start();
  await idle();
  expect(pokes).toHaveLength(1);
  page.show(false);
  expect(pokes).toHaveLength(0);
  page.show(true);
  await idle();
  const before = tablet.sent.length;
  pokes[0]?.();
  await vi.waitFor(() => expect(tablet.sent.length).toBeGreaterThan(before));
});

it("waits longer after each failure, by a random part of a span that doubles, and says that it is offline", async () => {
  const offline = () => Promise.resolve({ ok: false, fault: "offline" } as const);
  start({ messenger: { push: offline, pull: offline } });
  await vi.waitFor(() => expect(phase()).toBe("offline"));
  const waits: number[] = [];
  for (let at = 0; at < 4; at += 1) {
    const wait = () => page.timers.find((one) => one.afterMs < 60_000);
    await vi.waitFor(() => expect(wait()).toBeDefined());
    const timer = wait();
    waits.push(timer?.afterMs ?? 0);
    timer?.run();
  }
  expect(waits).toEqual([2000, 3000, 5000, 9000]);
});

it("opens its database again when the connection was cut, and goes on with the next round", async () => {
  start();
  await idle();
  await addIntervention(tablet);
  await idle();
  tablet.device.db.close();
  await sync?.syncNow();
  expect(phase()).toBe("storage");
  await sync?.syncNow();
  expect(phase()).toBe("idle");
  expect(await accepted()).toBe(1);
});

it("says that it waits, not that it sends, when the program itself fails", async () => {
  const broken = () => Promise.reject(new RangeError("a bug"));
  start({ messenger: { push: broken, pull: broken }, isVisible: () => false });
  page.isSeen = false;
  await expect(sync?.syncNow()).rejects.toThrow("a bug");
  expect(phase()).toBe("waiting");
});

it("gives up a round whose database does not answer, opens it again, and loses nothing", async () => {
  start();
  await idle();
  sync?.stop();
  await addIntervention(tablet);
  const { db } = tablet.device;
  const hold = { isOn: true };
  const held = db.transaction("rw", db.outbox, db.meta, async () => {
    while (hold.isOn) await db.outbox.count();
  });
  start();
  const watch = () => page.timers.find((one) => one.afterMs > 60_000);
  await vi.waitFor(() => expect(watch()).toBeDefined());
  watch()?.run();
  await vi.waitFor(() => expect(phase()).toBe("storage"));
  hold.isOn = false;
  await held.catch(ignoreCut);
  await sync?.syncNow();
  expect(await accepted()).toBe(1);
});
