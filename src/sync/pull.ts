// Brings this device up to the server, page by page: what changed, then scopes that it is getting whole. Each page is
// applied whole; an answer to an older state of the device is thrown away.
import { recordVersion } from "../protocol/change.ts";
import {
  hashGrants,
  protocolVersion,
  type PullPage,
  type PullRequest,
  type PullResponse,
} from "../protocol/messages.ts";
import { applyPage } from "../storage/apply-page.ts";
import type { SyncState } from "../storage/database.ts";
import { syncStateOf, type Device } from "../storage/device.ts";
import { becomeNewClient, startAgain } from "../storage/identity.ts";
import { acknowledges } from "../storage/page-state.ts";
import { noteServerClock, noteUpgradeNeeded, unsentOf } from "../storage/outbox.ts";
import { sweepScopes } from "../storage/scopes.ts";
import { sumScopes, type CheckedAt } from "../storage/self-check.ts";
import { dropOldAcknowledged } from "../storage/settle.ts";
import type { Fault } from "./fault.ts";
import type { Answer, Messenger } from "./messenger.ts";
import { pushAll } from "./push.ts";

/** A clock that is further off than this is written down; smaller differences are the network's. */
const clockStepMs = 5_000;
const checkEveryMs = 86_400_000;

interface Asked {
  readonly state: SyncState;
  readonly sentAtMs: number;
  readonly answer: Promise<Answer<PullResponse>>;
}

/** What ends a pull before the device is up to date; "push-again": it has more to send than it knew. */
type Ended = Fault | "push-again";

/**
 * @param onProgress while scopes are being got whole: how much of them is here, 0 to 1
 * @returns undefined when the device is up to date; "push-again" when it has more to send than it knew
 */
export async function pullAll(
  device: Device,
  messenger: Messenger,
  onProgress: (part: number) => void,
): Promise<Ended | undefined> {
  let { nextN } = await syncStateOf(device.db);
  const afterPage = async (page: PullPage): Promise<"more" | "last" | Fault> => {
    const state = await syncStateOf(device.db);
    if (page.filled) onProgress(progressOf(state, page));
    if (!page.more && Object.keys(state.filling).length === 0) return "last";
    const hasNew = state.nextN > nextN;
    ({ nextN } = state);
    // A school's data may take a minute to come: what is saved meanwhile does not wait for it.
    return (hasNew ? await pushAll(device, messenger) : undefined) ?? "more";
  };
  const first = await pullToLast(device, messenger, afterPage);
  if (isEnded(first)) return first;
  const check = await checkIfDue(device, first.serverAt);
  if (check === undefined) return undefined;
  const second = await pullToLast(device, messenger, afterPage, check);
  return isEnded(second) ? second : undefined;
}

/**
 * Takes in page after page, and finishes what they sent whole.
 * @param check the sums to ask with first
 * @returns the last page
 */
async function pullToLast(
  device: Device,
  messenger: Messenger,
  afterPage: (page: PullPage) => Promise<"more" | "last" | Fault>,
  check?: CheckedAt,
): Promise<PullPage | Ended> {
  let asked = await ask(device, messenger, check?.state ?? (await swept(device)), check?.sums);
  for (;;) {
    const answer = await asked.answer;
    if (!answer.ok) return answer;
    // While one page of a scope is taken in, the next is on its way.
    const next = placeAfter(asked.state, answer.value);
    const ahead = next && (await ask(device, messenger, next, undefined));
    const page = await takeIn(device, asked, answer.value);
    if (page !== undefined && isEnded(page)) return page;
    const after = page ? await afterPage(page) : "more";
    if (typeof after === "object") return after;
    const state = await swept(device);
    if (page && after === "last") return page;
    asked = (page && ahead) ?? (await ask(device, messenger, state, undefined));
  }
}

function isEnded(page: PullPage | Ended): page is Ended {
  return page === "push-again" || "fault" in page;
}

/** What this device holds of each scope, once a day; undefined when it is not to be compared now. */
async function checkIfDue(device: Device, serverAt: string): Promise<CheckedAt | undefined> {
  if (!isCheckDue(await syncStateOf(device.db), serverAt)) return undefined;
  await dropOldAcknowledged(device, serverAt);
  return await sumScopes(device);
}

/** The state to ask with: a scope that was sent whole is finished before this device says again where it stands. */
async function swept(device: Device): Promise<SyncState> {
  const state = await syncStateOf(device.db);
  if (Object.keys(state.sweeping).length === 0) return state;
  await sweepScopes(device);
  return await syncStateOf(device.db);
}

