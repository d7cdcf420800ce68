// Sends this device's unsent mutations, oldest first. Nothing is taken out of the outbox here: an acknowledgement counts
// only when it comes back with the rows, in a pull.
import { instantOf } from "../protocol/clock.ts";
import { recordVersion, type Mutation } from "../protocol/change.ts";
import {
  maxMutationsPerPush,
  maxPushBytes,
  protocolVersion,
  type PushRequest,
  type PushResponse,
} from "../protocol/messages.ts";
import type { SyncState } from "../storage/database.ts";
import { syncStateOf, type Device } from "../storage/device.ts";
import { becomeNewClient, startAgain } from "../storage/identity.ts";
import { nextMutations } from "../storage/outbox.ts";
import type { Messenger } from "./messenger.ts";
import type { Fault } from "./fault.ts";

/** What goes in the place of a mutation that the server cannot even read: it is refused alone, and the rest goes on. */
type Stub = Omit<Mutation, "ops"> & { readonly ops: []; readonly withheld: "too-large" };

/** One or two settle any history; more would be a fault that must not become a flood of requests. */
const mostProblems = 4;

/** @returns undefined when all was sent */
export async function pushAll(device: Device, messenger: Messenger): Promise<Fault | undefined> {
  let limit = maxMutationsPerPush;
  let sentN = (await syncStateOf(device.db)).lastN;
  const withheld = new Set<string>();
  let problems = 0;
  let ready: Batch | undefined;
  for (;;) {
    const asked = await syncStateOf(device.db);
    const { muts, isCut } = ready ?? (await batchAfter(device, sentN, limit));
    ready = undefined;
    if (muts.length === 0) return undefined;
    // While one batch is on its way, the next is opened.
    const [answer, next] = await Promise.all([
      messenger.push(requestOf(device, asked, muts, withheld)),
      isCut ? batchAfter(device, muts.at(-1)?.n ?? 0, limit) : undefined,
    ]);
    if (!answer.ok) {
      const isUnreadable = answer.fault === "refused" && [400, 413].includes(answer.status);
      const first = muts[0]?.id ?? "";
      if (!isUnreadable || (muts.length === 1 && withheld.has(first))) return answer;
      // Half as many, down to the one that cannot be read: that one is left out, and kept here as refused.
      if (muts.length === 1) withheld.add(first);
      else limit = Math.max(1, Math.floor(muts.length / 2));
      continue;
    }
    if ("problem" in answer.value) {
      problems += 1;
      if (problems > mostProblems) return { ok: false, fault: "unsettled" };
      sentN = await settleProblem(device, asked, answer.value);
    } else {
      sentN = Math.max(answer.value.lastN, sentN);
      if (sentN === muts.at(-1)?.n) ready = next;
    }
  }
}

function requestOf(
  device: Device,
  asked: SyncState,
  muts: readonly Mutation[],
  withheld: ReadonlySet<string>,
): PushRequest {
  const sent = muts.map((one): Mutation | Stub =>
    withheld.has(one.id) ? { ...one, ops: [], withheld: "too-large" } : one,
  );
  return {
    proto: protocolVersion,
    schema: recordVersion,
    client: asked.clientId,
    ...(asked.formerly !== null && { formerly: asked.formerly }),
    seen: asked.paging?.upTo ?? asked.cursor,
    sentAt: instantOf(device.clock),
    muts: sent,
  };
}

/** @returns the number after which to go on sending */
async function settleProblem(
  device: Device,
  asked: SyncState,
  answer: Extract<PushResponse, { problem: string }>,
): Promise<number> {
  const { problem, lastN } = answer;
  if (problem === "restored" || (problem === "gap" && lastN < asked.lastN)) {
    await startAgain(device, asked, answer);
    const now = await syncStateOf(device.db);
    if (now.clientId !== asked.clientId) return now.lastN;
    // Numbers after the server's last that we no longer keep were backed up: what is left is numbered anew.
    if ((await device.db.outbox.get(lastN + 1)) !== undefined || (await isNothingAfter(device, lastN)))
      return lastN;
  }
  await becomeNewClient(device, await syncStateOf(device.db));
  return 0;
}

async function isNothingAfter(device: Device, n: number): Promise<boolean> {
  return (await device.db.outbox.where("n").above(n).count()) === 0;
}

interface Batch {
  readonly muts: readonly Mutation[];
  /** Whether there may be more behind it. */
  readonly isCut: boolean;
}

/** As many of the next mutations as fit one body; at least one, if there is one. */
async function batchAfter(device: Device, n: number, limit: number): Promise<Batch> {
  const found = await nextMutations(device, n, limit);
  let bytes = 0;
  const end = found.findIndex((one, at) => {
    bytes += JSON.stringify(one).length;
    return at > 0 && bytes > maxPushBytes;
  });
  const muts = end === -1 ? found : found.slice(0, end);
  return { muts, isCut: end !== -1 || found.length === limit };
}
