// Which pupils' records are due for review, for the SENCO and the administrator, and the decision to keep one for another
// year. Nothing is erased here.
import { dayInZone, type Day } from "../domain/calendar.ts";
import { pupilIdentitySchema, pupilNeedSchema, pupilSchema, senRecordSchema } from "../domain/pupil.ts";
import { oneYearAfter, retentionOf, usualRetentionYears, type RetentionYears } from "../domain/retention.ts";
import { retentionHoldSchema } from "../domain/retention-hold.ts";
import { sendScope } from "../domain/scope.ts";
import { schoolSchema } from "../domain/staff.ts";
import {
  keepRequestSchema,
  retentionListSchema,
  type RetentionList,
} from "../protocol/retention-messages.ts";
import { audit } from "./audit.ts";
import { unlessRole } from "./unless-role.ts";
import { refuse } from "./refusal.ts";
import { nothingSchema, staffRoute } from "./route.ts";
import { inReadSnapshot, inTransaction } from "./storage/database.ts";
import { recordsOfKind } from "./storage/record-rows.ts";
import type { Db } from "./storage/tables.ts";
import { writeNewRecords } from "./write-records.ts";

const list = staffRoute({
  path: "/api/admin/retention",
  method: "get",
  rate: "export",
  summary: "Pupils who have left, with the day until which each record is kept; those due for review first.",
  request: nothingSchema,
  response: retentionListSchema,
  answer: async ({ parts }, session) => {
    const refused = await unlessRole(parts, session, "/api/admin/retention", "senco", "administrator");
    if (refused !== undefined) return refused;
    const today = dayInZone(parts.clock.nowMs());
    return await inReadSnapshot(parts.db, (tx) => listOf(tx, session.school, today));
  },
});

const keep = staffRoute({
  path: "/api/admin/retention/keep",
  method: "post",
  summary: "Keeps a record that is due for review for another year, with a reason.",
  request: keepRequestSchema,
  response: retentionListSchema,
  answer: async ({ parts, body }, session) => {
    const refused = await unlessRole(parts, session, "/api/admin/retention/keep", "senco", "administrator");
    if (refused !== undefined) return refused;
    const today = dayInZone(parts.clock.nowMs());
    const { school, staffId } = session;
    const before = await inReadSnapshot(parts.db, (tx) => listOf(tx, school, today));
    if (!before.pupils.some((one) => one.pupilId === body.pupilId && one.state === "due"))
      return refuse("not-found");
    const until = oneYearAfter(today);
    const fields = { ...body, until, decidedBy: staffId, decidedOn: today };
    const scope = sendScope(body.pupilId);
    const hold = { kind: "retentionHold", id: parts.random.uuid(), scope, fields };
    const seq = await inTransaction(parts.db, async (tx) => {
      const commit = await writeNewRecords(tx, parts, school, staffId, [hold]);
      const about = { subject: body.pupilId, why: body.why, until };
      await audit(parts, tx, { ...session, event: "retention-review", about });
      return commit;
    });
    parts.pokes.poke(school, seq);
    return await inReadSnapshot(parts.db, (tx) => listOf(tx, school, today));
  },
});

type Listed = RetentionList["pupils"][number];

async function listOf(tx: Db, school: string, today: Day): Promise<RetentionList> {
  const read = async (kind: string) => await recordsOfKind(tx, school, kind);
  const identities = by(await read("pupilIdentity"));
  const statuses = by(await read("senRecord"));
  const needs = by(await read("pupilNeed"));
  const holds = by(await read("retentionHold"));
  const years = yearsOf(await read("school"));
  const pupils: Listed[] = [];
  let atSchool = 0;
  for (const { id, fields } of await read("pupil")) {
    const pupil = pupilSchema.safeParse(fields).data;
    if (pupil === undefined || pupil.mergedInto) continue;
    const identity = identities.get(id)?.map((one) => pupilIdentitySchema.safeParse(one).data);
    const facts = {
      leftOn: pupil.leftOn,
      dateOfBirth: identity?.find((one) => one?.dateOfBirth !== undefined)?.dateOfBirth,
      statuses: (statuses.get(id) ?? []).flatMap((one) => senRecordSchema.safeParse(one).data?.status ?? []),
      hasNeeds: (needs.get(id) ?? []).some((one) => pupilNeedSchema.safeParse(one).success),
      holds: (holds.get(id) ?? []).flatMap((one) => retentionHoldSchema.safeParse(one).data ?? []),
    };
    const kept = retentionOf(facts, today, years);
    if (kept.state === "at-school" || !pupil.leftOn) atSchool += 1;
    else {
      const dated = kept.state === "kept" || kept.state === "due" ? kept : undefined;
      const [until, rule, why] = [dated?.until ?? null, dated?.rule ?? null, dated?.hold?.why ?? null];
      pupils.push({ pupilId: id, state: kept.state, leftOn: pupil.leftOn, until, rule, why });
    }
  }
  return { pupils: pupils.toSorted(inOrder), years, atSchool };
}

const ranks = { due: 0, "unknown-birth": 1, kept: 2 } as const;

function inOrder(a: Listed, b: Listed): number {
  const byUntil = (a.until ?? "").localeCompare(b.until ?? "");
  return ranks[a.state] - ranks[b.state] || byUntil || a.pupilId.localeCompare(b.pupilId);
}

/** The fields of records by the pupil that they are about. */
function by(records: readonly { readonly fields: Readonly<Record<string, unknown>> }[]) {
  return Map.groupBy(
    records.map((one) => one.fields),
    (fields) => String(fields["pupilId"]),
  );
}

function yearsOf(schools: readonly { readonly fields: unknown }[]): RetentionYears {
  return schoolSchema.safeParse(schools[0]?.fields).data?.retentionYears ?? usualRetentionYears;
}

export const retentionRoutes = [list, keep] as const;
