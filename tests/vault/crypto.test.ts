import { createCipheriv, createDecipheriv, hkdfSync, pbkdf2Sync } from "node:crypto";
import { expect, test } from "vitest";
import {
  createIvSource,
  decrypt,
  deriveKey,
  encrypt,
  importKey,
  leastPinRounds,
  newDeviceKey,
  type Bytes,
} from "../../src/vault/crypto.ts";

const bytes = (hex: string): Bytes => Uint8Array.from(Buffer.from(hex, "hex"));
const hex = (some: Uint8Array): string => Buffer.from(some).toString("hex");
const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

test("AES-256-GCM gives the published answer (McGrew and Viega, test case 14)", async () => {
  const key = await importKey(new Uint8Array(32));
  const sealed = await encrypt(key, new Uint8Array(12), "", new Uint8Array(16));
  expect(hex(sealed)).toBe("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
  expect(hex((await decrypt(key, new Uint8Array(12), "", sealed)) ?? new Uint8Array())).toBe("00".repeat(16));
});

test("the address is authenticated as another implementation of AES-GCM does it", async () => {
  const [raw, iv] = [bytes("0f".repeat(32)), bytes("a1".repeat(12))];
  const other = createCipheriv("aes-256-gcm", raw, iv).setAAD(utf8("db|session|1"));
  const expected = Buffer.concat([other.update("Amara"), other.final(), other.getAuthTag()]);
  expect(hex(await encrypt(await importKey(raw), iv, "db|session|1", utf8("Amara")))).toBe(
    expected.toString("hex"),
  );
});

test("a PIN is stretched as another implementation of PBKDF2 does it", async () => {
  const salt = bytes("5c".repeat(16));
  const rounds = leastPinRounds;
  const key = await deriveKey(utf8("482915"), { algorithm: "PBKDF2-SHA-256", rounds, salt });
  await expectSameKey(key, pbkdf2Sync("482915", salt, rounds, 32, "sha256"));
});

test("a secret becomes a key as another implementation of HKDF does it", async () => {
  const salt = bytes("5c".repeat(16));
  const key = await deriveKey(utf8("a long secret"), { algorithm: "HKDF-SHA-256", salt });
  await expectSameKey(key, Buffer.from(hkdfSync("sha256", "a long secret", salt, "alongside|wrap", 32)));
});

test("fewer rounds than the floor are refused, also when a changed record asks for them", async () => {
  const salt = bytes("5c".repeat(16));
  const weak = deriveKey(utf8("482915"), {
    algorithm: "PBKDF2-SHA-256",
    rounds: leastPinRounds - 1,
    salt,
  });
  await expect(weak).rejects.toThrow(RangeError);
  expect(leastPinRounds).toBeGreaterThanOrEqual(600_000);
});

test("no vector comes twice in a million", () => {
  const next = createIvSource();
  const seen = new Set<string>();
  for (let at = 0; at < 1_000_000; at += 1) {
    const iv = next();
    if (iv.length !== 12) throw new Error("A vector has 12 bytes.");
    seen.add(String.fromCharCode(...iv));
  }
  expect(seen.size).toBe(1_000_000);
});

test("no program can read a key", async () => {
  const keys = [
    await importKey(new Uint8Array(32)),
    await newDeviceKey(),
    await deriveKey(utf8("secret"), { algorithm: "HKDF-SHA-256", salt: new Uint8Array(16) }),
  ];
  for (const key of keys) {
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("raw", key)).rejects.toThrow(DOMException);
  }
});

async function expectSameKey(key: CryptoKey, raw: Buffer): Promise<void> {
  const iv = bytes("a1".repeat(12));
  const sealed = Buffer.from(await encrypt(key, iv, "", utf8("Amara")));
  const other = createDecipheriv("aes-256-gcm", raw, iv).setAuthTag(sealed.subarray(-16));
  expect(Buffer.concat([other.update(sealed.subarray(0, -16)), other.final()]).toString()).toBe("Amara");
}
