// A second copy of what is in the outbox, outside the database. A browser killed in the middle of a write can leave a torn
// record at the end of Chromium's log; what is saved after it is called committed, and at the start after the next kill the
// browser finds the log broken and throws every database of this site away (google/leveldb issue 1287; seen in
// tests/e2e/torn-log.spec.ts), the keys of this device among them. Files of the browser's cache storage are not touched by
// that. So a copy holds the form for the server too, which leaves without its author's key.
import type { Cursor } from "../protocol/messages.ts";
import type { OutboxRow } from "./database.ts";
import type { SealedBytes } from "../vault/vault.ts";

/** Which mutation it is, how it was numbered and sealed; the bytes of its payload tell whether it is the same still. */
export interface SpareKey {
  readonly client: string;
  readonly n: number;
  readonly id: string;
  readonly bytes: number;
  /** The key of the school that its form for the server is sealed to; "" = it has none. */
  readonly keyId: string;
}

/** The form for the server, with all that its sending needs to say when nothing else of the database is left. */
export interface SpareForm {
  readonly keyId: string;
  readonly sealed: SealedBytes;
  /** The id by which the server knew this database before, while it has not been told the new one. */
  readonly formerly: string | null;
  /** The newest place of the server's history that its author can have seen. */
  readonly seen: Cursor | null;
  /** Up to here a backup held that history. */
  readonly durable: number;
  /** What was seen after this place counts as not seen; null = all counts. */
  readonly cap: number | null;
}

export type SpareCopy = Pick<OutboxRow, "n" | "id" | "v" | "at" | "touches" | "subjects" | "payload"> & {
  readonly client: string;
  /** null = no key of the school was known yet. */
  readonly form: SpareForm | null;
};

/** How far the server has said that it has a client's work, and when by its own clock. */
export interface SpareTaken {
  readonly n: number;
  readonly at: string;
}

/** The copies of one person's outbox. Every promise is fulfilled when it is done on the disk. */
export interface SpareCopies {
  readonly keep: (copy: SpareCopy) => Promise<void>;
  readonly keys: () => Promise<SpareKey[]>;
  /** undefined = it is not there, or not as it was written. */
  readonly read: (key: SpareKey) => Promise<SpareCopy | undefined>;
  readonly drop: (key: SpareKey) => Promise<void>;
}

/** All copies on this device, whoever made them, for sending what no database here speaks for any more. */
export interface AllSpareCopies {
  /** By `${schoolId}/${staffId}`. */
  readonly people: () => Promise<ReadonlyMap<string, SpareCopies>>;
  readonly taken: (client: string) => Promise<SpareTaken | undefined>;
  /** null = nothing of this client is left to be asked about. */
  readonly noteTaken: (client: string, taken: SpareTaken | null) => Promise<void>;
}

export function keyOf({ client, n, id, payload, form }: SpareCopy): SpareKey {
  return { client, n, id, bytes: payload.length, keyId: form?.keyId ?? "" };
}

const cacheName = "alongside-unsent-sealed";
/** Where versions before sealing kept copies, in the clear. */
const unsealedCacheName = "alongside-unsent";
const aboutHeader = "x-alongside-about";

/** What stands beside the bytes: ids, numbers and places. */
type About = Pick<SpareCopy, "v" | "at" | "touches" | "subjects"> & {
  readonly form: Omit<SpareForm, "sealed"> | null;
  readonly sealedBytes: number;
};

/** Copies in the browser's cache storage, under addresses of ids and numbers alone. */
export function openSpareCopies(caches: CacheStorage, schoolId: string, staffId: string): SpareCopies {
  return copiesIn(caches, folderOf(`${schoolId}/${staffId}`));
}

export function openAllSpareCopies(caches: CacheStorage): AllSpareCopies {
  const open = () => caches.open(cacheName);
  const takenAddress = (client: string) => `/unsent-taken/${client}`;
  return {
    people: async () => {
      const requests = await (await open()).keys();
      const paths = requests.map(({ url }) => new URL(url).pathname.split("/"));
      const names = paths.flatMap(([, top, school = "", staff = ""]) =>
        top === "unsent" ? [`${school}/${staff}`] : [],
      );
      return new Map([...new Set(names)].map((name) => [name, copiesIn(caches, folderOf(name))]));
    },
    taken: async (client) => {
      const found = await (await open()).match(takenAddress(client));
      return found && ((await found.json()) as SpareTaken);
    },
    noteTaken: async (client, taken) => {
      const cache = await open();
      if (taken === null) await cache.delete(takenAddress(client));
      else await cache.put(takenAddress(client), Response.json(taken));
    },
  };
}

/** Copies that a version before sealing left in the clear go with its database. */
export async function dropUnsealedCopies(caches: CacheStorage): Promise<void> {
  await caches.delete(unsealedCacheName);
}

function folderOf(personKey: string): string {
  return `/unsent/${personKey}/`;
}

function copiesIn(caches: CacheStorage, folder: string): SpareCopies {
  const open = () => caches.open(cacheName);
  return {
    keep: async (copy) => {
      const { v, at, touches, subjects, payload, form } = copy;
      const { sealed = new Uint8Array(0), ...rest } = form ?? {};
      const about = { v, at, touches, subjects, form: form && rest, sealedBytes: sealed.length };
      const cache = await open();
      const headers = { [aboutHeader]: JSON.stringify(about) };
      await cache.put(addressOf(folder, keyOf(copy)), new Response(new Blob([payload, sealed]), { headers }));
    },
    keys: async () => {
      const requests = await (await open()).keys();
      return requests.flatMap(({ url }) => keyAt(folder, new URL(url).pathname) ?? []);
    },
    read: async (key) => {
      const found = await (await open()).match(addressOf(folder, key));
      const about = found?.headers.get(aboutHeader);
      if (found === undefined || !about) return undefined;
      return copyOf(key, JSON.parse(about) as About, new Uint8Array(await found.arrayBuffer()));
    },
    drop: async (key) => void (await (await open()).delete(addressOf(folder, key))),
  };
}

function copyOf(
  { client, n, id, bytes }: SpareKey,
  { form, sealedBytes, ...about }: About,
  body: SealedBytes,
): SpareCopy | undefined {
  if (body.length !== bytes + sealedBytes) return undefined;
  const [payload, sealed] = [body.slice(0, bytes), body.slice(bytes)];
  return { client, n, id, payload, ...about, form: form && { ...form, sealed } };
}

function addressOf(folder: string, { client, n, id, bytes, keyId }: SpareKey): string {
  return `${folder}${client}/${n}/${id}/${bytes}/${keyId || "-"}`;
}

function keyAt(folder: string, path: string): SpareKey | undefined {
  if (!path.startsWith(folder)) return undefined;
  const [client, n, id, bytes, keyId = "-"] = path.slice(folder.length).split("/");
  if (client === undefined || id === undefined) return undefined;
  return { client, n: Number(n), id, bytes: Number(bytes), keyId: keyId === "-" ? "" : keyId };
}
