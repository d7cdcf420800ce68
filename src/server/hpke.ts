// Opens what devices sealed to the server with HPKE (RFC 9180), through the library that they seal with.
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256, HpkeError } from "@hpke/core";

/** Both halves as base64. */
export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

export interface SealedOpener {
  readonly newPair: () => Promise<KeyPair>;
  /** @returns undefined when these bytes were not sealed to this key with this info, or were changed since */
  readonly open: (privateKey: string, info: string, sealed: Uint8Array) => Promise<string | undefined>;
}

/** The first byte names the suite; what comes first after it is an uncompressed point of P-256. */
const form = 1;
const encBytes = 65;

export function createSealedOpener(): SealedOpener {
  const suite = new CipherSuite({
    kem: new DhkemP256HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });
  const textOf = (bytes: ArrayBuffer) => Buffer.from(bytes).toString("base64");
  return {
    newPair: async () => {
      const { publicKey, privateKey } = await suite.kem.generateKeyPair();
      return {
        publicKey: textOf(await suite.kem.serializePublicKey(publicKey)),
        privateKey: textOf(await suite.kem.serializePrivateKey(privateKey)),
      };
    },
    open: async (privateKey, info, sealed) => {
      if (sealed[0] !== form || sealed.length <= 1 + encBytes) return undefined;
      const recipientKey = await suite.kem.deserializePrivateKey(Buffer.from(privateKey, "base64"));
      const enc = sealed.slice(1, 1 + encBytes);
      const how = { recipientKey, enc, info: new TextEncoder().encode(info) };
      try {
        return new TextDecoder().decode(await suite.open(how, sealed.slice(1 + encBytes)));
      } catch (fault) {
        if (fault instanceof HpkeError) return undefined;
        throw fault;
      }
    },
  };
}
