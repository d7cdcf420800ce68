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
import { noteServerClock, noteUpgradeNeeded, unsentOf } from "../storage/outbox.ts";
import { sweepScopes } from "../storage/scopes.ts";
import { sumScopes } from "../storage/self-check.ts";
import { dropOldAcknowledged } from "../storage/settle.ts";
import type { Fault } from "./fault.ts";
import type { Messenger } from "./messenger.ts";

/** A clock that is further off than this is written down; smaller differences are the network's. */
const clockStepMs = 5_000;
const checkEveryMs = 86_400_000;

/**
 * @param onProgress while scopes are being got whole: how much of them is here, 0 to 1
 * @returns undefined when the device is up to date; "push-again" when it has more to send than it knew
 */
export async function pullAll(
  device: Device,
  messenger: Messenger,
  onProgress: (part: number) => void,
): Promise<Fault | "push-again" | undefined> {
  let check: PullRequest["check"];
  for (;;) {
    const asked = await syncStateOf(device.db);
    const sentAtMs = device.clock.nowMs();
    const answer = await messenger.pull(await requestOf(device, asked, check));
    if (!answer.ok) return answer;
    const page = await pageOf(device, asked, answer.value);
    if (page === "upgrade-needed") return { ok: false, fault: "upgrade-needed" };
    if (page === "push-again") return page;
    if (page === undefined) continue;
    const offsetMs = Date.parse(page.serverAt) - (sentAtMs + device.clock.nowMs()) / 2;
    if (Math.abs(offsetMs - asked.clockOffsetMs) > clockStepMs)
      await noteServerClock(device, Math.round(offsetMs));
    const state = await syncStateOf(device.db);
    if (Object.keys(state.sweeping).length > 0) await sweepScopes(device);
    if (page.filled) onProgress(progressOf(state, page));
    if (page.more || Object.keys(state.filling).length > 0) continue;
    if (check !== undefined || !isCheckDue(state, page.serverAt)) return undefined;
    await dropOldAcknowledged(device, page.serverAt);
    check = await sumScopes(device);
    if (check === undefined) return undefined;
  }
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
    ackN: asked.lastN,
    pending: unsent.count,
    oldest: unsent.oldest,
  };
}

/** Applies an answer. @returns the page, or undefined when it is to be asked again */
async function pageOf(
  device: Device,
  asked: SyncState,
  answer: PullResponse,
): Promise<PullPage | "upgrade-needed" | "push-again" | undefined> {
  if ("upgrade" in answer) {
    await noteUpgradeNeeded(device);
    return "upgrade-needed";
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
