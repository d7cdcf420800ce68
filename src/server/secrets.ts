// Tokens and codes: made from random bytes, kept as hashes. A code is for typing on a tablet, so its letters cannot be
// taken for each other.
import { createHash, timingSafeEqual } from "node:crypto";
import type { Random } from "./random.ts";

/** Crockford's alphabet: no I, L, O or U. */
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 80 random bits as four groups of four letters: "7K2M-0QRS-…". */
export function newCode(random: Random): string {
  let bits = BigInt(`0x${Buffer.from(random.bytes(10)).toString("hex")}`);
  let code = "";
  for (let at = 0; at < 16; at += 1) {
    code = (letters[Number(bits & 31n)] ?? "") + code;
    bits >>= 5n;
  }
  return code.match(/.{4}/g)?.join("-") ?? code;
}

/** What a person typed, as the code it was meant to be. */
function normalCode(typed: string): string {
  const plain = typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
  return plain.replace(/O/g, "0").replace(/[IL]/g, "1");
}

export function hashOfCode(typed: string): string {
  return hashOf(normalCode(typed));
}

/** 256 random bits for a cookie. */
export function newToken(random: Random): string {
  return Buffer.from(random.bytes(32)).toString("base64url");
}

/** 64 random bits that name a commit. */
export function newTag(random: Random): string {
  return Buffer.from(random.bytes(8)).toString("hex");
}

/** One round is enough: what is hashed here is random and long, never a password. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

export function isSameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
