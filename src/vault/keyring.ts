// The data keys of the people of this device: one each, random, kept wrapped, handed out for a PIN, a badge or a passkey,
// and destroyed when a lease ends or a tablet is lost. What is destroyed cannot be made again.
import { importKey, newDeviceKey, randomBytes, type Bytes } from "./crypto.ts";
import { unwrapKey, wrapKey, type Secret, type Wrapper } from "./wrapping.ts";

/** A person's key as it is kept. */
export interface HeldKey {
  /** `${schoolId}/${staffId}` */
  readonly personKey: string;
  /** The database that it opens. */
  readonly databaseName: string;
  /** The ways to it; none when what was kept cannot be read. */
  readonly wrappers: readonly Wrapper[];
  /** Wrong PINs in a row. */
  readonly tries: number;
  /** Until when it may be used without hearing from the server, by this device's clock; null = not told yet. */
  readonly leaseUntilMs: number | null;
  /** When the server was last heard, by this device's clock; null = not told yet. */
  readonly leaseFromMs: number | null;
  readonly madeMs: number;
}

/** Where wrapped keys are kept; implemented over the shell database. Every call is one transaction. */
export interface KeyStore {
  readonly read: (personKey: string) => Promise<HeldKey | undefined>;
  readonly list: () => Promise<readonly HeldKey[]>;
  /** Keeps a key, and names its database as this person's; an older database is given up. */
  readonly keep: (key: HeldKey) => Promise<void>;
  /** Changes a kept key as it is now; undefined when it is gone. */
  readonly change: (personKey: string, to: (now: HeldKey) => HeldKey) => Promise<HeldKey | undefined>;
  readonly remove: (personKey: string) => Promise<void>;
  /** The next name for a database of this person that was never used on this device. */
  readonly newDatabaseName: (personKey: string) => Promise<string>;
  /** This device's own key; the first caller's is kept and given to all. */
  readonly deviceKey: (make: () => Promise<CryptoKey>) => Promise<CryptoKey>;
  /** The largest instant that this device has seen since it last heard from the server, this one included. */
  readonly latestMs: (nowMs: number) => Promise<number>;
  /** The server was there: what the clock says now is the largest instant. */
  readonly setLatestMs: (nowMs: number) => Promise<void>;
}

/** An opened data key, for one database. Dropping every reference to it is what locking means. */
export interface Unlocked {
  readonly key: CryptoKey;
  readonly databaseName: string;
}

/**
 * `no-key`: nothing of this kind opens a key of this person here: sign in, then make one. `blocked`: too many wrong PINs:
 * only a sign-in with the server helps. `damaged`: what lies here of the key cannot be read, or this device's own key does
 * not fit any more.
 */
export type UnlockRefusal = {
  readonly ok: false;
  readonly code: "wrong" | "blocked" | "no-key" | "lease-ended" | "damaged";
  /** PINs that may still be tried. */
  readonly triesLeft: number;
};
export type UnlockAnswer = ({ readonly ok: true } & Unlocked) | UnlockRefusal;

export interface Keyring {
  /** Makes a new key and a new database for a person; a key that was there is gone, its unsent work stays sealed. */
  readonly makeKey: (personKey: string, secret: Exclude<Secret, { by: "prf" }>) => Promise<Unlocked>;
  readonly unlock: (personKey: string, secret: Secret) => Promise<UnlockAnswer>;
  /** Adds a way to the same key, or replaces the one of its kind: a changed PIN, a badge, a passkey. */
  readonly addSecret: (personKey: string, known: Secret, added: Secret) => Promise<UnlockAnswer>;
  /** After the server has let the person in: PINs may be tried again. */
  readonly allowTries: (personKey: string) => Promise<void>;
  /** The server was there at `serverAt`, and lends until `until`; both by its clock, whatever ours says. */
  readonly renewLease: (personKey: string, until: string, serverAt: string) => Promise<void>;
  /** For good: no PIN opens what it sealed. Work that was not sent stays sealed to the server. */
  readonly destroy: (personKey: string) => Promise<void>;
  /** Whose keys are here. Those whose lease is over are destroyed and left out. */
  readonly listHolders: () => Promise<readonly Holder[]>;
}

export interface Holder {
  readonly personKey: string;
  readonly ways: readonly Secret["by"][];
  readonly triesLeft: number;
  /** When the server was last heard, and until when it lends, by this device's clock; null = not told yet. */
  readonly lease: { readonly fromMs: number; readonly untilMs: number } | null;
}

/** The time in milliseconds since the epoch, as this device believes. */
type Now = () => number;

/** Wrong PINs in a row before the server must be asked. */
const mostTries = 5;

