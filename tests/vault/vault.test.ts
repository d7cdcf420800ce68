import fc from "fast-check";
import { expect, test } from "vitest";
import { importKey } from "../../src/vault/crypto.ts";
import { createSealingVault, SealBroken } from "../../src/vault/vault.ts";

const key = await importKey(new Uint8Array(32).fill(7));
const vault = createSealingVault(key, "alongside-school-person-1");

test("whatever is sealed comes back as it was, and nothing of it can be read before", async () => {
  const texts = fc.string({ unit: "grapheme", minLength: 3 });
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const sealed = await vault.seal("pupil|1", text);
      expect(await vault.open("pupil|1", sealed)).toBe(text);
      expect(Buffer.from(sealed).includes(Buffer.from(text))).toBe(false);
    }),
  );
});

test("the same words are never sealed into the same bytes", async () => {
  const sealed = await Promise.all(Array.from({ length: 500 }, () => vault.seal("pupil|1", "Amara")));
  expect(new Set(sealed.map((one) => Buffer.from(one).toString("hex"))).size).toBe(500);
});

test("every changed bit, and every missing byte, is noticed", async () => {
  const sealed = await vault.seal("pupil|1", "Amara");
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = sealed.slice();
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    await expect(vault.open("pupil|1", changed)).rejects.toThrow(SealBroken);
  }
  for (let length = 0; length < sealed.length; length += 1) {
    await expect(vault.open("pupil|1", sealed.slice(0, length))).rejects.toThrow(SealBroken);
  }
});

test("one record's bytes do not stand in for another's, nor for one of another database", async () => {
  const sealed = await vault.seal("pupil|1", "Amara");
  await expect(vault.open("pupil|2", sealed)).rejects.toMatchObject({ code: "changed" });
  await expect(vault.open("staff|1", sealed)).rejects.toMatchObject({ code: "changed" });
  const other = createSealingVault(key, "alongside-school-other-1");
  await expect(other.open("pupil|1", sealed)).rejects.toMatchObject({ code: "changed" });
});

test("another key opens nothing", async () => {
  const sealed = await vault.seal("pupil|1", "Amara");
  const stranger = createSealingVault(
    await importKey(new Uint8Array(32).fill(8)),
    "alongside-school-person-1",
  );
  await expect(stranger.open("pupil|1", sealed)).rejects.toMatchObject({ code: "changed" });
});

test("what was never sealed is not taken for something sealed", async () => {
  const plain = new TextEncoder().encode(JSON.stringify({ knownAs: "Amara", familyInitial: "K" }));
  await expect(vault.open("pupil|1", plain)).rejects.toMatchObject({ code: "unknown-form" });
});
