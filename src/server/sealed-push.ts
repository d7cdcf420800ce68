// Takes what a tablet hands in while its author is locked out. The tablet's credential lets it in, the author is the one
// that the client was bound to when they were signed in there, and a secret that only the author's opened data holds
// shows that it was made by them. Once opened it goes the way of every push. Nothing of the school goes back but a count.
import * as z from "zod/mini";
import { mutationSchema } from "../protocol/change.ts";
import { instantOf } from "../protocol/clock.ts";
import {
  maxSealedBytes,
  sealedInfo,
  sealedPushRequestSchema,
  sealedPushResponseSchema,
  type SealedItem,
  type SealedPushRequest,
  type SealedPushResponse,
} from "../protocol/sealed-messages.ts";
import type { Sent } from "../protocol/order.ts";
import type { Parts } from "./parts.ts";
import { takePush, type Sender } from "./push.ts";
import { refuse } from "./refusal.ts";
import { openRoute } from "./route.ts";
import { unattended } from "./session-rights.ts";
import { openSealed } from "./sealing-keys.ts";
import { hashOf, isSameHash } from "./secrets.ts";
import { knownMutations, readBinding, readClient } from "./storage/client-rows.ts";
import { notePending } from "./storage/device-rows.ts";
import { hasPlace, readSchool, type SchoolRow } from "./storage/school-rows.ts";
import { tabletOf } from "./tablet-credential.ts";

const sealedPush = openRoute({
  path: "/api/tablet/sealed",
  method: "post",
  rate: "sync",
  summary:
    "Takes sealed work from an enrolled tablet, whoever is using it; answers how far its author's work has come.",
  maxBytes: maxSealedBytes,
  request: sealedPushRequestSchema,
  response: sealedPushResponseSchema,
  answer: async ({ parts, request, body }) => {
    const tablet = await tabletOf(parts, request);
    if (tablet === undefined) return refuse("not-signed-in");
    const author = await authorOf(parts, tablet, body);
    const school = author && (await readSchool(parts.db, tablet.school));
    if (author === undefined || school === undefined) return refuse("forbidden");
    return (await takeSealed(parts, school, author, body)) ?? refuse("forbidden");
  },
});

export const sealedRoutes = [sealedPush] as const;

interface Author extends Sender {
  /** Hash of the secret that everything of this client carries inside its seal. */
  readonly proof: string;
}

/** A client that took a new id of its own accord is still known by the one that it had when its author was there. */
async function authorOf(
  parts: Parts,
  tablet: { readonly school: string; readonly id: string },
  { client, formerly }: SealedPushRequest,
): Promise<Author | undefined> {
  for (const id of [client, formerly]) {
    const bound = id === undefined ? undefined : await readBinding(parts.db, tablet.school, id);
    if (bound !== undefined && bound.tablet === tablet.id && bound.proof !== null)
      return {
        school: tablet.school,
        staffId: bound.staffId,
        tablet: tablet.id,
        proof: bound.proof,
        reach: unattended,
      };
  }
  return undefined;
}

/** @returns undefined when the client belongs to somebody else */
async function takeSealed(
  parts: Parts,
  school: SchoolRow,
  author: Author,
  { items, seen, durable, left = 0, ...envelope }: SealedPushRequest,
): Promise<SealedPushResponse | undefined> {
  const capOf = capsOf(parts, school, { seen, durable });
  const muts: Sent[] = [];
  for (const item of items) {
    const sent = await openItem(parts, author, envelope.client, item, await capOf(item));
    if (sent === undefined) break;
    muts.push(sent);
  }
  const unreadable = muts.length < items.length ? { problem: "unreadable" as const } : {};
  const answer = async (lastN: number, problem: Pick<SealedPushResponse, "problem">) => ({
    lastN,
    backedUpN: await backedUpN(parts.db, school, muts),
    serverAt: instantOf(parts.clock),
    ...problem,
  });
  if (muts.length === 0) {
    const client = await readClient(parts.db, school.id, envelope.client);
    return await answer(client?.lastN ?? 0, unreadable);
  }
  const outcome = await takePush(parts, author, { ...envelope, seen: null, muts });
  if (!outcome.ok) return undefined;
  const { seq, scopes, response } = outcome;
  if (seq !== undefined) parts.pokes.poke(school.id, seq, "", scopes);
  if (!("problem" in response)) {
    const isAll = muts.length === items.length;
    await notePending(parts.db, school.id, envelope.client, left + (isAll ? 0 : items.length - muts.length));
    return await answer(response.lastN, unreadable);
  }
  if (response.problem === "restored")
    throw new Error("A push that names no place cannot be of another history.");
  return await answer(response.lastN, { problem: response.problem });
}

type Seen = Pick<SealedItem, "seen" | "durable" | "cap">;

/**
 * The author is not there to start again after a restore: what they saw of a history that is gone counts only as far as a
 * backup held it when they saw it. Each place is looked up once.
 */
function capsOf(parts: Parts, school: SchoolRow, body: Seen): (item: Seen) => Promise<number> {
  const known = new Map<string, Promise<boolean>>();
  return async ({ seen = body.seen, durable = body.durable, cap = Infinity }) => {
    const name = JSON.stringify(seen);
    const has = known.get(name) ?? hasPlace(parts.db, school, seen);
    known.set(name, has);
    return (await has) ? cap : Math.min(cap, school.durableSeq, durable ?? Infinity);
  };
}

/** How far the server's backup holds these, in the order in which they were sent. */
async function backedUpN(db: Parts["db"], school: SchoolRow, sent: readonly Sent[]): Promise<number> {
  if (sent.length === 0) return 0;
  const ids = sent.map((one) => one.id);
  const rows = await knownMutations(db, school.id, ids);
  const seqs = new Map(rows.map((row) => [row.id, row.seq]));
  let n = 0;
  for (const one of sent) {
    if ((seqs.get(one.id) ?? Infinity) > school.durableSeq) break;
    ({ n } = one);
  }
  return n;
}

const openedSchema = z.looseObject({
  n: z.int(),
  id: z.string(),
  proof: z.string(),
});

/** What an item holds, as it would have come in a push; undefined when it is not what it says it is. */
async function openItem(
  parts: Parts,
  author: Author,
  client: string,
  { n, id, keyId, sealed }: SealedItem,
  cap: number,
): Promise<Sent | undefined> {
  const info = sealedInfo({ school: author.school, client, n, id });
  const text = await openSealed(parts, author.school, keyId, info, Buffer.from(sealed, "base64"));
  const opened = text === undefined ? undefined : openedSchema.safeParse(jsonOf(text));
  if (opened?.success !== true) return undefined;
  const { proof, ...sent } = opened.data;
  if (sent.n !== n || sent.id !== id || !isSameHash(hashOf(proof), author.proof)) return undefined;
  const mutation = mutationSchema.safeParse(sent);
  // What cannot be read goes on as it came: it is refused alone and kept.
  return mutation.success && cap !== Infinity ? parts.rules.cappedBases(mutation.data, cap) : sent;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}