export function createKeyring(store: KeyStore, nowMs: Now): Keyring {
  return {
    makeKey: (personKey, secret) => makeKey(store, nowMs, personKey, secret),
    unlock: (personKey, secret) => opened(store, nowMs, personKey, secret, importKey),
    addSecret: (personKey, known, added) =>
      opened(store, nowMs, personKey, known, async (raw) => {
        const wrapper = await wrapKey(raw, personKey, added, await store.deviceKey(newDeviceKey));
        await store.change(personKey, (now) => withWrapper(now, wrapper));
        return await importKey(raw);
      }),
    allowTries: async (personKey) => void (await store.change(personKey, (now) => ({ ...now, tries: 0 }))),
    renewLease: async (personKey, until, serverAt) => {
      const leaseFromMs = nowMs();
      const leaseUntilMs = leaseFromMs + Date.parse(until) - Date.parse(serverAt);
      await store.setLatestMs(leaseFromMs);
      await store.change(personKey, (now) => ({ ...now, leaseFromMs, leaseUntilMs }));
    },
    destroy: store.remove,
    listHolders: async () => {
      const held = await Promise.all((await store.list()).map((one) => unlessOver(store, nowMs, one)));
      return held.filter((one) => one !== undefined).map(holderOf);
    },
  };
}

async function makeKey(store: KeyStore, nowMs: Now, personKey: string, secret: Secret): Promise<Unlocked> {
  const raw = randomBytes(32);
  try {
    const wrapper = await wrapKey(raw, personKey, secret, await store.deviceKey(newDeviceKey));
    const databaseName = await store.newDatabaseName(personKey);
    const about = { personKey, databaseName, madeMs: nowMs() };
    await store.keep({ ...about, wrappers: [wrapper], tries: 0, leaseFromMs: null, leaseUntilMs: null });
    return { key: await importKey(raw), databaseName };
  } finally {
    raw.fill(0);
  }
}

/** Opens a key and hands its bytes to `use`, after which they are wiped. */
async function opened(
  store: KeyStore,
  nowMs: Now,
  personKey: string,
  secret: Secret,
  use: (raw: Bytes) => Promise<CryptoKey>,
): Promise<UnlockAnswer> {
  const held = await store.read(personKey);
  if (held === undefined) return refusal("no-key");
  if ((await unlessOver(store, nowMs, held)) === undefined) return refusal("lease-ended");
  if (held.wrappers.length === 0) return refusal("damaged");
  const wrapper = held.wrappers.find((one) => one.by === secret.by);
  if (wrapper === undefined) return refusal("no-key", held);
  const counted = secret.by === "pin" ? await countTry(store, personKey) : held;
  if (counted === "blocked") return refusal("blocked");
  const raw = await unwrapKey(wrapper, personKey, secret, await store.deviceKey(newDeviceKey));
  if (typeof raw === "string") return refusal(raw, counted);
  try {
    const key = await use(raw);
    if (secret.by === "pin") await store.change(personKey, (now) => ({ ...now, tries: 0 }));
    return { ok: true, key, databaseName: held.databaseName };
  } finally {
    raw.fill(0);
  }
}

/** Counted before it is looked at: pulling the plug at the right moment gives no free tries. */
async function countTry(store: KeyStore, personKey: string): Promise<HeldKey | undefined | "blocked"> {
  let isBlocked = false;
  const counted = await store.change(personKey, (now) => {
    isBlocked = now.tries >= mostTries;
    return isBlocked ? now : { ...now, tries: now.tries + 1 };
  });
  return isBlocked ? "blocked" : counted;
}

/** A lease ends by the largest instant that this device has seen: a clock that is put back does not prolong it. */
async function unlessOver(store: KeyStore, nowMs: Now, held: HeldKey): Promise<HeldKey | undefined> {
  const latestMs = await store.latestMs(nowMs());
  if (held.leaseUntilMs === null || latestMs <= held.leaseUntilMs) return held;
  await store.remove(held.personKey);
  return undefined;
}

function withWrapper(held: HeldKey, wrapper: Wrapper): HeldKey {
  return { ...held, wrappers: [...held.wrappers.filter((one) => one.by !== wrapper.by), wrapper] };
}

function refusal(code: UnlockRefusal["code"], held?: HeldKey): UnlockRefusal {
  return { ok: false, code, triesLeft: held === undefined ? 0 : triesLeft(held) };
}

function triesLeft(held: HeldKey): number {
  return Math.max(0, mostTries - held.tries);
}

function holderOf(held: HeldKey): Holder {
  const ways = held.wrappers.map((one) => one.by);
  const { personKey, leaseFromMs: fromMs, leaseUntilMs: untilMs } = held;
  const lease = fromMs === null || untilMs === null ? null : { fromMs, untilMs };
  return { personKey, ways, triesLeft: triesLeft(held), lease };
}
