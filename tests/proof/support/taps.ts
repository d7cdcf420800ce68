// What runs in the page of the browser that will be killed: it taps "Done as planned" on the real cards, and tells the
// test at once what the screen has said. Every function stands alone, since it is carried into the page.
import * as z from "zod/mini";

/** One thing that the page did or showed. */
export const toldSchema = z.discriminatedUnion("what", [
  /** The button of this slot's card was pressed. */
  z.object({ what: z.literal("tapped"), slotId: z.string() }),
  /** "Saved on this tablet" came up anew: one save has ended. */
  z.object({ what: z.literal("bar") }),
  /** "Saved on this tablet" came up while only this slot's save was under way. */
  z.object({ what: z.literal("saved"), slotId: z.string() }),
  /** The list of settled sessions shows this one as done. */
  z.object({ what: z.literal("settled"), sessionId: z.string() }),
]);
export type Told = z.infer<typeof toldSchema>;

/** Runs before the app: sets the page's clock, and watches what the screen says. */
export function watchScreen(instant: string): void {
  const behind = Date.parse(instant) - Date.now();
  const RealDate = Date;
  const now = () => RealDate.now() + behind;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given: []) => (given.length === 0 ? new target(now()) : new target(...given)),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
  });
  const tell = (told: object) =>
    (globalThis as unknown as { tellTest: (told: string) => void }).tellTest(JSON.stringify(told));
  const settled = new Set<string>();
  const bars = new WeakSet<Element>();
  const look = () => {
    for (const bar of document.querySelectorAll("[role=status]")) {
      if (bars.has(bar) || bar.textContent !== "Saved on this tablet") continue;
      bars.add(bar);
      tell({ what: "bar" });
      document.dispatchEvent(new Event("test-bar"));
    }
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="/log/"]')) {
      const sessionId = link.pathname.slice("/log/".length);
      if (sessionId === "new" || settled.has(sessionId) || !link.textContent.includes("Done")) continue;
      settled.add(sessionId);
      tell({ what: "settled", sessionId });
    }
  };
  document.addEventListener("DOMContentLoaded", () => {
    new MutationObserver(look).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  });
}

/** @param given how many cards to tap; `together`: without waiting for a word between them */
export async function tapCards(given: { readonly count: number; readonly together: boolean }): Promise<void> {
  const tell = (told: object) =>
    (globalThis as unknown as { tellTest: (told: string) => void }).tellTest(JSON.stringify(told));
  const cards = [...document.querySelectorAll("main li")].flatMap((card) => {
    const button = [...card.querySelectorAll("button")].find((one) => one.textContent === "Done as planned");
    const link = card.querySelector<HTMLAnchorElement>('a[href^="/log/new?slot="]');
    const slotId = link && new URL(link.href).searchParams.get("slot");
    return button && slotId !== null && slotId !== undefined ? [{ button, slotId }] : [];
  });
  for (const { button, slotId } of cards.slice(0, given.count)) {
    const shown = new Promise<void>((resolve) => {
      document.addEventListener("test-bar", () => resolve(), { once: true });
    });
    tell({ what: "tapped", slotId });
    button.click();
    if (given.together) continue;
    await shown;
    tell({ what: "saved", slotId });
  }
}

interface OutboxEntry {
  readonly id: string;
  readonly touches: readonly string[];
}

/** What the device's database holds, read without the app's code: session ids, and what each outbox entry touches. */
export async function readDevice(): Promise<{
  sessions: string[];
  outbox: { id: string; sessions: string[]; missing: string[] }[];
}> {
  const names = (await indexedDB.databases()).map((one) => one.name ?? "");
  const name = names.find((one) => /^alongside-[0-9a-f]{8}-/.test(one));
  if (name === undefined) return { sessions: [], outbox: [] };
  const open = indexedDB.open(name);
  await new Promise((resolve, reject) => {
    open.addEventListener("success", resolve);
    open.addEventListener("error", reject);
  });
  const db = open.result;
  const kinds = ["session", "mark", "note"];
  const transaction = db.transaction([...kinds, "outbox"]);
  const all = async <T>(request: IDBRequest<T>): Promise<T> =>
    await new Promise((resolve, reject) => {
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(request.error ?? new Error("not read")));
    });
  const [outbox, ...keys] = await Promise.all([
    all(transaction.objectStore("outbox").getAll() as IDBRequest<OutboxEntry[]>),
    ...kinds.map((kind) => all(transaction.objectStore(kind).getAllKeys())),
  ]);
  db.close();
  const held = new Set(kinds.flatMap((kind, at) => (keys[at] ?? []).map((key) => `${kind}|${String(key)}`)));
  const entries = outbox.map(({ id, touches }) => ({
    id,
    sessions: touches.filter((one) => one.startsWith("session|")).map((one) => one.slice("session|".length)),
    missing: touches.filter((one) => !held.has(one)),
  }));
  return { sessions: (keys[0] ?? []).map(String), outbox: entries };
}
