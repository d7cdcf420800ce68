// One round of sync: what this device has goes out before anything comes in, and when the answer shows that the server
// knows another history of this device, both are done again.
import type { Device } from "../storage/device.ts";
import { sealUnsent } from "../storage/seal-for-server.ts";
import type { Fault } from "./fault.ts";
import type { Messenger } from "./messenger.ts";
import { pullAll } from "./pull.ts";
import { pushAll } from "./push.ts";

/** One or two do, whatever happened; more would be a fault that must not become a flood of requests. */
const mostTurns = 4;

/**
 * @param onProgress while scopes are being got whole: how much of them is here, 0 to 1
 * @returns undefined when all was sent and the device is up to date
 */
export async function syncRound(
  device: Device,
  messenger: Messenger,
  onProgress: (part: number) => void,
): Promise<Fault | undefined> {
  const fault = await turnsOf(device, messenger, onProgress);
  // Only what is left now needs a form that can leave without its author.
  await sealUnsent(device);
  return fault;
}

async function turnsOf(
  device: Device,
  messenger: Messenger,
  onProgress: (part: number) => void,
): Promise<Fault | undefined> {
  for (let turn = 1; turn <= mostTurns; turn += 1) {
    const fault = (await pushAll(device, messenger)) ?? (await pullAll(device, messenger, onProgress));
    if (fault !== "push-again") return fault;
  }
  return { ok: false, fault: "unsettled" };
}
