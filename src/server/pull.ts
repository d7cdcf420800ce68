// Gives a device what it may hold and does not have yet: SYNC rules 4 (acknowledgements in the snapshot of the rows), 7
// (grants), 8 (paging) and the restore check of 9. One page is one snapshot. The steps are numbered.
//
// A device gets its own rows back too, with the sequence numbers that confirm them.
import { grantsOf } from "../domain/access.ts";
import { dayInZone } from "../domain/calendar.ts";
import { instantOf } from "../protocol/clock.ts";
import {
  hashGrants,
  maxRowsPerPage,
  type Cursor,
  type MutationResult,
  type PullRequest,
} from "../protocol/messages.ts";
import { storedResult } from "./mutation-results.ts";
import type { Parts } from "./parts.ts";
import type { Sender } from "./push.ts";
import { readClient, troubledMutations } from "./storage/client-rows.ts";
import { pageOfRows, type PageRow, type RowPage } from "./storage/page-rows.ts";
import { commitTag, inSnapshot, readSchool, type SchoolRow } from "./storage/school-rows.ts";
import type { Db } from "./storage/tables.ts";

const pageLimits = { rows: maxRowsPerPage, bytes: 1_000_000 };

type PullOutcome =
  /** The answer as JSON text: rows go out as they are stored, without being read. */
  | { readonly ok: true; readonly json: string }
  | { readonly ok: false; readonly why: "someone-else" | "not-on-the-staff" };

export function givePull(parts: Parts, sender: Sender, request: PullRequest): Promise<PullOutcome> {
  return inSnapshot(parts.db, (tx) => giveInSnapshot(parts, tx, sender, request));
}

async function giveInSnapshot(
  parts: Parts,
  tx: Db,
  sender: Sender,
  request: PullRequest,
): Promise<PullOutcome> {
  // 1. Where the school is, and how far this client has come.
  const school = await readSchool(tx, sender.school);
  const facts = await parts.facts.read(tx, sender.school, school?.seq);
  const own = facts.of(sender.staffId);
  if (school === undefined || own === undefined) return { ok: false, why: "not-on-the-staff" };
  const client = await readClient(tx, school.id, request.client);
  if (client !== undefined && client.staffId !== sender.staffId) return { ok: false, why: "someone-else" };
  const come = { lastN: client?.lastN ?? 0, lastId: client?.lastId ?? null };

  // 2. A cursor into a history that this server does not have: the device starts again.
  if (!(await isOurHistory(tx, school, request.cursor))) {
    return { ok: true, json: JSON.stringify({ reset: "history-differs", ...come }) };
  }
  const results = (await troubledMutations(tx, school.id, request.client, request.ackN)).map(storedResult);
  const common = { ...come, results, serverAt: instantOf(parts.clock) };
  const unmoved = request.cursor ?? { epoch: school.epoch, seq: 0, tag: "" };

  // 3. Other grants than the device holds: they travel alone, and the cursor stays.
  const grants = grantsOf(own, dayInZone(parts.clock.nowMs()));
  if (hashGrants(grants) !== request.scopesHash) {
    return page({ ...common, upTo: unmoved, more: true, after: unmoved.seq, allow: grants }, [], []);
  }

  // 4. A grant that is being filled on its own, from its own number up to now.
  const filling = Object.entries(request.filling ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const first = filling.find(([grant]) => grants.includes(grant));
  if (first !== undefined) {
    const [grant, after] = first;
    const found = await pageOfRows(tx, school.id, [grant], { after, upTo: school.seq }, pageLimits);
    const filled = { grant, seq: found.reached, done: found.isLast };
    return page({ ...common, upTo: unmoved, more: true, after: unmoved.seq, filled }, found.rows, found.gone);
  }

  // 5. Everything granted that changed after the cursor, or after the page before this one.
  const after = request.after ?? request.cursor?.seq ?? 0;
  const found = await pageOfRows(tx, school.id, grants, { after, upTo: school.seq }, pageLimits);
  return page({ ...common, ...(await placeAfter(tx, school, request, found)) }, found.rows, found.gone);
}

async function isOurHistory(tx: Db, school: SchoolRow, cursor: Cursor | null): Promise<boolean> {
  if (cursor === null) return true;
  if (cursor.epoch !== school.epoch) return false;
  return cursor.seq === 0 || (await commitTag(tx, school.id, cursor.seq)) === cursor.tag;
}

/**
 * Pages on the way name the place that the first one aimed at. The last page names the newest place of its own snapshot
 * and has read up to it: what was acknowledged in that snapshot is then among the rows, and nothing flickers.
 */
async function placeAfter(tx: Db, school: SchoolRow, request: PullRequest, found: RowPage) {
  const now = async () => {
    const tag = (await commitTag(tx, school.id, school.seq)) ?? "";
    return { epoch: school.epoch, seq: school.seq, tag };
  };
  if (found.isLast) return { upTo: await now(), more: false, after: school.seq };
  return { upTo: request.upTo ?? (await now()), more: true, after: found.reached };
}

interface PageHead {
  readonly upTo: Cursor;
  readonly more: boolean;
  readonly after: number;
  readonly allow?: readonly string[];
  readonly filled?: { readonly grant: string; readonly seq: number; readonly done: boolean };
  readonly lastN: number;
  readonly lastId: string | null;
  readonly results: readonly MutationResult[];
  readonly serverAt: string;
}

function page(head: PageHead, rows: readonly PageRow[], gone: readonly PageRow[]): PullOutcome {
  const rowTexts = rows.map(({ kind, id, scope, seq, json }) => {
    const start = JSON.stringify([kind, id, scope, seq]).slice(0, -1);
    return `${start},${json ?? "null"}]`;
  });
  const goneRows = gone.map(({ kind, id, scope, seq }) => [kind, id, scope, seq]);
  const start = JSON.stringify({ ...head, gone: goneRows }).slice(0, -1);
  return { ok: true, json: `${start},"rows":[${rowTexts.join(",")}]}` };
}
