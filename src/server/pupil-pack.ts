// Everything that the server holds about one pupil, for the SENCO: for a subject access request, and for the pupil's new
// school. It is written into the audit before it is handed out.
import * as z from "zod/mini";
import { cardsOf, type HeldRecord, type PackRequest } from "../domain/pupil-pack-school.ts";
import { pupilPackOf } from "../domain/pupil-pack-of.ts";
import { pupilPackSchema } from "../domain/pupil-pack.ts";
import { pupilSchema } from "../domain/pupil.ts";
import { mutationSchema } from "../protocol/change.ts";
import { instantOf } from "../protocol/clock.ts";
import { packRequestSchema } from "../protocol/pack-messages.ts";
import { audit } from "./audit.ts";
import { refuseUnproven } from "./proven.ts";
import { refuse } from "./refusal.ts";
import { staffRoute } from "./route.ts";
import { auditRowsAbout } from "./storage/audit-rows.ts";
import { conflictsOf } from "./storage/client-rows.ts";
import { inReadSnapshot } from "./storage/database.ts";
import { recordsAfter, recordsOfKind } from "./storage/record-rows.ts";
import type { Db } from "./storage/tables.ts";
import { mutationsWithBody } from "./storage/wipe-rows.ts";
import { unlessRole } from "./unless-role.ts";

const path = "/api/admin/pupil-pack";

const pack = staffRoute({
  path,
  method: "post",
  rate: "export",
  summary: "Everything that is held about one pupil, without another pupil in it.",
  request: packRequestSchema,
  response: pupilPackSchema,
  answer: async ({ parts, body }, session) => {
    const refused = (await unlessRole(parts, session, path, "senco")) ?? refuseUnproven(parts, session);
    if (refused !== undefined) return refused;
    const { school, staffId } = session;
    const facts = await parts.facts.read(parts.db, school);
    const { registry } = parts;
    const made = await inReadSnapshot(parts.db, async (tx) => {
      const held = await heldAbout(tx, school, body.pupilId);
      const madeBy = facts.person(staffId)?.name ?? "";
      return pupilPackOf({ ...held, ...body, registry, madeAt: instantOf(parts.clock), madeBy });
    });
    if (made === undefined) return refuse("not-found");
    const about = { subject: made.pupil.id, why: body.why, rows: made.sessions.length };
    await audit(parts, parts.db, { ...session, event: body.purpose, about });
    return made;
  },
});

type Held = Pick<PackRequest, "records" | "notTaken" | "deeds">;

/** Kinds of which the pack needs names: few records, whole. */
const namingKinds: ReadonlySet<string> = new Set([
  "school",
  "staff",
  "intervention",
  "group",
  "pupil",
  "pupilIdentity",
]);

async function heldAbout(tx: Db, school: string, pupilId: string): Promise<Held> {
  const cards = await recordsOfKind(tx, school, "pupil");
  const known = cards.flatMap(({ id, fields }) => {
    const record = pupilSchema.safeParse(fields);
    return record.success ? [{ id, record: record.data }] : [];
  });
  const ids = [...cardsOf(known, pupilId)[0]];
  const isAbout = (text: string) => ids.some((id) => text.includes(id));
  const own = await recordsWhere(
    tx,
    school,
    (one) => namingKinds.has(one.kind) || isAbout(one.data + one.id),
  );
  const sessions = new Set(own.flatMap(sessionIdOf));
  // The other marks of these sessions say how time was shared and how many were there.
  const shared = await recordsWhere(tx, school, (one) => {
    if (one.kind === "session") return sessions.has(one.id) && !isAbout(one.data);
    return (
      one.kind === "mark" &&
      !isAbout(one.data) &&
      sessionIdOf({ ...one, fields: JSON.parse(one.data) }).some((id) => sessions.has(id))
    );
  });
  const deeds = (await Promise.all(ids.map((id) => auditRowsAbout(tx, school, id)))).flat();
  return {
    records: [...own, ...shared],
    notTaken: await notTaken(tx, school, isAbout, new Set(own.map((one) => one.id))),
    deeds: deeds.map(({ at_ms, event, staff_id: staffId }) => {
      return { at: new Date(at_ms).toISOString(), event, staffId };
    }),
  };
}

const recordsAtOnce = 2000;

interface Row {
  readonly kind: string;
  readonly id: string;
  readonly data: string;
}

/** Records that fit, page by page, so that only those that fit are held in memory. */
async function recordsWhere(tx: Db, school: string, fits: (one: Row) => boolean): Promise<HeldRecord[]> {
  const found = new Map<string, HeldRecord>();
  for (let after = 0; ;) {
    const rows = await recordsAfter(tx, school, after, recordsAtOnce);
    for (const one of rows) {
      if (one.isDeleted || !fits(one)) continue;
      found.set(`${one.kind}|${one.id}`, { kind: one.kind, id: one.id, fields: JSON.parse(one.data) });
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < recordsAtOnce) return [...found.values()];
    // The batch may have ended inside one sequence number: it is read again, and what was found twice is the same.
    after = last.seq > after + 1 ? last.seq - 1 : last.seq;
  }
}

const inSessionSchema = z.object({ sessionId: z.string() });

function sessionIdOf({ kind, id, fields }: HeldRecord): string[] {
  if (kind === "session") return [id];
  const within = inSessionSchema.safeParse(fields);
  return within.success ? [within.data.sessionId] : [];
}

/** What was sent and refused, and values that another one won over. */
async function notTaken(
  tx: Db,
  school: string,
  isAbout: (text: string) => boolean,
  ownIds: ReadonlySet<string>,
): Promise<HeldRecord[]> {
  const found: HeldRecord[] = [];
  for await (const { status, body } of mutationsWithBody(tx, school)) {
    if (status !== "rejected" || !isAbout(body)) continue;
    const sent = mutationSchema.safeParse(JSON.parse(body));
    if (!sent.success) continue;
    for (const op of sent.data.ops)
      if (op.op !== "move" && isAbout(JSON.stringify(op)))
        found.push({ kind: op.kind, id: op.id, fields: op.fields });
  }
  for (const { kind, record: id, lost } of await conflictsOf(tx, school)) {
    // The record's own number tells whose it is: the value that was not taken need not name anybody.
    if (isAbout(lost + id) || ownIds.has(id))
      found.push({ kind, id, fields: { record: id, ...JSON.parse(lost) } });
  }
  return found;
}

export const packRoutes = [pack] as const;
