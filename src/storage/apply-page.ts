// Takes one page of the server's answer into this device: rows, acknowledgements, problems and cursor move in one
// transaction, so that a cut leaves a page to be sent again and never a hole.
import { grantCovers } from "../domain/scope.ts";
import type { PullPage } from "../protocol/messages.ts";
import { rowsOf, type OutboxRow, type ProblemRow, type ShadowRow, type SyncState } from "./database.ts";
import { announceCommit, syncStateOf, type Device } from "./device.ts";
import { pendingOpsOf, rebaseRows, rebaseShadows, type Rebased } from "./rebase.ts";

/**
 * @param asked the sync state that the request was made with: an answer to an older state is not applied
 * @returns "stale" when another window has pulled meanwhile
 */
export async function applyPage(
  device: Device,
  page: PullPage,
  asked: SyncState,
): Promise<"applied" | "stale"> {
  for (;;) {
    const result = await tryApply(device, page, asked);
    if (result === "stale") return result;
    if (result === "moved") continue;
    announceCommit(device, "received", result);
    return "applied";
  }
}

/** @returns the stores that were touched */
async function tryApply(
  device: Device,
  page: PullPage,
  asked: SyncState,
): Promise<readonly string[] | "stale" | "moved"> {
  const { db } = device;
  const before = await syncStateOf(db);
  const outbox = await db.outbox.orderBy("n").toArray();
  // Acknowledgements belong to the snapshot as a whole: they count once its last page is here, so nothing flickers.
  const settledN = page.more ? 0 : page.lastN;
  const settled = outbox.filter((entry) => entry.n <= settledN);
  const pending = await pendingOpsOf(
    device,
    outbox.filter((entry) => entry.n > settledN),
  );
  const fromServer = await rebaseRows(device, page.rows, pending);
  const inPage = new Set(page.rows.map(([kind, id]) => `${kind}|${id}`));
  const shadows = (await shadowsOf(device, settled)).filter((one) => !inPage.has(`${one.kind}|${one.id}`));
  const rebased = [...fromServer, ...(await rebaseShadows(device, shadows, pending))];

  const kinds = kindsTouched(device, page, rebased);
  const stores = [
    ...kinds.map((name) => rowsOf(db, name)),
    db.shadow,
    db.outbox,
    db.problems,
    db.meta,
    db.dirty,
  ];
  return await db.transaction("rw", stores, async () => {
    const state = await syncStateOf(db);
    if (!isSamePlace(state, asked)) return "stale";
    if (state.nextN !== before.nextN || (await hasMoved(device, rebased))) return "moved";
    const nextRev = await writeRebased(device, rebased, state.nextRev);
    await removeGone(device, page);
    if (page.allow) await dropScopes(device, page.allow);
    await db.problems.bulkPut(problemsOf(page, settled));
    await db.outbox.bulkDelete(settled.map((entry) => entry.n));
    await db.meta.put(nextState({ ...state, nextRev }, page));
    return [...kinds, "outbox", "problems", "meta"];
  });
}

/** A page locks no more than it touches, so that a save beside it need not wait. A change of grants may touch all. */
function kindsTouched(device: Device, page: PullPage, rebased: readonly Rebased[]): string[] {
  if (page.allow) return [...device.registry.keys()];
  const names = new Set([...rebased.map((one) => one.kind.name), ...page.gone.map(([kind]) => kind)]);
  return [...names].filter((name) => device.registry.has(name));
}

