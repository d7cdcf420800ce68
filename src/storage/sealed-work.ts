// What lies in a person's database, or in second copies, for the server, read while that person is locked out: ids, numbers
// and bytes that nobody here can open. Nothing is changed; an acknowledgement counts when its author's own pull brings it.
import Dexie from "dexie";
import type { Registry } from "../domain/record-kind.ts";
import type { SealedItem } from "../protocol/sealed-messages.ts";
import type { Cursor } from "../protocol/messages.ts";
import { createDatabase, type DatabaseEngine } from "./database.ts";
import { syncStateOf } from "./device.ts";
import type { SpareCopy } from "./spare-copies.ts";
import { spareFormOf } from "./spare-form.ts";

/** Sealed work of one client, and where that stands with the server. */
export interface SealedWork {
  readonly client: string;
  /** The id that it went by before, until the server has been told. */
  readonly formerly: string | null;
  /** The newest place of the server's history that it has seen, and up to where a backup held that. */
  readonly seen: Cursor | null;
  readonly durable: number;
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
  const { clientId, formerly, cursor, paging, durable } = state;
  const close = () => db.close();
  return {
    client: clientId,
    formerly,
    seen: paging?.upTo ?? cursor,
    durable,
    unsent: numbers.length === 0 ? undefined : { first, last, count: numbers.length },
    idAt: async (n) => (await db.outbox.get(n))?.id ?? (n === state.lastN ? state.lastId : null),
    after: async (n) => {
      const rows = await db.outbox.where("n").above(n).limit(mostItems).toArray();
      return itemsOf(
        n,
        rows.map((row) => ({ n: row.n, id: row.id, form: spareFormOf(state, row) })),
      );
    },
    close,
  };
}

/** Sealed work as second copies hold it, when no database speaks for it any more. */
export function sealedWorkOf(
  client: string,
  copies: readonly Pick<SpareCopy, "n" | "id" | "form">[],
): SealedWork {
  const sorted = copies.toSorted((a, b) => a.n - b.n);
  const [first, last, form] = [sorted[0], sorted.at(-1), sorted.find((one) => one.form)?.form];
  const idAt = (n: number) => Promise.resolve(sorted.find((one) => one.n === n)?.id ?? null);
  return {
    client,
    formerly: form?.formerly ?? null,
    seen: null,
    durable: 0,
    unsent: first && last && { first: first.n, last: last.n, count: sorted.length },
    idAt,
    after: (n) => Promise.resolve(itemsOf(n, sorted.filter((one) => one.n > n).slice(0, mostItems), true)),
    close: () => {},
  };
}

/** The ids by which the server knows a database of this device; none when it is not here. */
export async function clientsHere(
  databaseName: string,
  registry: Registry,
  engine?: DatabaseEngine,
): Promise<string[]> {
  if (!(await isDatabaseHere(databaseName, engine))) return [];
  const db = createDatabase(databaseName, registry, engine);
  await db.open();
  const state = await db.meta.get("sync");
  db.close();
  return state === undefined ? [] : [state.clientId, ...(state.formerly === null ? [] : [state.formerly])];
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

/** @param isOfTheirOwn each was made at another time, and says itself what its author had seen */
function itemsOf(
  afterN: number,
  rows: readonly Pick<SpareCopy, "n" | "id" | "form">[],
  isOfTheirOwn = false,
): SealedItem[] {
  const items: SealedItem[] = [];
  let bytes = 0;
  for (const [at, { n, id, form }] of rows.entries()) {
    if (form === null || n !== afterN + 1 + at) break;
    const { keyId, sealed, cap, seen, durable } = form;
    bytes += sealed.length;
    if (at > 0 && bytes > mostBytes) break;
    const own = isOfTheirOwn ? { seen, durable } : {};
    items.push({ n, id, keyId, sealed: base64Of(sealed), ...(cap !== null && { cap }), ...own });
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
