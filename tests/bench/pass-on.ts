// How soon one tablet shows what another one has saved, and what that costs on the wire: two real browsers, one server.
import { rmSync } from "node:fs";
import type { Page } from "playwright";
import { newProfile, openTablet } from "./browser.ts";
import type { Figure } from "./figures.ts";
import { startSchoolServer } from "./school-server.ts";

const saves = 7;
const doneButtons = 'main li:has(a[href*="slot="]) button:text-matches("^Done(,| as)")';

export async function measurePassOn(): Promise<Figure[]> {
  const server = await startSchoolServer({ pupils: 210, years: 1, days: 14 });
  const profiles = [newProfile(), newProfile()];
  const [teller, watcher] = [await openTablet(profiles[0] ?? ""), await openTablet(profiles[1] ?? "")];
  const received = { bytes: 0 };
  const session = await watcher.context.newCDPSession(watcher.page);
  await session.send("Network.enable");
  session.on("Network.loadingFinished", (event) => (received.bytes += event.encodedDataLength));
  for (const { page } of [teller, watcher]) {
    await page.goto(server.address);
    await page.getByRole("button", { name: "As the SENCO" }).click();
    await page
      .getByText(/^All sent/)
      .first()
      .waitFor({ timeout: 120_000 });
    await page.getByLabel("Mine", { exact: true }).check({ force: true });
    await page.locator(doneButtons).first().waitFor();
    await page.evaluate(noteWhatIsShown);
  }
  const [delays, bytes, all]: [number[], number[], number[]] = [[], [], []];
  for (let save = 0; save < saves; save += 1) {
    // What the worker does after a save is over by then, as it is between two sessions of a day.
    await teller.page.waitForTimeout(1000);
    const before = { received: received.bytes, all: sum(server.traffic()) };
    const tappedAt = await teller.page.evaluate(() => performance.timeOrigin + performance.now());
    if (!(await teller.page.evaluate(tapNext))) break;
    const said = await shownAfter(teller.page, "words", tappedAt);
    const seen = await shownAfter(watcher.page, "changes", tappedAt);
    await teller.page
      .getByText(/^All sent/)
      .first()
      .waitFor();
    delays.push(seen - said);
    bytes.push((received.bytes - before.received) / 1024);
    all.push((sum(server.traffic()) - before.all) / 1024);
  }
  for (const { context } of [teller, watcher]) await context.close();
  for (const profile of profiles) rmSync(profile, { recursive: true, force: true });
  await server.close();
  return [
    {
      name: "from “Saved” on one tablet to the session on another",
      goal: "median ≤ 50 ms",
      values: delays,
      unit: "ms",
    },
    { name: "— received by the other tablet, headers and all", goal: "≤ 2 KiB", values: bytes, unit: "KiB" },
    { name: "— all of it: both tablets, both ways, headers and all", goal: "", values: all, unit: "KiB" },
  ];
}

function sum({ in: came, out }: { readonly in: number; readonly out: number }): number {
  return came + out;
}

/** Runs in the page: taps the next card of a slot that was not tapped before. @returns whether there was one */
function tapNext(): boolean {
  const holder = globalThis as unknown as { benchTapped?: Set<string> };
  const tapped = (holder.benchTapped ??= new Set());
  for (const link of document.querySelectorAll<HTMLAnchorElement>('main li a[href*="slot="]')) {
    const slot = new URL(link.href).searchParams.get("slot") ?? "";
    const buttons = [...(link.closest("li")?.querySelectorAll("button") ?? [])];
    const done = buttons.find((one) => /^Done(,| as)/.test(one.textContent));
    if (tapped.has(slot) || done === undefined || done.disabled) continue;
    tapped.add(slot);
    done.click();
    return true;
  }
  return false;
}

/** Runs in the page: writes down when each "Saved" came up and when the screen's content changed, on the machine's clock. */
function noteWhatIsShown(): void {
  const shown = { words: [] as number[], changes: [] as number[] };
  const bars = new WeakSet<Element>();
  let content = document.querySelector("main")?.textContent;
  const look = () => {
    const now = performance.timeOrigin + performance.now();
    for (const bar of document.querySelectorAll("[role=status]")) {
      if (bars.has(bar) || bar.textContent !== "Saved on this tablet") continue;
      bars.add(bar);
      shown.words.push(now);
    }
    const next = document.querySelector("main")?.textContent;
    if (next !== content) shown.changes.push(now);
    content = next;
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
  Object.assign(globalThis, { benchShown: shown });
}

/** The first of these that came after an instant. */
async function shownAfter(page: Page, what: "words" | "changes", instant: number): Promise<number> {
  const handle = await page.waitForFunction(
    ([name, from]) => {
      const { benchShown } = globalThis as unknown as { benchShown: { words: number[]; changes: number[] } };
      return benchShown[name].find((one) => one > from);
    },
    [what, instant] as const,
  );
  return Number(await handle.jsonValue());
}
