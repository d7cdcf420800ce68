// The administrator's look into the audit: rows as they are, the newest first, a page at a time. Names are put to the ids
// on the device.
import { dayInZone } from "../domain/calendar.ts";
import {
  auditPageSchema,
  auditQuerySchema,
  auditRowSchema,
  type AuditPage,
  type AuditQuery,
} from "../protocol/audit-messages.ts";
import type { Parts } from "./parts.ts";
import { refuseUnproven } from "./proven.ts";
import { refuse } from "./refusal.ts";
import { nothingSchema, staffRoute } from "./route.ts";
import { auditRowsBefore, type StoredAuditRow } from "./storage/audit-rows.ts";

const rowsOfPage = 200;
const dayMs = 86_400_000;

const list = staffRoute({
  path: "/api/admin/audit",
  method: "get",
  access: "administrator",
  summary: "What was done, the newest first; by person and by school-local day.",
  request: nothingSchema,
  response: auditPageSchema,
  answer: async ({ parts, request }, session) => {
    const unproven = refuseUnproven(parts, session);
    if (unproven !== undefined) return unproven;
    const query = auditQuerySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    return query.success ? await pageOf(parts, session.school, query.data) : refuse("bad-request");
  },
});

async function pageOf(parts: Parts, school: string, { before, person, day }: AuditQuery): Promise<AuditPage> {
  const found = await auditRowsBefore(parts.db, school, {
    before: before ?? Number.MAX_SAFE_INTEGER,
    limit: rowsOfPage,
    ...(person !== undefined && { person }),
    // A day of the school begins and ends near the one of the clock in Greenwich; which rows are of it is seen below.
    ...(day !== undefined && { fromMs: Date.parse(day) - dayMs, untilMs: Date.parse(day) + 2 * dayMs }),
  });
  const rows = found.filter((row) => day === undefined || dayInZone(row.at_ms) === day).map(rowOf);
  const last = found.at(-1);
  return { rows, next: found.length < rowsOfPage || last === undefined ? null : last.n };
}

function rowOf(row: StoredAuditRow) {
  const { n, event, staff_id: staffId, tablet, hash } = row;
  const at = new Date(row.at_ms).toISOString();
  return auditRowSchema.parse({ n, at, event, staffId, tablet, about: JSON.parse(row.about), hash });
}

export const auditRoutes = [list] as const;
