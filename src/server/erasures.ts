// The administrator's routes to erase a pupil and to see which devices have still to hear of it.
import { eraseRequestSchema, erasuresSchema, type Erasures } from "../protocol/erasure-messages.ts";
import { erasePupil } from "./erase.ts";
import type { Parts } from "./parts.ts";
import { refuse } from "./refusal.ts";
import { nothingSchema, staffRoute } from "./route.ts";
import { devicesBehind } from "./storage/device-rows.ts";
import { allErasures } from "./storage/erasure-rows.ts";

const erase = staffRoute({
  path: "/api/admin/erase",
  method: "post",
  access: "administrator",
  summary: "Erases a pupil for good: records, changes that were sent, and changes that come later.",
  request: eraseRequestSchema,
  response: erasuresSchema,
  answer: async ({ parts, body }, { school, staffId }) => {
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
  for (const { subject, seq, atMs } of await allErasures(parts.db, school)) {
    const devicesToCome = await devicesBehind(parts.db, school, seq);
    erasures.push({ subject, at: new Date(atMs).toISOString(), devicesToCome });
  }
  return { erasures };
}

export const erasureRoutes = [erase, list] as const;
