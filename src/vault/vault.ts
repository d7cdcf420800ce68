// The door through which every payload goes into and out of this device's databases. Until sealing is built it hands
// the bytes on as they are; its shape (asynchronous, with the record's address) is the one that sealing needs.

export type SealedBytes = Uint8Array<ArrayBuffer>;

export interface Vault {
  /** @param address what the bytes belong to (kind and id), so that one record's bytes cannot stand in for another's */
  readonly seal: (address: string, plain: string) => Promise<SealedBytes>;
  readonly open: (address: string, sealed: SealedBytes) => Promise<string>;
}

/** A vault that seals nothing. While it is in use every screen says "Not for real pupils yet". */
export function createUnsealedVault(): Vault {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  return {
    seal: (_address, plain) => Promise.resolve(encoder.encode(plain)),
    open: (_address, sealed) => Promise.resolve(decoder.decode(sealed)),
  };
}
