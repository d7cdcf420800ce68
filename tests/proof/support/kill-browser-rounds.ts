// Kills the whole browser while a person logs sessions on Today, opens it again on the same profile, and holds the app to
// its word: what was shown as saved is there, once, and in the end on the server, once.
import { rmSync } from "node:fs";
import type { BrowserContext } from "playwright";
import * as z from "zod/mini";
import { chanceOf, type Chance } from "../../../src/demo/chance.ts";
import { plannedSessionId, slotIdSchema } from "../../../src/domain/ids.ts";
import { startServerProcess } from "../../support/tablet.ts";
import { choosePin, unlock } from "../../support/unlocking.ts";
import { startBrowser, type BrowserProcess } from "./browser-process.ts";
import { instant, makeAfternoon, slotsPerAssistant, today, type Assistant } from "./busy-afternoon.ts";
import { askSqliteFile, type Ask } from "./server-account.ts";
import { newFolder, password, setUpSchool } from "./server-process.ts";
import { readDevice, tapCards, toldSchema, watchScreen, type Told } from "./taps.ts";

export interface KillBrowserResult {
  readonly violations: string[];
  readonly figures: {
    readonly tapped: number;
    /** Sessions that the screen had called saved or done before the browser died. */
    readonly promised: number;
    /** Rounds that were cut between a tap and its word. */
    readonly cutBeforeTheWord: number;
    /** Sessions that were kept although the word never came: a tap more than was promised. */
    readonly keptUnpromised: number;
    readonly onServer: number;
  };
}

const tapsARound = 5;
const pin = "271828";
const patienceMs = 30_000;
const roundsATablet = slotsPerAssistant / tapsARound;

/** One tablet's account over its rounds: what was tapped, and what the screen gave its word for. */
interface Account {
  readonly tapped: Set<string>;
  readonly promised: Set<string>;
  /** Of the last round: its taps, and how many words "Saved" came up, whichever saves they were for. */
  last: { readonly tapped: ReadonlySet<string>; readonly words: number };
  cutBeforeTheWord: number;
}

type Device = Awaited<ReturnType<typeof readDevice>>;

