// Sealing to the server for a world whose loop owns every wait: bound to key and place like the real one, and readable.
import { createHash } from "node:crypto";
import type { SealedOpener } from "../../src/server/hpke.ts";
import type { ServerSeal } from "../../src/vault/seal-to-server.ts";
import type { Life, Loop } from "./loop.ts";

export function openServerSeal(loop: Loop, life: Life, newSecret: () => string): ServerSeal {
  return {
    getReady: () => Promise.resolve(),
    newSecret,
    hashOf: (secret) => Promise.resolve(createHash("sha256").update(secret).digest("hex")),
    seal: async (publicKey, info, plain) => {
      await loop.gate(life, "seals to the server");
      return new TextEncoder().encode(JSON.stringify([publicKey, info, plain]));
    },
  };
}

export function openSealedOpener(): SealedOpener {
  return {
    newPair: () => Promise.resolve({ publicKey: "cHVibGlj", privateKey: "cHVibGlj" }),
    open: (privateKey, info, sealed) => {
      const [publicKey, sealedInfo, plain] = JSON.parse(new TextDecoder().decode(sealed)) as string[];
      return Promise.resolve(publicKey === privateKey && sealedInfo === info ? plain : undefined);
    },
  };
}
