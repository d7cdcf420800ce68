// A vault that seals nothing, for the simulation: its scheduler owns every wait, and WebCrypto's are not its own.
import type { Vault } from "../../src/vault/vault.ts";

export function createUnsealedVault(): Vault {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  return {
    seal: (_address, plain) => Promise.resolve(encoder.encode(plain)),
    open: (_address, sealed) => Promise.resolve(decoder.decode(sealed)),
  };
}
