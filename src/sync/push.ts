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
  let sentN: number | undefined;
  const withheld = new Set<string>();
  let problems = 0;
  let ready: Prepared | undefined;
  for (;;) {
    const { asked, request, muts, isCut } = ready ?? (await prepare(device, sentN, limit, withheld));
    ready = undefined;
    if (muts.length === 0) return undefined;
    // While one batch is on its way, the next is opened and packed.
    const [answer, next] = await Promise.all([
      messenger.push(request),
      isCut ? prepare(device, muts.at(-1)?.n, limit, withheld, messenger) : undefined,
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
    const after = await settle(device, asked, answer.value);
    if (after.isProblem) problems += 1;
    if (problems > mostProblems) return { ok: false, fault: "unsettled" };
    sentN = after.isProblem ? after.n : Math.max(after.n, sentN ?? asked.lastN);
    if (!after.isProblem && sentN === muts.at(-1)?.n && isSameHistory(next?.asked, after.now)) ready = next;
  }
}

/** A batch that is ready to go, and the state of the device that it was made with. */
interface Prepared {
  readonly asked: SyncState;
  readonly request: PushRequest;
  readonly muts: readonly Mutation[];
  /** Whether there may be more behind it. */
  readonly isCut: boolean;
}

/**
 * As many of the mutations after `n` as fit one body; at least one, if there is one.
 * @param n undefined = the last one that the server is known to have
 * @param messenger where it is packed already; absent when it goes out at once
 */
async function prepare(
  device: Device,
  n: number | undefined,
  limit: number,
  withheld: ReadonlySet<string>,
  messenger?: Messenger,
): Promise<Prepared> {
  const { state, muts: found, idBefore } = await nextMutations(device, n, limit);
  let bytes = 0;
  const end = found.findIndex((one, at) => {
    bytes += JSON.stringify(one).length;
    return at > 0 && bytes > maxPushBytes;
  });
  const muts = end === -1 ? found : found.slice(0, end);
  const request = requestOf(device, state, muts, withheld, idBefore);
  if (muts.length > 0) messenger?.packAhead?.(request);
  return { asked: state, request, muts, isCut: end !== -1 || found.length === limit };
}

/** Whether a body that was made before can still go: it names this device and what it has seen, and holds its bases. */
function isSameHistory(before: SyncState | undefined, now: SyncState): boolean {
  const named = ({ clientId, formerly, cursor, paging, baseCap }: SyncState) =>
    JSON.stringify([clientId, formerly, cursor, paging, baseCap]);
  return before !== undefined && named(before) === named(now);
}

interface Settled {
  /** The number after which to go on sending. */
  readonly n: number;
  /** Whether that is another one than was thought. */
  readonly isProblem: boolean;
  readonly now: SyncState;
}

async function settle(device: Device, asked: SyncState, answer: PushResponse): Promise<Settled> {
  if ("problem" in answer)
    return { n: await settleProblem(device, asked, answer), isProblem: true, now: asked };
  const { lastN } = answer;
  // As it is now: a save may have come in since the batch was read, another window may have settled a fork.
  const [now, entry] = await Promise.all([syncStateOf(device.db), device.db.outbox.get(lastN)]);
  if (now.clientId !== asked.clientId) return { n: now.lastN, isProblem: true, now };
  if (device.rules.compareStanding(now, answer, entry?.id) !== "forked")
    return { n: lastN, isProblem: false, now };
  // The server has taken something else under this number: a copy of this database came first.
  await becomeNewClient(device, asked);
  return { n: 0, isProblem: true, now };
}

function requestOf(
  device: Device,
  asked: SyncState,
  muts: readonly Mutation[],
  withheld: ReadonlySet<string>,
  afterId: string | null,
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
    afterId,
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
  const state = await syncStateOf(device.db);
  // Another window may have settled it meanwhile.
  if (state.clientId === asked.clientId) await becomeNewClient(device, state);
  return (await syncStateOf(device.db)).lastN;
}

async function isNothingAfter(device: Device, n: number): Promise<boolean> {
  return (await device.db.outbox.where("n").above(n).count()) === 0;
}
