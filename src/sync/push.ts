// Sends this device's unsent mutations, oldest first. Nothing is taken out of the outbox here: an acknowledgement counts
// only when it comes back with the rows, in a pull.
import { instantOf } from "../protocol/clock.ts";
import { recordVersion, type Mutation } from "../protocol/change.ts";
import { maxMutationsPerPush, maxPushBytes, protocolVersion } from "../protocol/messages.ts";
import { syncStateOf, type Device } from "../storage/device.ts";
import { becomeNewClient, nextMutations } from "../storage/outbox.ts";
import type { Messenger } from "./messenger.ts";
import type { Fault } from "./fault.ts";

/** @returns undefined when all was sent */
export async function pushAll(device: Device, messenger: Messenger): Promise<Fault | undefined> {
  let limit = maxMutationsPerPush;
  let sentN = (await syncStateOf(device.db)).lastN;
  for (;;) {
    const asked = await syncStateOf(device.db);
    const muts = withinBytes(await nextMutations(device, sentN, limit));
    if (muts.length === 0) return undefined;
    const { clientId: client, cursor } = asked;
    const answer = await messenger.push({
      proto: protocolVersion,
      schema: recordVersion,
      client,
      epoch: cursor?.epoch ?? null,
      sentAt: instantOf(device.clock),
      muts,
    });
    if (!answer.ok && answer.fault === "refused" && answer.status === 413 && limit > 1) {
      limit = Math.max(1, Math.floor(Math.min(limit, muts.length) / 2));
      continue;
    }
    if (!answer.ok) return answer;
    if (!("problem" in answer.value)) {
      sentN = Math.max(answer.value.lastN, sentN);
      continue;
    }
    const { problem, lastN } = answer.value;
    const first = muts[0]?.n ?? 1;
    // A gap whose beginning we still hold is filled by sending from there; anything else is another history.
    if (
      problem === "gap" &&
      lastN < sentN &&
      (await device.db.outbox.get(lastN + 1)) !== undefined &&
      lastN + 1 < first
    ) {
      sentN = lastN;
      continue;
    }
    await becomeNewClient(device, asked);
    sentN = 0;
  }
}

/** As many of the first mutations as fit one body; always at least one. */
function withinBytes(muts: readonly Mutation[]): Mutation[] {
  let bytes = 0;
  const end = muts.findIndex((one, at) => {
    bytes += JSON.stringify(one).length;
    return at > 0 && bytes > maxPushBytes;
  });
  return end === -1 ? [...muts] : muts.slice(0, end);
}
