// Backup files under a passphrase, in the age format (age-encryption.org/v1): any program that speaks it can open them too,
// should this one be gone.
import { closeSync, openSync, readSync } from "node:fs";
import { Readable } from "node:stream";
import { Decrypter, Encrypter } from "age-encryption";

const firstWords = "age-encryption.org/v1";

/** Whether a file is under a passphrase. Throws what the disk says. */
export function isLockedFile(path: string): boolean {
  const handle = openSync(path, "r");
  try {
    const begin = Buffer.alloc(firstWords.length);
    readSync(handle, begin, 0, begin.length, 0);
    return begin.toString("latin1") === firstWords;
  } finally {
    closeSync(handle);
  }
}

/** The same bytes under a passphrase. */
export async function lockBytes(plain: Readable, passphrase: string): Promise<Readable> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  return fromWeb(await encrypter.encrypt(toWeb(plain)));
}

/** @returns undefined when it was locked with another passphrase; what was changed since makes the stream fail */
export async function unlockBytes(locked: Readable, passphrase: string): Promise<Readable | undefined> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return fromWeb(await decrypter.decrypt(toWeb(locked)));
  } catch (fault) {
    // The library's words for it; everything else it throws is a fault of the file.
    if (fault instanceof Error && fault.message.includes("no identity matched")) return undefined;
    throw fault;
  }
}

// The browser's types and Node's describe the same stream in two ways that TypeScript does not take for one.
type Bytes = ReadableStream<Uint8Array>;

function toWeb(stream: Readable): Bytes {
  return Readable.toWeb(stream) as unknown as Bytes;
}

function fromWeb(stream: Bytes): Readable {
  return Readable.fromWeb(stream as unknown as Parameters<typeof Readable.fromWeb>[0]);
}
