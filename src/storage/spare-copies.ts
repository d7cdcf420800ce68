// A second copy of what is in the outbox, outside the database. A browser killed in the middle of a write can leave a torn
// record at the end of Chromium's log; what is saved after it is called committed, and at the start after the next kill the
// browser finds the log broken and throws every database of this site away (google/leveldb issue 1287; seen in
// tests/e2e/torn-log.spec.ts). Files of the browser's cache storage are not touched by that.
import type { OutboxRow } from "./database.ts";
import type { SealedBytes } from "../vault/vault.ts";

/** Which mutation it is, and how it was numbered; the bytes of its payload tell whether it is the same still. */
export interface SpareKey {
  readonly client: string;
  readonly n: number;
  readonly id: string;
  readonly bytes: number;
}

export type SpareCopy = Pick<OutboxRow, "n" | "id" | "v" | "at" | "touches" | "subjects" | "payload"> & {
  readonly client: string;
};

/** The copies of one person's outbox. Every promise is fulfilled when it is done on the disk. */
export interface SpareCopies {
  readonly keep: (copy: SpareCopy) => Promise<void>;
  readonly keys: () => Promise<SpareKey[]>;
  /** undefined = it is not there, or not as it was written. */
  readonly read: (key: SpareKey) => Promise<SpareCopy | undefined>;
  readonly drop: (key: SpareKey) => Promise<void>;
}

export function keyOf({ client, n, id, payload }: SpareCopy): SpareKey {
  return { client, n, id, bytes: payload.length };
}

const cacheName = "alongside-unsent";
const aboutHeader = "x-alongside-about";

/** Copies in the browser's cache storage, under addresses of ids and numbers alone. */
export function openSpareCopies(caches: CacheStorage, schoolId: string, staffId: string): SpareCopies {
  const folder = `/unsent/${schoolId}/${staffId}/`;
  const open = () => caches.open(cacheName);
  return {
    keep: async (copy) => {
      const { v, at, touches, subjects, payload } = copy;
      const about = JSON.stringify({ v, at, touches, subjects });
      await (
        await open()
      ).put(addressOf(folder, keyOf(copy)), new Response(payload, { headers: { [aboutHeader]: about } }));
    },
    keys: async () => {
      const requests = await (await open()).keys();
      return requests.flatMap(({ url }) => keyAt(folder, new URL(url).pathname) ?? []);
    },
    read: async (key) => {
      const found = await (await open()).match(addressOf(folder, key));
      const about = found?.headers.get(aboutHeader);
      if (found === undefined || !about) return undefined;
      const payload: SealedBytes = new Uint8Array(await found.arrayBuffer());
      if (payload.length !== key.bytes) return undefined;
      const { client, n, id } = key;
      return {
        client,
        n,
        id,
        payload,
        ...(JSON.parse(about) as Pick<SpareCopy, "v" | "at" | "touches" | "subjects">),
      };
    },
    drop: async (key) => void (await (await open()).delete(addressOf(folder, key))),
  };
}

function addressOf(folder: string, { client, n, id, bytes }: SpareKey): string {
  return `${folder}${client}/${n}/${id}/${bytes}`;
}

function keyAt(folder: string, path: string): SpareKey | undefined {
  if (!path.startsWith(folder)) return undefined;
  const [client, n, id, bytes] = path.slice(folder.length).split("/");
  if (client === undefined || id === undefined) return undefined;
  return { client, n: Number(n), id, bytes: Number(bytes) };
}
