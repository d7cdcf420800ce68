// Brings this device up to the server, page by page. Each page is applied whole; an answer to an older state of the
// device is thrown away.
import { recordVersion } from "../protocol/change.ts";
import { hashGrants, protocolVersion } from "../protocol/messages.ts";
import { applyPage } from "../storage/apply-page.ts";
import { syncStateOf, type Device } from "../storage/device.ts";
import { becomeNewClient, forgetCursor, noteServerClock, unsentOf } from "../storage/outbox.ts";
import type { Fault } from "./fault.ts";
import type { Messenger } from "./messenger.ts";

/** A clock that is further off than this is written down; smaller differences are the network's. */
const clockStepMs = 5_000;

/**
 * @param onPage called after each page with the sequence number reached and the one aimed at, for a progress bar
 * @returns undefined when the device is up to date
 */
export async function pullAll(
  device: Device,
  messenger: Messenger,
  onPage: (reached: number, aim: number) => void,
): Promise<Fault | undefined> {
  for (;;) {
    const asked = await syncStateOf(device.db);
    const unsent = await unsentOf(device);
    const sentAtMs = device.clock.nowMs();
    const answer = await messenger.pull({
      proto: protocolVersion,
      schema: recordVersion,
      client: asked.clientId,
      cursor: asked.cursor,
      scopesHash: hashGrants(asked.grants),
      ...(Object.keys(asked.filling).length > 0 && { filling: asked.filling }),
      ...(asked.paging && { upTo: asked.paging.upTo, after: asked.paging.after }),
      ackN: asked.lastN,
      pending: unsent.count,
      oldest: unsent.oldest,
    });
    if (!answer.ok) return answer;
    const page = answer.value;
    if ("reset" in page) {
      await (page.lastN < asked.lastN ? becomeNewClient(device, asked) : forgetCursor(device, asked));
      continue;
    }
    const offsetMs = Date.parse(page.serverAt) - (sentAtMs + device.clock.nowMs()) / 2;
    if (Math.abs(offsetMs - asked.clockOffsetMs) > clockStepMs)
      await noteServerClock(device, Math.round(offsetMs));
    const result = await applyPage(device, page, asked);
    onPage(page.more ? page.after : page.upTo.seq, page.upTo.seq);
    if (result === "applied" && !page.more) return undefined;
  }
}
