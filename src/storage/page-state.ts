// Where a device stands after a page: cursor, scopes on their way, acknowledgements. A pure step but for one count.
import type { PullPage } from "../protocol/messages.ts";
import type { Rules } from "../protocol/rules.ts";
import type { Filling, SyncState } from "./database.ts";
import type { Device } from "./device.ts";
import { erasedPupilsIn } from "./erased.ts";

/**
 * Only database calls: part of the transaction that applies the page. `nextRev` is after the page's rows.
 * @param missing scopes of which the page named a record that is not here: they are got whole
 */
export async function stateAfter(
  device: Device,
  before: SyncState,
  page: PullPage,
  missing: readonly string[],
): Promise<SyncState> {
  const erased = [...new Set([...before.erased, ...erasedPupilsIn(device.registry, page.rows)])];
  const sealTo = page.sealTo ?? before.sealTo;
  const state: SyncState = {
    ...before,
    erased,
    durable: page.durable,
    formerly: null,
    leaseUntil: page.leaseUntil,
    upgradeNeeded: false,
    sealTo,
  };
  if (page.allow) return withGrants(device.rules, state, page, page.allow);
  const asked = [...(page.full ?? []), ...missing].map((scope): [string, Filling] => [scope, fromNow(state)]);
  if (page.more) {
    const filling = { ...state.filling, ...Object.fromEntries(asked) };
    return { ...state, filling, paging: { upTo: page.upTo, after: page.after } };
  }
  const { lastN, lastId, serverAt: syncedAt } = page;
  const come = acknowledges(before, page) ? { lastN, lastId, syncedAt } : {};
  const filled = withFilled({ ...state, cursor: page.upTo, paging: null, ...come }, page);
  const next = { ...filled, filling: { ...filled.filling, ...Object.fromEntries(asked) } };
  // What has only just come whole needs no comparing.
  const isFirstTime = state.checkedAt === null && Object.keys(next.filling).length === 0;
  const checkedAt = page.checked === true || isFirstTime ? page.serverAt : state.checkedAt;
  return { ...next, checkedAt, baseCap: await capAfter(device, next) };
}

/**
 * Whether what the server has taken counts as acknowledged with this page: then its rows are here. Not on a page that is
 * followed by more of what changed, and after a restore not before everything has been got again.
 */
export function acknowledges(before: SyncState, page: PullPage): boolean {
  if (page.more) return false;
  const isAllAgain = before.baseCap !== null && before.baseCap.untilN === null;
  return !isAllAgain || Object.keys(withFilled(before, page).filling).length === 0;
}

/** New grants are got whole; on a device that has no place yet, all of them, and its place is now. */
function withGrants(rules: Rules, state: SyncState, page: PullPage, allow: readonly string[]): SyncState {
  const isNew = (grant: string) => state.cursor === null || !state.grants.includes(grant);
  const filling = allow
    .filter((grant) => grant in state.filling || isNew(grant))
    .map((grant): [string, Filling] => [grant, state.filling[grant] ?? fromNow(state)]);
  const isHeld = (scope: string) => allow.some((grant) => rules.grantCovers(grant, scope));
  const kept = (entries: Readonly<Record<string, Filling | number>>) =>
    Object.entries(entries).filter(([scope]) => isHeld(scope));
  return {
    ...state,
    cursor: state.cursor ?? page.upTo,
    grants: allow,
    filling: {
      ...(Object.fromEntries(kept(state.filling)) as Record<string, Filling>),
      ...Object.fromEntries(filling),
    },
    sweeping: Object.fromEntries(kept(state.sweeping)) as Record<string, number>,
    paging: null,
  };
}

function fromNow(state: SyncState): Filling {
  return { place: "", sinceRev: state.nextRev };
}

function withFilled(before: SyncState, page: PullPage): SyncState {
  return (page.filled ?? []).reduce((state, { scope, place }) => {
    const filling = state.filling[scope];
    if (filling === undefined) return state;
    if (place !== null) return { ...state, filling: { ...state.filling, [scope]: { ...filling, place } } };
    const others = Object.entries(state.filling).filter(([name]) => name !== scope);
    const sweeping = { ...state.sweeping, [scope]: filling.sinceRev };
    return { ...state, filling: Object.fromEntries(others), sweeping };
  }, before);
}

/** Once everything has been sent again, what is made from now on was seen in the server's present history. */
async function capAfter(device: Device, state: SyncState): Promise<SyncState["baseCap"]> {
  const cap = state.baseCap;
  if (cap === null || Object.keys(state.filling).length > 0) return cap;
  const untilN = cap.untilN ?? state.nextN;
  const left = await device.db.outbox.where("n").below(untilN).count();
  return left === 0 ? null : { ...cap, untilN };
}
