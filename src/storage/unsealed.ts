// A database from before sealing was built, whose payloads lie there as they are: opened only to send what is unsent in it.
import type { Vault } from "../vault/vault.ts";
import { deviceDatabaseName, openDevice, type Device, type DeviceParts } from "./device.ts";
import { isDatabaseHere } from "./sealed-work.ts";

export type UnsealedParts = Omit<DeviceParts, "vault" | "databaseName" | "otherWindows">;

/** @returns undefined when this person has none here */
export async function openUnsealed(parts: UnsealedParts): Promise<Device | undefined> {
  const databaseName = deviceDatabaseName(parts.schoolId, parts.staffId);
  if (!(await isDatabaseHere(databaseName, parts.engine))) return undefined;
  return await openDevice({ ...parts, databaseName, vault: unsealed() });
}

function unsealed(): Vault {
  const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];
  return {
    seal: (_address, plain) => Promise.resolve(encoder.encode(plain)),
    open: (_address, sealed) => Promise.resolve(decoder.decode(sealed)),
  };
}
