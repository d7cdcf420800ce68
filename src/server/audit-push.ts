// What a push adds to the audit: what was refused or not taken over, changed rights of people, and deeds that a tablet
// wrote down (`domain/deed.ts`). In the push's own transaction, so that each is there once however often it is sent.
import { deedSchema } from "../domain/deed.ts";
import { mutationSchema } from "../protocol/change.ts";
import { tokenOf, type AuditAbout, type AuditEvent } from "../protocol/audit-messages.ts";
import type { Clock } from "../protocol/clock.ts";
import { audit } from "./audit.ts";
import type { Taken } from "./keep-taken.ts";
import type { Db } from "./storage/tables.ts";

interface Entry {
  readonly event: AuditEvent;
  readonly about: AuditAbout;
}

export async function auditPush(
  by: { readonly clock: Clock },
  tx: Db,
  sender: { readonly school: string; readonly staffId: string; readonly tablet?: string | null },
  client: string,
  taken: readonly Taken[],
): Promise<void> {
  const { school, staffId, tablet = null } = sender;
  for (const one of taken) {
    for (const { event, about } of [...refusalOf(one), ...conflictsOf(one), ...deedsOf(one)])
      await audit(by, tx, { school, staffId, tablet, event, about: { ...about, client: tokenOf(client) } });
  }
}

function refusalOf({ result }: Taken): Entry[] {
  if (result.status !== "rejected") return [];
  const [kind, record] = result.about?.[0] ?? [];
  const about = {
    ...(result.why !== undefined && { why: result.why }),
    ...(kind !== undefined && { kind: tokenOf(kind) }),
    ...(record !== undefined && { record: tokenOf(record) }),
  };
  return [{ event: "change-refused", about }];
}

function conflictsOf({ verdict }: Taken): Entry[] {
  return verdict.lost.map(({ kind, id, unit, wonSeq }) => ({
    event: "conflict",
    about: { kind: tokenOf(kind), record: tokenOf(id), what: tokenOf(unit), seq: wonSeq },
  }));
}

function deedsOf({ body, result, verdict }: Taken): Entry[] {
  const mutation = mutationSchema.safeParse(body);
  if (result.status === "rejected" || !mutation.success) return [];
  const changed = new Set(verdict.changes.map(({ kind, id }) => `${kind}|${id}`));
  return mutation.data.ops
    .filter(({ kind, id, op }) => op !== "move" && changed.has(`${kind}|${id}`))
    .flatMap((op) => {
      if (op.kind === "deed" && op.op === "put") return deedOf(op.fields);
      if (op.kind === "groupStaff" && op.op === "put") return coverOf(op.fields);
      if (op.kind === "staff" && op.op === "patch") return rightsOf(op.id, op.fields);
      return op.kind === "school" ? [{ event: "settings-changed" as const, about: { kind: op.kind } }] : [];
    });
}

function deedOf(fields: object): Entry[] {
  const read = deedSchema.safeParse(fields);
  if (!read.success) return [];
  const { event, what, pupilId, rows, fullNames, why, recordedAt } = read.data;
  const about = {
    what,
    doneAt: tokenOf(recordedAt),
    ...(pupilId !== undefined && { subject: pupilId }),
    ...(rows !== undefined && { rows }),
    ...(fullNames !== undefined && { fullNames }),
    ...(why !== undefined && { why }),
  };
  return [{ event, about }];
}

/** Cover gives somebody a group's records for a day or more. */
function coverOf({ role, staffId, groupId, to }: Readonly<Record<string, unknown>>): Entry[] {
  if (role !== "cover") return [];
  const until = typeof to === "string" ? { until: tokenOf(to) } : {};
  const about = { person: tokenOf(String(staffId)), record: tokenOf(String(groupId)), ...until };
  return [{ event: "cover-taken", about }];
}

function rightsOf(person: string, fields: Readonly<Record<string, unknown>>): Entry[] {
  const entries: Entry[] = [];
  const { roles, leftOn } = fields;
  if (Array.isArray(roles))
    entries.push({ event: "role-changed", about: { person, roles: tokenOf(roles.map(String).join("|")) } });
  if (typeof leftOn === "string")
    entries.push({ event: "person-left", about: { person, until: tokenOf(leftOn) } });
  return entries;
}
