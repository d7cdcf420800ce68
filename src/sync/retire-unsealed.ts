// A database from before sealing was built: what is unsent in it is sent, then it is deleted. Without a network it stays and
// is tried again the next time its person is here.
import { closeDevice } from "../storage/device.ts";
import { unsentOf } from "../storage/outbox.ts";
import { deleteDatabase } from "../storage/sealed-work.ts";
import { openUnsealed, type UnsealedParts } from "../storage/unsealed.ts";
import type { Fault } from "./fault.ts";
import type { Messenger } from "./messenger.ts";
import { pushAll } from "./push.ts";

/** @returns why it is still here; undefined when there is none any more */
export async function retireUnsealed(parts: UnsealedParts, messenger: Messenger): Promise<Fault | undefined> {
  const device = await openUnsealed(parts);
  if (device === undefined) return undefined;
  const { count } = await unsentOf(device);
  const fault = count === 0 ? undefined : await pushAll(device, messenger);
  closeDevice(device);
  if (fault === undefined) await deleteDatabase(device.db.name, parts.engine);
  return fault;
}
