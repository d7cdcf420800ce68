import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { expect, test } from "vitest";
import { createShell, type ShellDatabase } from "../../src/storage/shell.ts";
import { createKeyStore } from "../../src/storage/shell-keys.ts";
import { randomBytes } from "../../src/vault/crypto.ts";
import { createKeyring, type Keyring } from "../../src/vault/keyring.ts";
import { createSealingVault } from "../../src/vault/vault.ts";

const person = "school/person";
const pin = { by: "pin", pin: "482915" } as const;
const badge = { by: "badge", token: "ALONGSIDE1:school:0123456789abcdef" } as const;
const dayMs = 86_400_000;

interface Tablet {
  readonly shell: ShellDatabase;
  readonly keyring: Keyring;
  nowMs: number;
}

function newTablet(): Tablet {
  const shell = createShell("shell", { indexedDB: new IDBFactory(), IDBKeyRange });
  const tablet = { shell, nowMs: Date.parse("2026-09-14T09:00:00Z") };
  return Object.assign(tablet, { keyring: createKeyring(createKeyStore(shell), () => tablet.nowMs) });
}

test("the PIN gives the key that was made with it, for the same database", async () => {
  const { keyring } = newTablet();
  const made = await keyring.makeKey(person, pin);
  const sealed = await createSealingVault(made.key, made.databaseName).seal("pupil|1", "Amara");
  const again = await keyring.unlock(person, pin);
  if (!again.ok) throw new Error(again.code);
  expect(again.databaseName).toBe(made.databaseName);
  expect(await createSealingVault(again.key, again.databaseName).open("pupil|1", sealed)).toBe("Amara");
  expect(again.key.extractable).toBe(false);
});

test("a wrong PIN opens nothing; after five only a sign-in with the server gives more tries", async () => {
  const { keyring } = newTablet();
  await keyring.makeKey(person, pin);
  for (const triesLeft of [4, 3, 2, 1, 0]) {
    const answer = await keyring.unlock(person, { by: "pin", pin: "000001" });
    expect(answer).toEqual({ ok: false, code: "wrong", triesLeft });
  }
  expect(await keyring.unlock(person, pin)).toEqual({ ok: false, code: "blocked", triesLeft: 0 });
  await keyring.allowTries(person);
  expect((await keyring.unlock(person, pin)).ok).toBe(true);
  expect(await keyring.listHolders()).toMatchObject([{ personKey: person, ways: ["pin"], triesLeft: 5 }]);
});

test("tries made at once are counted one by one", async () => {
  const { keyring } = newTablet();
  await keyring.makeKey(person, pin);
  const tries = Array.from({ length: 7 }, () => keyring.unlock(person, { by: "pin", pin: "000001" }));
  const codes = (await Promise.all(tries)).map((one) => (one.ok ? "opened" : one.code));
  expect(codes.filter((one) => one === "wrong")).toHaveLength(5);
  expect(codes.filter((one) => one === "blocked")).toHaveLength(2);
});

test("how the PIN was stretched is kept beside the key, and the floor holds", async () => {
  const { keyring, shell } = newTablet();
  await keyring.makeKey(person, pin);
  const [wrapper] = (await shell.keys.get(person))?.wrappers ?? [];
  expect(wrapper?.derivation).toMatchObject({ algorithm: "PBKDF2-SHA-256", rounds: 600_000 });
  expect(wrapper?.derivation?.salt).toHaveLength(16);
});

test("a badge and a passkey open the same key, and a changed PIN replaces the old one", async () => {
  const { keyring } = newTablet();
  const made = await keyring.makeKey(person, pin);
  const sealed = await createSealingVault(made.key, made.databaseName).seal("pupil|1", "Amara");
  const prf = { by: "prf", output: randomBytes(32) } as const;
  const newPin = { by: "pin", pin: "730264" } as const;
  for (const added of [badge, prf, newPin])
    expect((await keyring.addSecret(person, added === newPin ? badge : pin, added)).ok).toBe(true);
  for (const secret of [badge, prf, newPin]) {
    const answer = await keyring.unlock(person, secret);
    if (!answer.ok) throw new Error(`${secret.by}: ${answer.code}`);
    expect(await createSealingVault(answer.key, made.databaseName).open("pupil|1", sealed)).toBe("Amara");
  }
  expect(await keyring.unlock(person, pin)).toMatchObject({ code: "wrong" });
  expect(await keyring.unlock(person, { by: "badge", token: "another" })).toMatchObject({ code: "wrong" });
});

test("a copy of the wrapped keys opens nothing on another device, even with the PIN", async () => {
  const [here, there] = [newTablet(), newTablet()];
  await here.keyring.makeKey(person, pin);
  const stolen = await here.shell.keys.get(person);
  if (stolen === undefined) throw new Error("No key was kept.");
  await there.shell.keys.put(stolen);
  expect(await there.keyring.unlock(person, pin)).toMatchObject({ ok: false, code: "damaged" });
});

test("a new key after a forgotten PIN has a database of its own, and the old one is given up", async () => {
  const { keyring, shell } = newTablet();
  const old = await keyring.makeKey(person, pin);
  const made = await keyring.makeKey(person, { by: "pin", pin: "730264" });
  expect(made.databaseName).not.toBe(old.databaseName);
  const known = await shell.databases.toArray();
  expect(known.map((one) => [one.name, one.isGivenUp])).toEqual([
    [old.databaseName, true],
    [made.databaseName, false],
  ]);
  await keyring.destroy(person);
  expect((await keyring.makeKey(person, pin)).databaseName).not.toBe(made.databaseName);
});

