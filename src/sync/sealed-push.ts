// Sends the unsent work of people who are not using this device just now, as it lies here sealed to the server, under the
// tablet's own credential. A database whose key is gone is deleted once all of it has been sent, and not before.
import { recordVersion } from "../protocol/change.ts";
import { instantOf, type Clock } from "../protocol/clock.ts";
import { protocolVersion } from "../protocol/messages.ts";
import type { SealedPushResponse } from "../protocol/sealed-messages.ts";
import type { Registry } from "../domain/record-kind.ts";
import type { DatabaseEngine } from "../storage/database.ts";
import { deleteDatabase, openSealedWork, type SealedWork } from "../storage/sealed-work.ts";
import type { AllSpareCopies } from "../storage/spare-copies.ts";
import type { KnownDatabase } from "../storage/shell-keys.ts";
import type { ShellDatabase } from "../storage/shell.ts";
import type { Fault } from "./fault.ts";
import type { SealedPost } from "./messenger.ts";

export interface SealedSending {
  readonly shell: ShellDatabase;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly post: SealedPost;
  /** The database whose person is using the device: it sends for itself. */
  readonly isInUse: (databaseName: string) => Promise<boolean>;
  /** The second copies of everybody's work; absent where there are none. */
  readonly copies?: AllSpareCopies;
  readonly engine?: DatabaseEngine;
}

/**
 * What became of one database's work. `sent`: the server has all of it. `stuck`: the server cannot go on without its
 * author, who goes on when they unlock.
 */
export type SealedOutcome = "sent" | "stuck" | Fault;

/** One round over every database that nobody is using. @returns by database name */
export async function sendSealed(sending: SealedSending): Promise<Map<string, SealedOutcome>> {
  const outcomes = new Map<string, SealedOutcome>();
  for (const known of await sending.shell.databases.toArray()) {
    if (!(await sending.isInUse(known.name))) outcomes.set(known.name, await sendOne(sending, known));
  }
  return outcomes;
}

/** How much of each person's work has not been sent, by the person's key, as the databases here hold it. */
export async function sealedWaiting(
  sending: Pick<SealedSending, "shell" | "registry" | "engine">,
): Promise<Map<string, number>> {
  const waiting = new Map<string, number>();
  for (const { name, personKey, sentThrough } of await sending.shell.databases.toArray()) {
    const work = await openSealedWork(name, sending.registry, sending.engine);
    const isSent = work?.unsent !== undefined && isThrough(work, sentThrough);
    const count = isSent ? 0 : (work?.unsent?.count ?? 0);
    waiting.set(personKey, (waiting.get(personKey) ?? 0) + count);
    work?.close();
  }
  return waiting;
}

async function sendOne(sending: SealedSending, known: KnownDatabase): Promise<SealedOutcome> {
  const { shell, registry, engine } = sending;
  const work = await openSealedWork(known.name, registry, engine);
  const isDone = work?.unsent === undefined || isThrough(work, known.sentThrough);
  const outcome = isDone ? "sent" : await sendSealedWork(work, sending.clock, sending.post);
  if (!isDone && outcome === "sent") {
    const { last } = work.unsent;
    await shell.databases.update(known.name, { sentThrough: { client: work.client, n: last } });
  }
  work?.close();
  // Asked again: the person may have got a new key for it, or come back to it, while it was on its way.
  const now = await shell.databases.get(known.name);
  if (outcome === "sent" && now?.isGivenUp === true && !(await sending.isInUse(known.name))) {
    await deleteDatabase(known.name, engine);
    await shell.databases.delete(known.name);
  }
  return outcome;
}

/**
 * Sends one client's sealed work, oldest first, until the server has all of it or cannot go on.
 * @param onAnswer told what the server says, each time
 */
export async function sendSealedWork(
  work: SealedWork,
  clock: Clock,
  post: SealedPost,
  onAnswer: (answer: SealedPushResponse) => void = () => {},
): Promise<SealedOutcome> {
  if (work.unsent === undefined) return "sent";
  let n = work.unsent.first - 1;
  for (let isGoneBack = false; ;) {
    const answer = await postAfter(work, n, clock, post);
    if (answer === "stuck") return answer;
    if (!answer.ok) return answer;
    onAnswer(answer.value);
    const { lastN, problem } = answer.value;
    // The server was put back to before this: what it had acknowledged since is kept here, and sent again.
    const mustGoBack: boolean = problem === "gap" && lastN < n && !isGoneBack;
    if (problem !== undefined && !mustGoBack) return "stuck";
    if (problem === undefined && lastN <= n) return "stuck";
    isGoneBack ||= mustGoBack;
    n = lastN;
    if (n >= work.unsent.last) return "sent";
  }
}

async function postAfter(
  work: SealedWork,
  n: number,
  clock: Clock,
  post: SealedPost,
): Promise<{ readonly ok: true; readonly value: SealedPushResponse } | Fault | "stuck"> {
  const items = await work.after(n);
  if (items.length === 0) return "stuck";
  const { client, formerly, seen, durable } = work;
  return await post({
    proto: protocolVersion,
    schema: recordVersion,
    client,
    ...(formerly !== null && { formerly }),
    seen,
    durable,
    afterId: await work.idAt(n),
    sentAt: instantOf(clock),
    left: Math.max(0, (work.unsent?.last ?? 0) - (items.at(-1)?.n ?? 0)),
    items,
  });
}

function isThrough({ client, unsent }: SealedWork, through: KnownDatabase["sentThrough"]): boolean {
  return unsent !== undefined && through?.client === client && through.n >= unsent.last;
}
