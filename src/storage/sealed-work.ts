// What lies in a person's database for the server, read while that person is locked out: ids, numbers and bytes that
// nobody here can open. Nothing is changed; an acknowledgement counts when its author's own pull brings it.
import Dexie from "dexie";
import type { Registry } from "../domain/record-kind.ts";
import type { SealedItem } from "../protocol/sealed-messages.ts";
import { createDatabase, type DatabaseEngine, type OutboxRow, type SyncState } from "./database.ts";
import { syncStateOf } from "./device.ts";

export interface SealedWork {
  /** Where its author's database stands with the server. */
  readonly state: SyncState;
  /** Numbers of the first and the last unsent mutation; undefined = all is sent. */
  readonly unsent: { readonly first: number; readonly last: number; readonly count: number } | undefined;
  /** The id of the mutation with this number, as far as it is still known. */
  readonly idAt: (n: number) => Promise<string | null>;
  /** Those that follow this number, as many as fit; none when the next one has no form that the server could open. */
  readonly after: (n: number) => Promise<SealedItem[]>;
  readonly close: () => void;
}

const mostItems = 100;
const mostBytes = 384 * 1024;

/** @returns undefined when there is no such database on this device any more */
export async function openSealedWork(
  databaseName: string,
  registry: Registry,
  engine?: DatabaseEngine,
): Promise<SealedWork | undefined> {
  if (!(await isDatabaseHere(databaseName, engine))) return undefined;
  const db = createDatabase(databaseName, registry, engine);
  await db.open();
  const numbers = await db.outbox.where("ackSeq").equals(0).primaryKeys();
  const state = await syncStateOf(db);
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  return {
    state,
    unsent: numbers.length === 0 ? undefined : { first, last, count: numbers.length },
    idAt: async (n) => (await db.outbox.get(n))?.id ?? (n === state.lastN ? state.lastId : null),
    after: async (n) => itemsOf(state, n, await db.outbox.where("n").above(n).limit(mostItems).toArray()),
    close: () => db.close(),
  };
}

export async function isDatabaseHere(databaseName: string, engine?: DatabaseEngine): Promise<boolean> {
  const here = await (engine?.indexedDB ?? indexedDB).databases();
  return here.some((one) => one.name === databaseName);
}

/** Deletes a database of which nothing is unsent any more. */
export async function deleteDatabase(databaseName: string, engine?: DatabaseEngine): Promise<void> {
  const db = new Dexie(databaseName, engine);
  await db.delete();
}

function itemsOf({ clientId, baseCap }: SyncState, afterN: number, rows: readonly OutboxRow[]): SealedItem[] {
  const items: SealedItem[] = [];
  let bytes = 0;
  for (const [at, { n, id, forServer }] of rows.entries()) {
    const isForThis = forServer?.client === clientId && forServer.n === n && n === afterN + 1 + at;
    if (!isForThis) break;
    bytes += forServer.sealed.length;
    if (at > 0 && bytes > mostBytes) break;
    const isCapped = baseCap !== null && (baseCap.untilN === null || n < baseCap.untilN);
    const { keyId } = forServer;
    items.push({ n, id, keyId, sealed: base64Of(forServer.sealed), ...(isCapped && { cap: baseCap.seq }) });
  }
  return items;
}

/** In parts: a call takes only so many arguments. */
function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