function isSamePlace(state: SyncState, asked: SyncState): boolean {
  return (
    state.clientId === asked.clientId &&
    state.cursor?.seq === asked.cursor?.seq &&
    state.cursor?.tag === asked.cursor?.tag &&
    state.paging?.after === asked.paging?.after &&
    JSON.stringify([state.grants, state.filling]) === JSON.stringify([asked.grants, asked.filling])
  );
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

async function hasMoved(device: Device, rebased: readonly Rebased[]): Promise<boolean> {
  for (const name of device.registry.keys()) {
    const ofKind = rebased.filter((one) => one.kind.name === name);
    if (ofKind.length === 0) continue;
    const rows = await rowsOf(device.db, name).bulkGet(ofKind.map((one) => one.id));
    if (ofKind.some((one, at) => rows[at]?.rev !== one.seenRev)) return true;
  }
  return false;
}

async function writeRebased(device: Device, rebased: readonly Rebased[], firstRev: number): Promise<number> {
  const { db } = device;
  let rev = firstRev;
  for (const name of device.registry.keys()) {
    const ofKind = rebased.filter((one) => one.kind.name === name);
    if (ofKind.length === 0) continue;
    const rows = ofKind.flatMap((one) => (one.row ? [{ ...one.row, rev: rev++ }] : []));
    await rowsOf(db, name).bulkPut(rows);
    await rowsOf(db, name).bulkDelete(ofKind.filter((one) => one.row === null).map((one) => one.id));
  }
  await db.shadow.bulkPut(rebased.flatMap((one) => (one.shadow ? [one.shadow] : [])));
  const settled = rebased.filter((one) => one.shadow === null && one.hadShadow);
  await db.shadow.bulkDelete(settled.map((one): [string, string] => [one.kind.name, one.id]));
  const sessionIds = new Set(rebased.flatMap((one) => one.sessionIds));
  await db.dirty.bulkPut([...sessionIds].map((sessionId) => ({ sessionId })));
  return rev;
}

/** A record that left a scope for one that this person may not read goes; one that came back by now stays. */
async function removeGone(device: Device, page: PullPage): Promise<void> {
  for (const [kind, id, scope] of page.gone) {
    if (!device.registry.has(kind)) continue;
    const row = await rowsOf(device.db, kind).get(id);
    if (row?.scope !== scope || row.pendingN !== 0) continue;
    await rowsOf(device.db, kind).delete(id);
    await markDirty(device, kind, id);
  }
}

/** Rows of scopes that are no longer granted go at once; unsent changes stay in the outbox and the server judges them. */
async function dropScopes(device: Device, grants: readonly string[]): Promise<void> {
  for (const kind of device.registry.keys()) {
    const table = rowsOf(device.db, kind);
    const held = await table.orderBy("scope").uniqueKeys();
    const lost = held.map(String).filter((scope) => !grants.some((grant) => grantCovers(grant, scope)));
    if (lost.length === 0) continue;
    const ids = await table.where("scope").anyOf(lost).primaryKeys();
    await table.bulkDelete(ids);
    await device.db.shadow.bulkDelete(ids.map((id): [string, string] => [kind, id]));
    for (const id of ids) await markDirty(device, kind, id);
  }
}

/** A vanished session is worked out again as "no longer there"; what lives within it goes with it. */
async function markDirty(device: Device, kindName: string, id: string): Promise<void> {
  const kind = device.registry.get(kindName);
  if (kind?.sessionId && kind.within === undefined) await device.db.dirty.put({ sessionId: id });
}

function problemsOf(page: PullPage, settled: readonly OutboxRow[]): ProblemRow[] {
  return page.results.flatMap((result) => {
    const entry = settled.find((one) => one.n === result.n);
    if (entry === undefined || result.status === "ok") return [];
    const { n, id: mutationId, at, payload } = entry;
    return [
      {
        mutationId,
        n,
        at,
        payload,
        status: result.status,
        why: result.why ?? "forbidden",
        about: result.about ?? [],
      },
    ];
  });
}

function nextState(state: SyncState, page: PullPage): SyncState {
  if (page.allow) {
    const { allow } = page;
    const isNew = (grant: string) => !state.grants.includes(grant) && state.cursor !== null;
    const filling = allow.filter((grant) => grant in state.filling || isNew(grant));
    const places = filling.map((grant) => [grant, state.filling[grant] ?? 0]);
    return { ...state, grants: allow, filling: Object.fromEntries(places), paging: null };
  }
  if (page.filled) {
    const { grant, seq, done } = page.filled;
    const others = Object.entries(state.filling).filter(([name]) => name !== grant);
    return { ...state, filling: Object.fromEntries(done ? others : [...others, [grant, seq]]) };
  }
  if (page.more) return { ...state, paging: { upTo: page.upTo, after: page.after } };
  return {
    ...state,
    cursor: page.upTo,
    paging: null,
    lastN: page.lastN,
    lastId: page.lastId,
    syncedAt: page.serverAt,
  };
}
