// How a data key lies on the device: wrapped by something that its person knows or holds, and again by a key that never
// leaves this device. Neither a copy of the disk without the PIN nor the PIN without the disk gives it away.
import {
  decrypt,
  deriveKey,
  encrypt,
  ivBytes,
  leastPinRounds,
  randomBytes,
  type Bytes,
  type Derivation,
} from "./crypto.ts";

/**
 * What opens a person's data key. `pin`: six digits. `badge`: the token on a printed badge. `prf`: what a passkey gave,
 * which is never the only way. `device`: nothing but this device, for the invented school of the demo.
 */
export type Secret =
  | { readonly by: "pin"; readonly pin: string }
  | { readonly by: "badge"; readonly token: string }
  | { readonly by: "prf"; readonly output: Bytes }
  | { readonly by: "device" };

/** One way to a data key, as it is kept: safe to lie on the disk. */
export interface Wrapper {
  readonly by: Secret["by"];
  /** How the secret becomes a key; null = this device's key alone. */
  readonly derivation: Derivation | null;
  readonly innerIv: Bytes;
  readonly outerIv: Bytes;
  readonly wrapped: Bytes;
}

/** @param raw the data key; the caller wipes it */
export async function wrapKey(
  raw: Bytes,
  personKey: string,
  secret: Secret,
  deviceKey: CryptoKey,
): Promise<Wrapper> {
  const derivation = newDerivation(secret);
  const [innerIv, outerIv] = [randomBytes(ivBytes), randomBytes(ivBytes)];
  const address = addressOf(personKey, secret.by);
  const inner =
    derivation === null
      ? raw.slice()
      : await encrypt(await secretKey(secret, derivation), innerIv, address, raw);
  const wrapped = await encrypt(deviceKey, outerIv, address, inner);
  return { by: secret.by, derivation, innerIv, outerIv, wrapped };
}

/**
 * @returns the data key, which the caller wipes; "wrong" when the secret does not open it, "damaged" when not even this
 * device's own key fits
 */
export async function unwrapKey(
  wrapper: Wrapper,
  personKey: string,
  secret: Secret,
  deviceKey: CryptoKey,
): Promise<Bytes | "wrong" | "damaged"> {
  const { derivation, innerIv, outerIv, wrapped } = wrapper;
  const address = addressOf(personKey, wrapper.by);
  const inner = await decrypt(deviceKey, outerIv, address, wrapped);
  if (inner === undefined) return "damaged";
  if (derivation === null) return inner;
  return (await decrypt(await secretKey(secret, derivation), innerIv, address, inner)) ?? "wrong";
}

function addressOf(personKey: string, by: Secret["by"]): string {
  return `alongside|key|${personKey}|${by}`;
}

function newDerivation({ by }: Secret): Derivation | null {
  const salt = randomBytes(16);
  switch (by) {
    case "pin":
      return { algorithm: "PBKDF2-SHA-256", rounds: leastPinRounds, salt };
    case "badge":
    case "prf":
      return { algorithm: "HKDF-SHA-256", salt };
    case "device":
      return null;
  }
}

async function secretKey(secret: Secret, derivation: Derivation): Promise<CryptoKey> {
  const bytes = bytesOf(secret);
  const key = await deriveKey(bytes, derivation);
  bytes.fill(0);
  return key;
}

function bytesOf(secret: Secret): Bytes {
  switch (secret.by) {
    case "pin":
      return new TextEncoder().encode(secret.pin);
    case "badge":
      return new TextEncoder().encode(secret.token);
    case "prf":
      return secret.output.slice();
    case "device":
      return new Uint8Array(0);
  }
}
