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
import { refuseUnproven } from "./proven.ts";
import { refuse } from "./refusal.ts";
import { nothingSchema, staffRoute } from "./route.ts";
import { hashOfCode, newCode } from "./secrets.ts";
import { staffRecord } from "./staff-record.ts";
import {
  accountIdOfStaff,
  accountsOfSchool,
  membershipsOf,
  replaceInvitation,
} from "./storage/account-rows.ts";
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
    const refused = refuseUnproven(parts, session);
    if (refused !== undefined) return refused;
    const staffId = parts.random.uuid();
    const record = staffRecord(staffId, body.name, body.roles);
    const { invitation, seq } = await inTransaction(parts.db, async (tx) => {
      const commit = await writeNewRecords(tx, parts, session.school, session.staffId, [record]);
      const about = { person: staffId, roles: body.roles.join("|") };
      await audit(parts, tx, {
        school: session.school,
        event: "person-invited",
        staffId: session.staffId,
        about,
      });
      return { seq: commit, invitation: await makeInvitation(parts, tx, session.school, staffId) };
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
    const refused = refuseUnproven(parts, session);
    if (refused !== undefined) return refused;
    const facts = await parts.facts.read(parts.db, session.school);
    if (facts.person(body.staffId) === undefined) return refuse("not-found");
    const account = await accountIdOfStaff(parts.db, session.school, body.staffId);
    // A new password would open the other school too, and that is not this administrator's to give.
    if (account !== undefined && (await membershipsOf(parts.db, account)).length > 1)
      return refuse("other-school-too");
    return await inSerialTransaction(parts.db, async (tx) => {
      const about = { person: body.staffId, what: account === undefined ? "invited-again" : "password" };
      const event = account === undefined ? "person-invited" : "password-reset";
      await audit(parts, tx, { school: session.school, event, staffId: session.staffId, about });
      return await makeInvitation(parts, tx, session.school, body.staffId);
    });
  },
});

async function makeInvitation(
  parts: Parts,
  tx: Db,
  school: string,
  staffId: string,
): Promise<z.infer<typeof invitationSchema>> {
  const code = newCode(parts.random);
  const expiresMs = parts.clock.nowMs() + invitationLastsMs;
  await replaceInvitation(tx, { codeHash: hashOfCode(code), school, staffId, expiresMs });
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
