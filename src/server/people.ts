// The administrator's routes: inviting people, inviting again, and who can sign in.
import * as z from "zod/mini";
import {
  accountsSchema,
  invitationSchema,
  inviteRequestSchema,
  reinviteRequestSchema,
} from "../protocol/account-messages.ts";
import { audit } from "./audit.ts";
import type { Parts } from "./parts.ts";
import { refuse } from "./refusal.ts";
import { nothingSchema, staffRoute } from "./route.ts";
import { hashOfCode, newCode } from "./secrets.ts";
import { staffRecord } from "./staff-record.ts";
import { accountsOfSchool, replaceInvitation } from "./storage/account-rows.ts";
import { inSerialTransaction, inTransaction } from "./storage/database.ts";
import type { Db } from "./storage/tables.ts";
import { writeNewRecords } from "./write-records.ts";

const invitationLastsMs = 7 * 86_400_000;

const invite = staffRoute({
  path: "/api/admin/people",
  method: "post",
  access: "administrator",
  summary: "Adds a member of staff and makes a code with which they can join.",
  request: inviteRequestSchema,
  response: invitationSchema,
  answer: async ({ parts, body }, session) => {
    const staffId = parts.random.uuid();
    const record = staffRecord(staffId, body.name, body.roles);
    const { invitation, seq } = await inTransaction(parts.db, async (tx) => {
      const commit = await writeNewRecords(tx, parts, session.school, session.staffId, [record]);
      return { seq: commit, invitation: await makeInvitation(parts, tx, session, staffId) };
    });
    parts.pokes.poke(session.school, seq);
    return invitation;
  },
});

const inviteAgain = staffRoute({
  path: "/api/admin/people/invite-again",
  method: "post",
  access: "administrator",
  summary: "Makes a new code for a member of staff; an unused earlier one is good no longer.",
  request: reinviteRequestSchema,
  response: invitationSchema,
  answer: async ({ parts, body }, session) => {
    const facts = await parts.facts.read(parts.db, session.school);
    if (facts.person(body.staffId) === undefined) return refuse("not-found");
    return await inSerialTransaction(parts.db, (tx) => makeInvitation(parts, tx, session, body.staffId));
  },
});

async function makeInvitation(
  parts: Parts,
  tx: Db,
  by: { readonly school: string; readonly staffId: string },
  staffId: string,
): Promise<z.infer<typeof invitationSchema>> {
  const code = newCode(parts.random);
  const expiresMs = parts.clock.nowMs() + invitationLastsMs;
  await replaceInvitation(tx, { codeHash: hashOfCode(code), school: by.school, staffId, expiresMs });
  await audit(parts, tx, { ...by, event: "person-invited", about: { person: staffId } });
  return { staffId, code, expiresAt: new Date(expiresMs).toISOString() };
}

const people = staffRoute({
  path: "/api/admin/people",
  method: "get",
  access: "administrator",
  summary: "Who of the school's staff can sign in, and when each was last here.",
  request: nothingSchema,
  response: accountsSchema,
  answer: async ({ parts }, session) => {
    const facts = await parts.facts.read(parts.db, session.school);
    const found = await accountsOfSchool(parts.db, session.school);
    const accountByStaff = new Map(found.map((one) => [one.staffId, one]));
    const accounts = facts.staffIds().map((staffId) => {
      const { signInName = null, seenMs = null } = accountByStaff.get(staffId) ?? {};
      return { staffId, signInName, lastSeenAt: seenMs === null ? null : new Date(seenMs).toISOString() };
    });
    return { accounts };
  },
});

export const peopleRoutes = [invite, inviteAgain, people] as const;
