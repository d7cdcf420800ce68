// Gives a device what it may hold and does not have yet. One answer is one snapshot: the grants when they have changed,
// else what changed after the cursor, and once that has caught up a page of a scope that the device is getting whole.
// The steps are numbered. A device gets its own rows back too, with the sequence numbers that confirm them.
import { grantsOf } from "../domain/access.ts";
import { dayInZone } from "../domain/calendar.ts";
import { instantOf } from "../protocol/clock.ts";
import {
  hashGrants,
  oldestSchemaToPull,
  type PullPage,
  type PullRequest,
  type SealingKey,
} from "../protocol/messages.ts";
import { scopesToMend } from "./compare-scopes.ts";
import { noteContact } from "./contact.ts";
import { nextFill } from "./fill.ts";
import { storedResult } from "./mutation-results.ts";
import type { Parts } from "./parts.ts";
import type { Sender } from "./push.ts";
import { sealingKeyOf } from "./sealing-keys.ts";
import { factsWithin, grantsWithin } from "./session-rights.ts";
import { readClient, troubledMutations } from "./storage/client-rows.ts";
import { pageOfRows, type PageRow, type RowPage } from "./storage/page-rows.ts";
import { hasPlace, inSnapshot, placeNow, readSchool, type SchoolRow } from "./storage/school-rows.ts";
import type { Db } from "./storage/tables.ts";

type PullOutcome =
  /** The answer as JSON text: rows go out as they are stored, without being read. */
  | { readonly ok: true; readonly json: string }
  | { readonly ok: false; readonly why: "someone-else" | "not-on-the-staff" };

interface Given {
  readonly outcome: PullOutcome;
  /** For the evidence: the client's last mutation that is taken, and the grants if they are news. */
  readonly lastN?: number;
  readonly grants?: readonly string[];
}

export async function givePull(parts: Parts, sender: Sender, request: PullRequest): Promise<PullOutcome> {
  // Made at first need, which a snapshot may not do.
  const sealTo = request.sealTo === undefined ? undefined : await sealingKeyOf(parts, sender.school);
  const given = await inSnapshot(parts.db, (tx) => giveInSnapshot(parts, tx, sender, request, sealTo));
  if (given.lastN !== undefined)
    await noteContact(parts.db, sender.school, contactOf(parts, sender, request, given));
  return given.outcome;
}

function contactOf(parts: Parts, sender: Sender, request: PullRequest, given: Given) {
  // What was pushed and not yet acknowledged is not unsent any more.
  const taken = Math.max(0, (given.lastN ?? 0) - request.ackN);
  const pending = Math.max(0, request.pending - taken);
  return {
    client: request.client,
    formerly: request.formerly,
    grants: given.grants,
    staffId: sender.staffId,
    tablet: sender.tablet,
    proof: request.proof,
    seenMs: parts.clock.nowMs(),
    schemaVersion: request.schema,
    // While a device is getting scopes whole, its place says nothing of what it still holds from before.
    ...(request.filling === undefined && { cursorSeq: request.cursor?.seq ?? 0 }),
    pending,
    oldestMs: request.oldest === null || pending === 0 ? null : Date.parse(request.oldest),
  };
}

async function giveInSnapshot(
  parts: Parts,
  tx: Db,
  sender: Sender,
  request: PullRequest,
  sealTo: SealingKey | undefined,
): Promise<Given> {
  // 1. Where the school is, and how far this client has come.
  const standing = await standingOf(parts, tx, sender, request.client);
  if (!standing.ok) return { outcome: standing };
  const { school, own, come } = standing;

  // 2. An app too old to read this is asked to update itself; it has pushed already.
  if (request.schema < oldestSchemaToPull) return answer({ upgrade: oldestSchemaToPull, ...come });

  // 3. A cursor into a history that this server does not have: the device starts again.
  const isKnownPlace = await hasPlace(tx, school, request.cursor);
  if (!isKnownPlace) return answer({ reset: "history-differs", ...come, durable: school.durableSeq });
  const isNewKey = sealTo !== undefined && sealTo.id !== request.sealTo;
  const head = { ...come, ...(await headOf(parts, tx, school, request)), ...(isNewKey && { sealTo }) };

  // 4. Other grants than the device holds: they travel alone, and the cursor stays.
  const after = request.after ?? request.cursor?.seq ?? school.seq;
  const facts = factsWithin(sender.reach, own);
  const grants = grantsWithin(sender.reach, grantsOf(facts, dayInZone(parts.clock.nowMs())));
  const isNews = hashGrants(grants) !== request.scopesHash;
  if (isNews) return { ...givenPage({ ...head, more: true, after, allow: grants }, [], []), grants };

  // 5. Everything granted that changed after the cursor, or after the page before this one.
  // What only this client made is as it sent it, unless something became of it that it must first be told.
  const ownClient = head.results.length === 0 ? request.client : undefined;
  const span = { after, upTo: school.seq };
  const found = await pageOfRows(tx, school.id, grants, span, parts.pageLimits, ownClient);
  const soFar = { ...head, more: !found.isLast, after: found.reached, ...keptOf(found) };
  if (!found.isLast) return givenPage(soFar, found.rows, found.gone);

  // 6. Scopes that the device must get whole again, and the next page of one that it is getting whole.
  const room = parts.pageLimits.rows - found.rows.length - found.kept.length;
  const { rows, ...rest } = await moreOf(parts, tx, school, grants, request, room);
  return givenPage({ ...soFar, ...rest }, [...found.rows, ...rows], found.gone);
}

