// The only file that touches WebCrypto: random bytes, AES-256-GCM, and keys from PINs and secrets. No cipher, mode or
// derivation is made here or anywhere else: all of it is the browser's own.

export type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes of an AES-GCM initialisation vector. */
export const ivBytes = 12;

/** How a PIN or a secret becomes a key; stored beside what it opens, so that it can be raised later. */
export type Derivation =
  | { readonly algorithm: "PBKDF2-SHA-256"; readonly rounds: number; readonly salt: Bytes }
  | { readonly algorithm: "HKDF-SHA-256"; readonly salt: Bytes };

/** Fewer rounds than this are refused, also when a stored number says so. OWASP Password Storage, PBKDF2-HMAC-SHA256. */
export const leastPinRounds = 600_000;

const ivsAtOnce = 512;
const text = new TextEncoder();

export function randomBytes(count: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(count));
}

/** @returns SHA-256 as hexadecimal digits */
export async function hashOf(plain: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", text.encode(plain)));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** 256 random bits as text. */
export function newSecret(): string {
  return Array.from(randomBytes(32), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A source of initialisation vectors: 96 random bits each, drawn many at a time since each draw costs a system call. */
export function createIvSource(): () => Bytes {
  let pool = randomBytes(0);
  let at = 0;
  return () => {
    if (at >= pool.length) {
      pool = randomBytes(ivBytes * ivsAtOnce);
      at = 0;
    }
    at += ivBytes;
    return pool.slice(at - ivBytes, at);
  };
}

/** The key by which this device wraps others: made here, never readable by any program. */
export async function newDeviceKey(): Promise<CryptoKey> {
  return await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** @param raw 32 bytes; the caller wipes them afterwards */
export async function importKey(raw: Bytes): Promise<CryptoKey> {
  return await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

export async function encrypt(key: CryptoKey, iv: Bytes, address: string, plain: Bytes): Promise<Bytes> {
  const how = { name: "AES-GCM", iv, additionalData: text.encode(address) };
  return new Uint8Array(await crypto.subtle.encrypt(how, key, plain));
}

/** @returns undefined when the bytes were not sealed with this key for this address, or were changed since */
export async function decrypt(
  key: CryptoKey,
  iv: Bytes,
  address: string,
  sealed: Bytes,
): Promise<Bytes | undefined> {
  const how = { name: "AES-GCM", iv, additionalData: text.encode(address) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(how, key, sealed));
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === "OperationError") return undefined;
    throw fault;
  }
}

/** A PIN is stretched, since it can be guessed; a secret of 128 random bits or more need not be. */
export async function deriveKey(secret: Bytes, derivation: Derivation): Promise<CryptoKey> {
  const { salt } = derivation;
  if (derivation.algorithm === "PBKDF2-SHA-256" && derivation.rounds < leastPinRounds)
    throw new RangeError(`A PIN is stretched by at least ${leastPinRounds} rounds.`);
  const [name, how] =
    derivation.algorithm === "PBKDF2-SHA-256"
      ? ["PBKDF2", { name: "PBKDF2", hash: "SHA-256", salt, iterations: derivation.rounds }]
      : ["HKDF", { name: "HKDF", hash: "SHA-256", salt, info: text.encode("alongside|wrap") }];
  const from = await crypto.subtle.importKey("raw", secret, name, false, ["deriveKey"]);
  const to = { name: "AES-GCM", length: 256 };
  return await crypto.subtle.deriveKey(how, from, to, false, ["encrypt", "decrypt"]);
}