test("when the lease is over the key is destroyed, and putting the clock back does not help", async () => {
  const tablet = newTablet();
  const { keyring } = tablet;
  const start = tablet.nowMs;
  await keyring.makeKey(person, pin);
  await keyring.renewLease(person, "2026-09-28T09:00:00Z", "2026-09-14T09:00:00Z");
  tablet.nowMs = start + 14 * dayMs;
  expect((await keyring.unlock(person, pin)).ok).toBe(true);
  tablet.nowMs = start + 13 * dayMs;
  expect((await keyring.unlock(person, pin)).ok).toBe(true);
  tablet.nowMs = start + 14 * dayMs + 1;
  expect(await keyring.unlock(person, pin)).toMatchObject({ code: "lease-ended" });
  tablet.nowMs = start;
  expect(await keyring.unlock(person, pin)).toMatchObject({ code: "no-key" });
});

test("a lease lasts as long on a tablet whose clock is ten years wrong", async () => {
  const tablet = newTablet();
  const { keyring } = tablet;
  tablet.nowMs += 3652 * dayMs;
  await keyring.makeKey(person, pin);
  await keyring.renewLease(person, "2026-09-28T09:00:00Z", "2026-09-14T09:00:00Z");
  tablet.nowMs += 13 * dayMs;
  expect((await keyring.unlock(person, pin)).ok).toBe(true);
  // Put right, and the server there again: the years that were seen do not count.
  tablet.nowMs -= 3652 * dayMs;
  await keyring.renewLease(person, "2026-10-10T09:00:00Z", "2026-09-27T09:00:00Z");
  expect((await keyring.unlock(person, pin)).ok).toBe(true);
});

test("a destroyed key is gone for every way to it", async () => {
  const { keyring } = newTablet();
  await keyring.makeKey(person, pin);
  await keyring.addSecret(person, pin, badge);
  await keyring.destroy(person);
  for (const secret of [pin, badge])
    expect(await keyring.unlock(person, secret)).toMatchObject({ code: "no-key" });
  expect(await keyring.listHolders()).toEqual([]);
});

/** What somebody, or a broken disk, made of what was kept of a key. */
const damages: readonly (readonly [string, (held: Record<string, unknown>) => Record<string, unknown>])[] = [
  ["no list of ways", (held) => ({ ...held, wrappers: "?" })],
  ["no way at all", (held) => ({ ...held, wrappers: [] })],
  ["a way that is nothing", (held) => ({ ...held, wrappers: [null] })],
  [
    "fewer rounds than the floor",
    (held) =>
      withWrapper(held, (one) => ({ ...one, derivation: { ...asRow(one["derivation"]), rounds: 1 } })),
  ],
  [
    "another way to stretch",
    (held) => withWrapper(held, (one) => ({ ...one, derivation: { algorithm: "MD5" } })),
  ],
  ["bytes that are text", (held) => withWrapper(held, (one) => ({ ...one, wrapped: "AAAA" }))],
  ["other bytes", (held) => withWrapper(held, (one) => ({ ...one, wrapped: new Uint8Array(76) }))],
  ["cut bytes", (held) => withWrapper(held, (one) => ({ ...one, wrapped: new Uint8Array(3) }))],
  ["no database", (held) => ({ ...held, databaseName: undefined })],
  ["a lease that is no time", (held) => ({ ...held, leaseUntilMs: "for ever" })],
];

function asRow(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function withWrapper(
  held: Record<string, unknown>,
  change: (wrapper: Record<string, unknown>) => Record<string, unknown>,
): Record<string, unknown> {
  const wrappers = Array.isArray(held["wrappers"]) ? held["wrappers"] : [];
  return { ...held, wrappers: wrappers.map((one) => change(asRow(one))) };
}

test.each(damages)(
  "a key store that is damaged opens nothing, says so, and harms nobody else: %s",
  async (_what, damage) => {
    const { keyring, shell } = newTablet();
    const other = "school/other";
    const device = { by: "device" } as const;
    const old = await keyring.makeKey(person, pin);
    await keyring.makeKey(other, device);
    const held = asRow(await shell.keys.get(person));
    await shell.table("keys").put(damage(held));
    expect(await keyring.unlock(person, pin)).toMatchObject({ ok: false, code: "damaged" });
    expect((await keyring.listHolders()).map((one) => one.personKey)).toEqual([other, person]);
    expect((await keyring.unlock(other, device)).ok).toBe(true);
    // Let in by the server, the person gets a new key; the database of the old one is kept until its work was sent.
    const made = await keyring.makeKey(person, badge);
    expect(made.databaseName).not.toBe(old.databaseName);
    expect((await shell.databases.get(old.databaseName))?.isGivenUp).toBe(true);
    expect((await keyring.unlock(person, badge)).ok).toBe(true);
  },
);

test("a device key that is gone or is no key is made anew, and what the old one wrapped is damaged", async () => {
  for (const damaged of [undefined, { slot: "key", key: "?" }]) {
    const { keyring, shell } = newTablet();
    await keyring.makeKey(person, badge);
    if (damaged === undefined) await shell.table("device").delete("key");
    else await shell.table("device").put(damaged);
    expect(await keyring.unlock(person, badge)).toMatchObject({ ok: false, code: "damaged" });
    await keyring.makeKey(person, badge);
    expect((await keyring.unlock(person, badge)).ok).toBe(true);
  }
});
