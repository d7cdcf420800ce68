// Takes one page of the server's answer into this device: rows, acknowledgements, problems and cursor move in one
// transaction, so that a cut leaves a page to be sent again and never a hole.
import type { PullPage } from "../protocol/messages.ts";
import { rowsOf, type OutboxRow, type ShadowRow, type SyncState } from "./database.ts";
import { announceCommit, standingOf, syncStateOf, type Device } from "./device.ts";
import { emptyErased, writeEmptied } from "./erased.ts";
import { keptOf } from "./kept.ts";
import { removeOthers, sealOthers, writeOthers } from "./others.ts";
import { acknowledges, stateAfter } from "./page-state.ts";
import { pendingOps, unacknowledged } from "./pending.ts";
import {
  hasMoved,
  rebase,
  serverSidesOf,
  serverSidesOfShadows,
  writeRebased,
  type Rebased,
} from "./rebase.ts";
import { dropScopes, markDirty } from "./scopes.ts";
import { acknowledge, problemsOf } from "./settle.ts";
import { mirrorOutbox } from "./spare-outbox.ts";

/**
 * `stale`: another window has pulled meanwhile. `forked`, `restored`: nothing was applied, because the server's history
 * of this device is not the one that this database knows.
 */
export type Applied = "applied" | "stale" | "forked" | "restored";

/** @param asked the sync state that the request was made with: an answer to an older state is not applied */
export async function applyPage(device: Device, page: PullPage, asked: SyncState): Promise<Applied> {
  for (;;) {
    const result = await tryApply(device, page, asked);
    if (typeof result === "string" && result !== "moved") return result;
    if (result === "moved") continue;
    announceCommit(device, "received", result);
    // What the outbox lets go of, or holds in another form now, its second copy does too.
    if (result.includes("outbox")) await mirrorOutbox(device);
    return "applied";
  }
}

/** @returns the stores that were touched */
async function tryApply(
  device: Device,
  page: PullPage,
  asked: SyncState,
): Promise<readonly string[] | Exclude<Applied, "applied"> | "moved"> {
  const { db } = device;
  const before = await syncStateOf(db);
  const settledN = acknowledges(before, page) ? page.lastN : 0;
  const unsent = await unacknowledged(device);
  const settled = unsent.filter((entry) => entry.n <= settledN);
  const open = unsent.filter((entry) => entry.n > settledN);
  // What the server has of a kept record holds all that it has taken, also what this page does not acknowledge yet.
  const taken = unsent.filter((entry) => entry.n <= page.lastN);
  const kept = await keptOf(device, page, taken, open);
  const sides = [...serverSidesOf(device.registry, page.rows), ...kept.sides];
  const inPage = new Set(sides.map(({ kind, id }) => `${kind.name}|${id}`));
  const known = await shadowsOf(device, settled);
  const isKept = new Set(kept.settled.map(({ kind, id }) => `${kind.name}|${id}`));
  const shadows = known.filter(
    ({ kind, id }) => !inPage.has(`${kind}|${id}`) && !isKept.has(`${kind}|${id}`),
  );
  const addresses = new Set([...inPage, ...shadows.map((one) => `${one.kind}|${one.id}`)]);
  const pending = await pendingOps(device, open, addresses);
  const worked = await rebase(device, [...sides, ...(await serverSidesOfShadows(device, shadows))], pending);
  const rebased = [...worked, ...kept.settled];
  // A shadow ends with the last unsent change over it, also where no row is left to say so.
  const over = known.filter((one) => !pending.has(`${one.kind}|${one.id}`));
  const problems = await problemsOf(device, page, settled);
  const others = await sealOthers(device, page.rows);
  const emptied = await emptyErased(device, page, before.erased, settled, problems);

  const kinds = kindsTouched(device, page, rebased);
  const stores = [
    ...kinds.map((name) => rowsOf(db, name)),
    db.shadow,
    db.outbox,
    db.problems,
    db.others,
    db.meta,
    db.dirty,
  ];
  return await db.transaction("rw", stores, async () => {
    const state = await syncStateOf(db);
    if (!device.rules.isSamePlace(standingOf(state), standingOf(asked))) return "stale";
    const idAtLastN = (await db.outbox.get(page.lastN))?.id;
    const standing = device.rules.compareStanding(state, page, idAtLastN);
    if (standing !== "same") return standing;
    // A save since the outbox was read is in no list above, though the row that was read may hold it already.
    if (state.nextN !== before.nextN) return "moved";
    if (state.nextRev !== before.nextRev && (await hasMoved(device, rebased))) return "moved";
    const afterRows = await writeRebased(device, rebased, state.nextRev);
    await db.shadow.bulkDelete(over.map((one): [string, string] => [one.kind, one.id]));
    const nextRev = await writeOthers(device, others, afterRows);
    await removeGone(device, page);
    if (page.allow) await dropScopes(device, page.allow);
    await db.problems.bulkPut(problems);
    const isSettled = await acknowledge(device, page, settled);
    await writeEmptied(device, emptied);
    await db.meta.put(await stateAfter(device, { ...state, nextRev }, page, kept.missing));
    const outbox = isSettled || emptied.entries.length > 0 ? ["outbox"] : [];
    return [...kinds, ...outbox, "problems", "meta"];
  });
}

/** A page locks no more than it touches, so that a save beside it need not wait. A change of grants may touch all. */
function kindsTouched(device: Device, page: PullPage, rebased: readonly Rebased[]): string[] {
  if (page.allow) return [...device.registry.keys()];
  const names = new Set([...rebased.map((one) => one.kind.name), ...page.gone.map(([kind]) => kind)]);
  return [...names].filter((name) => device.registry.has(name));
}

async function shadowsOf(device: Device, settled: readonly OutboxRow[]): Promise<ShadowRow[]> {
  const addresses = [...new Set(settled.flatMap((entry) => entry.touches))];
  const keys = addresses.map((address): [string, string] => {
    const [kind = "", id = ""] = address.split("|");
    return [kind, id];
  });
  const shadows = await device.db.shadow.bulkGet(keys);
  return shadows.filter((one) => one !== undefined);
}

/** A record that left a scope for one that this person may not read goes; one that came back by now stays. */
async function removeGone(device: Device, page: PullPage): Promise<void> {
  for (const [kind, id, scope, seq] of page.gone) {
    if (!device.registry.has(kind)) {
      await removeOthers(device, [[kind, id]], scope, seq);
      continue;
    }
    const row = await rowsOf(device.db, kind).get(id);
    if (row !== undefined && row.pendingN !== 0) await forgetBelow(device, kind, id, scope, seq);
    if (row?.scope !== scope || row.pendingN !== 0 || row.seq >= seq) continue;
    await rowsOf(device.db, kind).delete(id);
    await markDirty(device, kind, id);
  }
}

/** Unsent changes stay visible; once they are settled, nothing of the server's row is left below them. */
async function forgetBelow(
  device: Device,
  kind: string,
  id: string,
  scope: string,
  seq: number,
): Promise<void> {
  const shadow = await device.db.shadow.get([kind, id]);
  if (shadow === undefined || shadow.scope !== scope || shadow.seq >= seq) return;
  await device.db.shadow.put({ ...shadow, seq: 0, heard: 0, payload: null });
}