async function ask(
  device: Device,
  messenger: Messenger,
  state: SyncState,
  check: PullRequest["check"],
): Promise<Asked> {
  const request = await requestOf(device, state, check);
  const answer = messenger.pull(request);
  // An answer that nobody waits for any more is nobody's fault; whoever waits still gets it.
  answer.catch(() => undefined);
  return { state, sentAtMs: device.clock.nowMs(), answer };
}

/**
 * Where the device will stand once it has taken in a page of scopes that go on after it; undefined when that is not worth
 * asking ahead. If it comes to stand elsewhere, the answer is thrown away like any old one.
 */
function placeAfter(state: SyncState, page: PullResponse): SyncState | undefined {
  if (!("filled" in page) || page.more || page.full !== undefined) return undefined;
  const whole = new Set((page.filled ?? []).filter((one) => one.place === null).map((one) => one.scope));
  const places = new Map((page.filled ?? []).map((one) => [one.scope, one.place ?? ""]));
  const left = Object.entries(state.filling).filter(([scope]) => !whole.has(scope));
  if (left.length === 0) return undefined;
  const filling = left.map(([scope, one]): [string, typeof one] => [
    scope,
    { ...one, place: places.get(scope) ?? one.place },
  ]);
  const come = acknowledges(state, page) ? { lastN: page.lastN, lastId: page.lastId } : {};
  const after = { formerly: null, cursor: page.upTo, paging: null, filling: Object.fromEntries(filling) };
  return { ...state, ...after, ...come };
}

async function requestOf(
  device: Device,
  asked: SyncState,
  check: PullRequest["check"],
): Promise<PullRequest> {
  const unsent = await unsentOf(device);
  const filling = Object.entries(asked.filling).map(([scope, { place }]) => [scope, place]);
  return {
    proto: protocolVersion,
    schema: recordVersion,
    client: asked.clientId,
    ...(asked.formerly !== null && { formerly: asked.formerly }),
    cursor: asked.cursor,
    scopesHash: hashGrants(asked.grants),
    ...(filling.length > 0 && { filling: Object.fromEntries(filling) }),
    ...(asked.paging && { after: asked.paging.after }),
    ...(check && { check }),
    proof: device.proof.hash,
    sealTo: asked.sealTo?.id ?? null,
    ackN: asked.lastN,
    pending: unsent.count,
    oldest: unsent.oldest,
  };
}

/** Applies an answer and keeps the clock's difference. @returns the page, or undefined when it is to be asked again */
async function takeIn(
  device: Device,
  asked: Asked,
  answer: PullResponse,
): Promise<PullPage | Ended | undefined> {
  const page = await pageOf(device, asked.state, answer);
  if (page === undefined || isEnded(page)) return page;
  const offsetMs = Date.parse(page.serverAt) - (asked.sentAtMs + device.clock.nowMs()) / 2;
  if (Math.abs(offsetMs - asked.state.clockOffsetMs) > clockStepMs)
    await noteServerClock(device, Math.round(offsetMs));
  return page;
}

async function pageOf(
  device: Device,
  asked: SyncState,
  answer: PullResponse,
): Promise<PullPage | Ended | undefined> {
  if ("upgrade" in answer) {
    await noteUpgradeNeeded(device);
    return { ok: false, fault: "upgrade-needed" };
  }
  if ("reset" in answer) {
    await startAgain(device, asked, answer);
    return "push-again";
  }
  const result = await applyPage(device, answer, asked);
  if (result === "forked") await becomeNewClient(device, asked);
  if (result === "restored") await startAgain(device, asked, answer);
  if (result === "forked" || result === "restored") return "push-again";
  return result === "applied" ? answer : undefined;
}

/** Scopes that are whole count one each, the one that is on its way by its part. */
function progressOf(state: SyncState, page: PullPage): number {
  const left = Object.keys(state.filling).length;
  if (left === 0) return 1;
  const all = Math.max(state.grants.length, left);
  const begun = (page.filled ?? []).filter((one) => one.place !== null);
  return (all - left + begun.reduce((sum, one) => sum + one.part, 0)) / all;
}

function isCheckDue(state: SyncState, serverAt: string): boolean {
  return state.checkedAt === null || Date.parse(serverAt) - Date.parse(state.checkedAt) >= checkEveryMs;
}
