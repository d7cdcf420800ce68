// The decisions on which it depends that nothing is lost, as pure functions that device and server are given. One value
// holds them all, so that a test can put a wrong rule in the place of a right one and see that it is noticed.
import { grantCovers } from "../domain/scope.ts";
import type { Mutation } from "./change.ts";
import { eraseFromOps } from "./erasure.ts";
import { mergeOp, overlayOp } from "./merge.ts";
import type { Cursor } from "./messages.ts";
import { planPush } from "./order.ts";

/** Where a device stands with the server. */
export interface Standing {
  readonly clientId: string;
  readonly cursor: Cursor | null;
  readonly grants: readonly string[];
  readonly filling: Readonly<Record<string, { readonly place: string }>>;
  /** How far a run of pages has come, while one is on its way. */
  readonly after: number | null;
  /** The last of its mutations that the server is known to have taken, and the number that the next one gets. */
  readonly lastN: number;
  readonly lastId: string | null;
  readonly nextN: number;
}

export interface ServerStanding {
  readonly lastN: number;
  readonly lastId: string | null;
}

/**
 * What an answer says of this device's identity. `forked`: the server has taken more under this client id than this
 * database ever made, or something else: it was rolled back or copied. `restored`: the server knows less than it did.
 * @param idAtLastN the id of this device's own mutation with the number `answer.lastN`, while it is still kept
 */
export function compareStanding(
  own: Pick<Standing, "lastN" | "lastId" | "nextN">,
  answer: ServerStanding,
  idAtLastN: string | undefined,
): "same" | "forked" | "restored" {
  if (answer.lastN >= own.nextN) return "forked";
  if (answer.lastN < own.lastN) return "restored";
  const ownId = idAtLastN ?? (answer.lastN === own.lastN ? own.lastId : null) ?? answer.lastId;
  return answer.lastN > 0 && ownId !== answer.lastId ? "forked" : "same";
}

/** Whether an answer still fits: it is applied only where it was asked, whichever window or crash came between. */
export function isSamePlace(now: Standing, asked: Standing): boolean {
  return (
    now.clientId === asked.clientId &&
    now.cursor?.seq === asked.cursor?.seq &&
    now.cursor?.tag === asked.cursor?.tag &&
    now.after === asked.after &&
    JSON.stringify([now.grants, placesOf(now)]) === JSON.stringify([asked.grants, placesOf(asked)])
  );
}

function placesOf({ filling }: Standing): [string, string][] {
  return Object.entries(filling).map(([scope, { place }]) => [scope, place]);
}

/** A restore keeps what was backed up: a place after it may mean another commit now, so it counts as not seen. */
export function cappedBases(mutation: Mutation, cap: number): Mutation {
  const ops = mutation.ops.map((op) => ("base" in op ? { ...op, base: Math.min(op.base, cap) } : op));
  return { ...mutation, ops };
}

/** An accepted mutation is kept on its device until a backup that was read back holds it, or a month has gone. */
export function isKeptAfterAck(
  entry: { readonly ackSeq: number; readonly ackAt: string },
  durableSeq: number,
  serverAt: string,
): boolean {
  const isBackedUp = entry.ackSeq <= durableSeq;
  return !isBackedUp && Date.parse(serverAt) - Date.parse(entry.ackAt) < keptMs;
}

const keptMs = 30 * 86_400_000;

/** A device that was away for longer than the server remembers what has left must get its scopes whole. */
export function isBelowFloor(cursorSeq: number, floor: number): boolean {
  return cursorSeq < floor;
}

export interface Rules {
  readonly planPush: typeof planPush;
  readonly mergeOp: typeof mergeOp;
  readonly overlayOp: typeof overlayOp;
  readonly grantCovers: typeof grantCovers;
  readonly compareStanding: typeof compareStanding;
  readonly isSamePlace: typeof isSamePlace;
  readonly cappedBases: typeof cappedBases;
  readonly isKeptAfterAck: typeof isKeptAfterAck;
  readonly isBelowFloor: typeof isBelowFloor;
  readonly eraseFromOps: typeof eraseFromOps;
}

export const rules: Rules = {
  planPush,
  mergeOp,
  overlayOp,
  grantCovers,
  compareStanding,
  isSamePlace,
  cappedBases,
  isKeptAfterAck,
  isBelowFloor,
  eraseFromOps,
};
