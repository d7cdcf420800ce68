// Seals unsent work to the school's server with HPKE (RFC 9180, the library's own suite): what is sealed here nobody on
// this device can open again, its author included.
import type { CipherSuite } from "@hpke/core";
import { hashOf, newSecret, type Bytes } from "./crypto.ts";

export interface ServerSeal {
  /** @param publicKey of the school, as base64; @param info what the bytes are bound to */
  readonly seal: (publicKey: string, info: string, plain: string) => Promise<Bytes>;
  /** Has what seals loaded, so that the first save need not wait for it. */
  readonly getReady: () => Promise<void>;
  /** A secret of a database of this device, to carry inside the seal: by its hash the server knows where it was made. */
  readonly newSecret: () => string;
  readonly hashOf: (secret: string) => Promise<string>;
}

/** The first byte: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM; then the encapsulated key and the ciphertext. */
const form = 1;

export function createServerSeal(): ServerSeal {
  let loading: Promise<CipherSuite> | undefined;
  const loaded = (): Promise<CipherSuite> => {
    loading ??= loadSuite().catch((fault: unknown) => {
      // Asked for again at the next seal.
      loading = undefined;
      throw fault;
    });
    return loading;
  };
  const text = new TextEncoder();
  const keys = new Map<string, Promise<CryptoKey>>();
  const keyOf = (suite: CipherSuite, publicKey: string): Promise<CryptoKey> => {
    const known = keys.get(publicKey) ?? suite.kem.deserializePublicKey(bytesOf(publicKey));
    keys.set(publicKey, known);
    return known;
  };
  const seal = async (publicKey: string, info: string, plain: string): Promise<Bytes> => {
    const suite = await loaded();
    const recipientPublicKey = await keyOf(suite, publicKey);
    const { enc, ct } = await suite.seal({ recipientPublicKey, info: text.encode(info) }, text.encode(plain));
    const sealed = new Uint8Array(1 + enc.byteLength + ct.byteLength);
    sealed[0] = form;
    sealed.set(new Uint8Array(enc), 1);
    sealed.set(new Uint8Array(ct), 1 + enc.byteLength);
    return sealed;
  };
  const getReady = async (): Promise<void> => {
    const suite = await loaded();
    // Sealed once to nobody: a browser does everything slowly the first time, and that is not to be somebody's save.
    const { publicKey } = await suite.kem.generateKeyPair();
    await suite.seal({ recipientPublicKey: publicKey }, new Uint8Array(64));
  };
  return { seal, getReady, newSecret, hashOf };
}

/** Not part of the first screen's code: nothing is sealed before somebody has unlocked. */
async function loadSuite(): Promise<CipherSuite> {
  const hpke = await import("@hpke/core");
  return new hpke.CipherSuite({
    kem: new hpke.DhkemP256HkdfSha256(),
    kdf: new hpke.HkdfSha256(),
    aead: new hpke.Aes256Gcm(),
  });
}

function bytesOf(base64: string): Bytes {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
