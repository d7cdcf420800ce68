// The administrator's routes to erase a pupil and to see which devices have still to hear of it.
import { eraseRequestSchema, erasuresSchema, type Erasures } from "../protocol/erasure-messages.ts";
import { auditAboutSchema } from "../protocol/audit-messages.ts";
import { erasePupil } from "./erase.ts";
import type { Parts } from "./parts.ts";
import { refuseUnproven } from "./proven.ts";
import { refuse } from "./refusal.ts";
import { nothingSchema, staffRoute } from "./route.ts";
import { auditRowsOf } from "./storage/audit-rows.ts";
import { devicesBehind } from "./storage/device-rows.ts";
import { allErasures } from "./storage/erasure-rows.ts";
import type { Db } from "./storage/tables.ts";

const erase = staffRoute({
  path: "/api/admin/erase",
  method: "post",
  access: "administrator",
  summary: "Erases a pupil for good: records, changes that were sent, and changes that come later.",
  request: eraseRequestSchema,
  response: erasuresSchema,
  answer: async ({ parts, body }, session) => {
    const unproven = refuseUnproven(parts, session);
    if (unproven !== undefined) return unproven;
    const { school, staffId } = session;
    const rows = await erasePupil(parts.db, parts, school, body.pupilId, staffId);
    if (rows.length === 0) return refuse("not-found");
    for (const { subject, participant, atMs } of rows)
      parts.keepErasure({ school, subject, participant, atMs });
    parts.pokes.poke(school, Math.max(...rows.map((row) => row.seq)));
    return await erasuresOf(parts, school);
  },
});

const list = staffRoute({
  path: "/api/admin/erasures",
  method: "get",
  access: "administrator",
  summary: "The erasures of the school, with the number of devices that have not been here since.",
  request: nothingSchema,
  response: erasuresSchema,
  answer: ({ parts }, { school }) => erasuresOf(parts, school),
});

async function erasuresOf(parts: Parts, school: string): Promise<Erasures> {
  const erasures: Erasures["erasures"] = [];
  const proofs = await proofsOf(parts.db, school);
  for (const { subject, participant, seq, atMs } of await allErasures(parts.db, school)) {
    const devicesToCome = await devicesBehind(parts.db, school, seq);
    const proof = proofs.get(participant) ?? null;
    erasures.push({ subject, participant, at: new Date(atMs).toISOString(), devicesToCome, proof });
  }
  return { erasures };
}

/** The rows of the audit that tell of erasures, by participant; the first one counts: a restore erases once more. */
async function proofsOf(db: Db, school: string) {
  const proofs = new Map<string, NonNullable<Erasures["erasures"][number]["proof"]>>();
  for (const { n: row, hash, staff_id: staffId, about } of await auditRowsOf(db, school, "erasure")) {
    const { subject, count: records = 0 } = auditAboutSchema.parse(JSON.parse(about));
    if (subject !== undefined && !proofs.has(subject)) proofs.set(subject, { row, hash, staffId, records });
  }
  return proofs;
}

export const erasureRoutes = [erase, list] as const;
