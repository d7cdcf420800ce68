// The door through which every payload goes into and out of this device's databases: sealed with AES-256-GCM under the
// person's data key, each time with a fresh vector, and bound to the record it belongs to.
import { createIvSource, decrypt, encrypt, ivBytes, type Bytes } from "./crypto.ts";

export type SealedBytes = Bytes;

export interface Vault {
  /** @param address what the bytes belong to (kind and id), so that one record's bytes cannot stand in for another's */
  readonly seal: (address: string, plain: string) => Promise<SealedBytes>;
  /** @throws SealBroken; never anything that was not sealed at this address with this key */
  readonly open: (address: string, sealed: SealedBytes) => Promise<string>;
}

/** `changed`: not what was sealed there with this key. `unknown-form`: sealed by a newer program, or not sealed at all. */
export class SealBroken extends Error {
  readonly code: "changed" | "unknown-form";
  constructor(code: SealBroken["code"]) {
    super(`A sealed payload cannot be opened: ${code}.`);
    this.code = code;
  }
}

/** The first byte of everything sealed: which form the rest has. */
const form = 1;
const tagBytes = 16;

/**
 * Seals with a person's data key. The bytes are form, vector, ciphertext with tag.
 * @param databaseName part of every address: a payload cannot be moved to another database
 */
export function createSealingVault(key: CryptoKey, databaseName: string): Vault {
  const nextIv = createIvSource();
  const encoder = new TextEncoder();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  return {
    seal: async (address, plain) => {
      const iv = nextIv();
      const cipher = await encrypt(key, iv, `${databaseName}|${address}`, encoder.encode(plain));
      const sealed = new Uint8Array(1 + ivBytes + cipher.length);
      sealed[0] = form;
      sealed.set(iv, 1);
      sealed.set(cipher, 1 + ivBytes);
      return sealed;
    },
    open: async (address, sealed) => {
      if (sealed[0] !== form || sealed.length < 1 + ivBytes + tagBytes) throw new SealBroken("unknown-form");
      const iv = sealed.subarray(1, 1 + ivBytes);
      const plain = await decrypt(key, iv, `${databaseName}|${address}`, sealed.subarray(1 + ivBytes));
      if (plain === undefined) throw new SealBroken("changed");
      return decoder.decode(plain);
    },
  };
}