/** The school and the person's facts in it, and how far their client has come; or why it is given nothing. */
async function standingOf(parts: Parts, tx: Db, sender: Sender, clientId: string) {
  const school = await readSchool(tx, sender.school);
  const facts = await parts.facts.read(tx, sender.school, school?.seq);
  const own = facts.of(sender.staffId);
  if (school === undefined || own === undefined) return { ok: false, why: "not-on-the-staff" } as const;
  const client = await readClient(tx, school.id, clientId);
  if (client !== undefined && client.staffId !== sender.staffId)
    return { ok: false, why: "someone-else" } as const;
  const come = { lastN: client?.lastN ?? 0, lastId: client?.lastId ?? null };
  return { ok: true, school, own, come } as const;
}

async function headOf(parts: Parts, tx: Db, school: SchoolRow, request: PullRequest) {
  const results = (await troubledMutations(tx, school.id, request.client, request.ackN)).map(storedResult);
  const leaseUntil = new Date(parts.clock.nowMs() + leaseMs).toISOString();
  const [upTo, durable, serverAt] = [await placeNow(tx, school), school.durableSeq, instantOf(parts.clock)];
  return { upTo, results, durable, leaseUntil, serverAt };
}

/** Ten school days. */
const leaseMs = 14 * 86_400_000;

async function moreOf(
  parts: Parts,
  tx: Db,
  school: SchoolRow,
  grants: readonly string[],
  request: PullRequest,
  room: number,
): Promise<Pick<PullPage, "full" | "filled" | "checked"> & { readonly rows: readonly PageRow[] }> {
  if (request.cursor !== null && parts.rules.isBelowFloor(request.cursor.seq, school.floor)) {
    return { full: [...grants], rows: [] };
  }
  const isGranted = (scope: string) => grants.some((grant) => parts.rules.grantCovers(grant, scope));
  const wanted = Object.entries(request.filling ?? {}).filter(([scope]) => isGranted(scope));
  if (wanted.length > 0) {
    // A page with less room than a tenth is sent as it is; the scopes go on with the next.
    const limits = { ...parts.pageLimits, rows: room, leastRows: Math.ceil(parts.pageLimits.rows / 10) };
    return await nextFill(tx, parts.registry, school, Object.fromEntries(wanted), limits);
  }
  if (request.check === undefined || request.cursor?.seq !== school.seq) return { rows: [] };
  const full = await scopesToMend(tx, school.id, grants, request.check);
  if (full.length > 0) parts.log("device-differs", { client: request.client, scopes: full.length });
  return { checked: true, ...(full.length > 0 && { full }), rows: [] };
}

function keptOf({ kept }: RowPage): Pick<PullPage, "kept"> {
  if (kept.length === 0) return {};
  return { kept: kept.map(({ kind, id, scope, seq }) => [kind, id, scope, seq]) };
}

function answer(json: object): Given {
  return { outcome: { ok: true, json: JSON.stringify(json) } };
}

type PageHead = Omit<PullPage, "rows" | "gone">;

function givenPage(head: PageHead, rows: readonly PageRow[], gone: readonly PageRow[]): Given {
  const rowTexts = rows.map(({ kind, id, scope, seq, json }) => {
    const start = JSON.stringify([kind, id, scope, seq]).slice(0, -1);
    return `${start},${json ?? "null"}]`;
  });
  const goneRows = gone.map(({ kind, id, scope, seq }) => [kind, id, scope, seq]);
  const start = JSON.stringify({ ...head, gone: goneRows }).slice(0, -1);
  const json = `${start},"rows":[${rowTexts.join(",")}]}`;
  return { outcome: { ok: true, json }, lastN: head.lastN };
}
