// Sends second copies that no database on this device speaks for any more: the browser threw it away, with the key that
// would open them. They go as they lie, sealed to the server, and each is kept until a backup of the server holds it.
import { isKeptAfterAck } from "../protocol/rules.ts";
import type { SealedPushResponse } from "../protocol/sealed-messages.ts";
import type { AllSpareCopies, SpareCopies, SpareKey, SpareTaken } from "../storage/spare-copies.ts";
import { clientsHere, sealedWorkOf } from "../storage/sealed-work.ts";
import { sendSealedWork, type SealedOutcome, type SealedSending } from "./sealed-push.ts";

/** One client's copies, of which nothing else is left here. */
interface Orphaned {
  readonly personKey: string;
  readonly client: string;
  readonly copies: SpareCopies;
  readonly keys: readonly SpareKey[];
  readonly taken: SpareTaken | undefined;
}

type Here = Pick<SealedSending, "shell" | "registry" | "engine" | "copies">;

/** What became of the copies of one client. */
export interface CopiesOutcome {
  readonly personKey: string;
  readonly client: string;
  /** How many of them the server had not said to have, before. */
  readonly unsent: number;
  readonly outcome: SealedOutcome;
}

/**
 * @param isAsking also what the server has already, to hear whether a backup holds it by now, and in case it was put back
 */
export async function sendCopies(sending: SealedSending, isAsking: boolean): Promise<CopiesOutcome[]> {
  const { copies } = sending;
  if (copies === undefined) return [];
  const outcomes: CopiesOutcome[] = [];
  for (const one of await orphanedCopies(sending, copies)) {
    const { personKey, client } = one;
    const unsent = unsentOf(one).length;
    const outcome = unsent === 0 && !isAsking ? "sent" : await sendOrphaned(sending, copies, one);
    outcomes.push({ personKey, client, unsent, outcome });
  }
  return outcomes;
}

/** How many copies of each person have not been sent, by the person's key. */
export async function copiesWaiting(here: Here): Promise<Map<string, number>> {
  const waiting = new Map<string, number>();
  if (here.copies === undefined) return waiting;
  for (const one of await orphanedCopies(here, here.copies))
    waiting.set(one.personKey, (waiting.get(one.personKey) ?? 0) + unsentOf(one).length);
  return waiting;
}

function unsentOf({ keys, taken }: Orphaned): readonly SpareKey[] {
  return keys.filter((key) => key.n > (taken?.n ?? 0));
}

async function orphanedCopies(
  { shell, registry, engine }: Here,
  all: AllSpareCopies,
): Promise<readonly Orphaned[]> {
  const people = await all.people();
  if (people.size === 0) return [];
  const names = await shell.databases.toCollection().primaryKeys();
  const clients = await Promise.all(names.map((name) => clientsHere(name, registry, engine)));
  const alive = new Set(clients.flat());
  const orphaned: Orphaned[] = [];
  for (const [personKey, copies] of people) {
    const keys = (await copies.keys()).filter((key) => !alive.has(key.client));
    for (const [client, own] of Map.groupBy(keys, (key) => key.client))
      orphaned.push({ personKey, client, copies, keys: own, taken: await all.taken(client) });
  }
  return orphaned;
}

async function sendOrphaned(
  { clock, post }: SealedSending,
  all: AllSpareCopies,
  { client, copies, keys, taken: before }: Orphaned,
): Promise<SealedOutcome> {
  const found = await Promise.all(keys.map((key) => copies.read(key)));
  const work = sealedWorkOf(
    client,
    found.filter((copy) => copy !== undefined),
  );
  const answers: SealedPushResponse[] = [];
  const outcome = await sendSealedWork(work, clock, post, (answer) => void answers.push(answer));
  const last = answers.findLast((answer) => answer.problem === undefined);
  if (last === undefined) return outcome;
  const { lastN: n, serverAt } = last;
  const taken = before?.n === n ? before : { n, at: serverAt };
  await all.noteTaken(client, taken);
  const backedUpN = Math.max(...answers.map((answer) => answer.backedUpN));
  const isKept = (key: SpareKey) =>
    key.n > n || isKeptAfterAck({ ackSeq: key.n, ackAt: taken.at }, backedUpN, serverAt);
  for (const key of keys) if (!isKept(key)) await copies.drop(key);
  if (!keys.some(isKept)) await all.noteTaken(client, null);
  return outcome;
}