/** @param lanes tablets at work beside each other, each on a profile of its own */
export async function killBrowserRounds(
  rounds: number,
  seed: number,
  lanes: number,
): Promise<KillBrowserResult> {
  const folder = newFolder("kill-browser");
  const server = await startServerProcess(folder, instant);
  const afternoon = await makeAfternoon(server.address, await setUpSchool(server, server.nowMs()));
  const violations: string[] = [];
  const figures = { tapped: 0, promised: 0, cutBeforeTheWord: 0, keptUnpromised: 0, onServer: 0 };
  const firsts = Array.from({ length: Math.ceil(rounds / roundsATablet) }, (_, at) => at * roundsATablet + 1);
  const oneTablet = async (first: number) => {
    const person = await afternoon.addAssistant(`Ana ${first}`);
    const tablet = { profile: newFolder("profile"), address: server.address, person, cookies: [] };
    const account = newAccount();
    const last = Math.min(rounds, first + roundsATablet - 1);
    for (let round = first; round <= last && violations.length === 0; round += 1) {
      const found = await killOnce(tablet, account, chanceOf("kill-browser", seed, round));
      violations.push(...found.map((one) => `before round ${round} of seed ${seed}: ${one}`));
    }
    const end = await endOfTablet(tablet, account, askSqliteFile(folder));
    violations.push(...end.violations.map((one) => `after round ${last} of seed ${seed}: ${one}`));
    rmSync(tablet.profile, { recursive: true, force: true });
    figures.tapped += account.tapped.size;
    figures.promised += account.promised.size;
    figures.cutBeforeTheWord += account.cutBeforeTheWord;
    figures.keptUnpromised += end.held - account.promised.size;
    figures.onServer += end.held;
  };
  const lane = async () => {
    for (let first = firsts.shift(); first !== undefined && violations.length === 0; first = firsts.shift())
      await oneTablet(first);
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return { violations, figures };
}

function newAccount(): Account {
  return {
    tapped: new Set(),
    promised: new Set(),
    last: { tapped: new Set(), words: 0 },
    cutBeforeTheWord: 0,
  };
}

export interface TabletOf {
  readonly profile: string;
  readonly address: string;
  readonly person: Assistant;
  /** As the browser had them when it was last open. */
  readonly cookies: Parameters<BrowserContext["addCookies"]>[0][number][];
}

/** Opens the tablet, looks whether all that was promised is there, taps, and kills. */
async function killOnce(tablet: TabletOf, account: Account, chance: Chance): Promise<string[]> {
  const round = { tapped: new Set<string>(), words: 0 };
  // The moment is counted in what the screen has said, so that it means the same on a slow machine.
  const wordsAwaited = chance.int(0, tapsARound - 1);
  const isTime = Promise.withResolvers<void>();
  const browser = await openToday(tablet, (told) => {
    if (told.what === "bar") round.words += 1;
    else if (told.what === "settled") account.promised.add(told.sessionId);
    else if (told.what === "saved") account.promised.add(sessionOf(told.slotId));
    else round.tapped.add(sessionOf(told.slotId));
    if (round.tapped.size > 0 && round.words >= wordsAwaited) isTime.resolve();
  });
  const { page } = browser;
  const found = brokenPromises(await page.evaluate(readDevice), account);
  if (chance.chance(0.4)) await page.context().setOffline(true);
  const together = chance.chance(0.5);
  const tapping = page.evaluate(tapCards, { count: tapsARound, together }).catch(ignoreCut);
  const isLost = await Promise.race([isTime.promise.then(() => false), passing(patienceMs).then(() => true)]);
  if (isLost) found.push(`${round.tapped.size} taps, and only ${round.words} of ${wordsAwaited} words came`);
  await passing(chance.next() ** 2 * 60);
  await browser.kill();
  await tapping;
  for (const id of round.tapped) account.tapped.add(id);
  if (round.words < round.tapped.size) account.cutBeforeTheWord += 1;
  account.last = round;
  return found;
}

/** Opens it once more, lets it send everything, and compares it with the server. */
async function endOfTablet(
  tablet: TabletOf,
  account: Account,
  ask: Ask,
): Promise<{ violations: string[]; held: number }> {
  const browser = await openToday(tablet, () => {});
  const violations = brokenPromises(await browser.page.evaluate(readDevice), account);
  await browser.page
    .getByText(/^All sent/)
    .first()
    .waitFor();
  const device = await browser.page.evaluate(readDevice);
  await browser.kill();
  const rows = z
    .array(z.object({ id: z.string() }))
    .parse(await ask("select id from record where kind = 'session'"));
  const onServer = new Set(rows.map((one) => one.id));
  const puts = await putsOnServer(ask);
  for (const id of device.sessions) {
    if (!onServer.has(id)) violations.push(`${id} is on the tablet and never came to the server`);
    if (puts.get(id) !== 1) violations.push(`${id} was taken by the server ${puts.get(id) ?? 0} times`);
  }
  return { violations, held: device.sessions.length };
}

const bodySchema = z.object({ ops: z.array(z.object({ op: z.string(), kind: z.string(), id: z.string() })) });

/** How many mutations made each session, by the server's own list of what it took. */
async function putsOnServer(ask: Ask): Promise<Map<string, number>> {
  const rows = z
    .array(z.object({ body: z.nullable(z.string()), status: z.string() }))
    .parse(await ask("select body, status from mutation"));
  const puts = new Map<string, number>();
  for (const { body, status } of rows) {
    const ops = body === null || status !== "ok" ? [] : bodySchema.parse(JSON.parse(body)).ops;
    for (const { op, kind, id } of ops)
      if (op === "put" && kind === "session") puts.set(id, (puts.get(id) ?? 0) + 1);
  }
  return puts;
}

/** What the tablet said and does not hold, and what it holds in part or twice. */
export function brokenPromises(device: Device, account: Pick<Account, "promised" | "last">): string[] {
  const held = new Set(device.sessions);
  const gone = [...account.promised].filter((id) => !held.has(id));
  const kept = [...account.last.tapped].filter((id) => held.has(id)).length;
  const sent = device.outbox.flatMap((entry) => entry.sessions);
  const doubled = new Set(sent.filter((id, at) => sent.indexOf(id) !== at));
  return [
    ...gone.map((id) => `${id} was shown as saved and is gone`),
    ...(kept < account.last.words ? [`${account.last.words} words "Saved", and ${kept} are kept`] : []),
    ...[...doubled].map((id) => `${id} stands in the outbox twice`),
    ...device.outbox
      .filter((entry) => entry.missing.length > 0)
      .map((entry) => `${entry.id} is kept in part`),
  ];
}

/** Opens the profile at Today, gets in as its person does, and waits until the screen shows what the database holds. */
export async function openToday(tablet: TabletOf, onTold: (told: Told) => void): Promise<BrowserProcess> {
  const { profile, address, person, cookies } = tablet;
  const browser = await startBrowser(profile);
  const { page } = browser;
  // The browser writes cookies to disk now and then only; what the tablet is known by is not what is tested here.
  await page.context().addCookies(cookies);
  await page.exposeFunction("tellTest", (text: string) => onTold(toldSchema.parse(JSON.parse(text))));
  await page.addInitScript(watchScreen, instant);
  await page.goto(`${address}/today`, { waitUntil: "commit" });
  const signInName = page.getByLabel("Sign-in name");
  await signInName.or(page.getByRole("heading", { name: "Who is using this?" })).waitFor();
  if (await signInName.isVisible()) {
    await signInName.fill(person.signInName);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    const known = page.getByLabel("PIN, 6 digits", { exact: true });
    await known.or(page.getByRole("heading", { name: "Choose your PIN" })).waitFor();
    if (await known.isVisible()) await known.fill(pin);
    else await choosePin(page, pin);
  } else await unlock(page, person.name, pin);
  const card = page.getByRole("button", { name: "Done as planned" });
  await card
    .or(page.getByText(/^All of today is logged/))
    .first()
    .waitFor();
  cookies.splice(0, cookies.length, ...(await page.context().cookies()));
  return browser;
}

function sessionOf(slotId: string): string {
  return plannedSessionId(slotIdSchema.parse(slotId), today);
}

/** The call into the page ends with the page, which is what was wanted. */
function ignoreCut(fault: unknown): void {
  if (!(fault instanceof Error)) throw fault;
}

/** The random moment of the fault: time is what is being varied here. */
function passing(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
