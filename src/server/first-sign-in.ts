// The two ways to an account: setting up the school with the token from the terminal, and joining with a code from the
// administrator. Each works once.
import { joinRequestSchema, setUpRequestSchema } from "../protocol/account-messages.ts";
import { signInAnswerSchema } from "../protocol/sign-in-messages.ts";
import { schoolScope } from "../domain/scope.ts";
import { refuseWeak, unlessNameTaken } from "./accounts.ts";
import { audit } from "./audit.ts";
import { hashPassword } from "./passwords.ts";
import type { Parts } from "./parts.ts";
import { Refused, refuse } from "./refusal.ts";
import { openRoute, type Reply } from "./route.ts";
import { hashOfCode } from "./secrets.ts";
import { continueSignIn } from "./sign-in-steps.ts";
import {
  accountIdOfStaff,
  changeAccount,
  insertAccount,
  membershipsOf,
  readInvitation,
  useInvitation,
} from "./storage/account-rows.ts";
import { deleteSessionsOfStaff } from "./storage/session-rows.ts";
import { takeChallenge } from "./storage/challenge-rows.ts";
import { inSerialTransaction } from "./storage/database.ts";
import { firstSchoolId, insertSchool, readSchool } from "./storage/school-rows.ts";
import type { Db } from "./storage/tables.ts";
import type * as z from "zod/mini";
import { staffRecord } from "./staff-record.ts";
import { writeNewRecords } from "./write-records.ts";

type SetUp = z.infer<typeof setUpRequestSchema>;
type Join = z.infer<typeof joinRequestSchema>;
interface Person {
  readonly account: string;
  readonly school: string;
  readonly staffId: string;
}

const setUp = openRoute({
  path: "/api/auth/set-up",
  method: "post",
  summary: "Makes the school and its first administrator, with the one-time token that the server printed.",
  request: setUpRequestSchema,
  response: signInAnswerSchema,
  answer: async ({ parts, body, request, address }) => {
    const waitSeconds = parts.throttle.tryOnce({ address });
    if (waitSeconds > 0) return refuse("too-many-tries", waitSeconds);
    if ((await firstSchoolId(parts.db, false)) !== undefined) {
      const weak = refuseWeak(body.password, body.signInName, body.schoolName);
      const further = weak ?? (await makeSchool(parts, body, hashOfCode(body.token)));
      return await signedInUnlessRefused(parts, request, further);
    }
    if (!parts.setUpToken.hold(body.token)) return refuse("wrong-or-used-code");
    let made: Person | Refused | undefined;
    try {
      made = refuseWeak(body.password, body.signInName, body.schoolName) ?? (await makeSchool(parts, body));
    } finally {
      parts.setUpToken.done(made !== undefined && !(made instanceof Refused));
    }
    parts.throttle.forgive({ address });
    return await signedInUnlessRefused(parts, request, made);
  },
});

/** @param tokenHash of the token for a further school; absent for the first, whose token is held in memory */
async function makeSchool(parts: Parts, body: SetUp, tokenHash?: string): Promise<Person | Refused> {
  const passwordHash = await hashPassword(body.password, parts.random);
  const [school, staffId, account] = [parts.random.uuid(), parts.random.uuid(), parts.random.uuid()];
  const atMs = parts.clock.nowMs();
  const made = inSerialTransaction(parts.db, async (tx) => {
    if (!(await mayMakeSchool(tx, atMs, tokenHash))) return refuse("already-set-up");
    await insertSchool(tx, {
      id: school,
      name: body.schoolName,
      isDemo: false,
      epoch: parts.random.uuid(),
      atMs,
    });
    await writeNewRecords(tx, parts, school, staffId, [
      { kind: "school", id: school, scope: schoolScope, fields: { name: body.schoolName } },
      staffRecord(staffId, body.name, ["administrator", "senco"]),
    ]);
    await insertAccount(tx, {
      id: account,
      signInName: body.signInName,
      passwordHash,
      school,
      staffId,
      atMs,
    });
    await audit(parts, tx, { school, event: "school-added", staffId, about: { account } });
    return { account, school, staffId };
  });
  return await unlessNameTaken(made);
}

async function mayMakeSchool(tx: Db, nowMs: number, tokenHash: string | undefined): Promise<boolean> {
  if (tokenHash === undefined) return (await firstSchoolId(tx, false)) === undefined;
  return (await takeChallenge(tx, tokenHash, "school-token", nowMs)) !== undefined;
}

const join = openRoute({
  path: "/api/auth/join",
  method: "post",
  summary: "Makes an account, or gives an existing one a new password, with a code from the administrator.",
  request: joinRequestSchema,
  response: signInAnswerSchema,
  answer: async ({ parts, body, request, address }) => {
    const waitSeconds = parts.throttle.tryOnce({ address });
    if (waitSeconds > 0) return refuse("too-many-tries", waitSeconds);
    const invitation = await readInvitation(parts.db, hashOfCode(body.code), parts.clock.nowMs());
    if (invitation === undefined) return refuse("wrong-or-used-code");
    parts.throttle.forgive({ address });
    const school = await readSchool(parts.db, invitation.school);
    const weak = refuseWeak(body.password, body.signInName, school?.name);
    return await signedInUnlessRefused(parts, request, weak ?? (await makeAccount(parts, body, invitation)));
  },
});

async function makeAccount(
  parts: Parts,
  body: Join,
  invited: { readonly school: string; readonly staffId: string },
): Promise<Person | Refused> {
  const passwordHash = await hashPassword(body.password, parts.random);
  const made = inSerialTransaction(parts.db, async (tx) => {
    if (!(await useInvitation(tx, hashOfCode(body.code), parts.clock.nowMs())))
      return refuse("wrong-or-used-code");
    const account = await saveAccount(parts, tx, { ...invited, signInName: body.signInName, passwordHash });
    const event = "person-joined";
    if (!(account instanceof Refused)) await audit(parts, tx, { ...invited, event, about: { account } });
    return account instanceof Refused ? account : { ...invited, account };
  });
  return await unlessNameTaken(made);
}

/** A second code for somebody who has an account already is how a forgotten password is mended; old sessions end. */
async function saveAccount(
  parts: Parts,
  tx: Db,
  person: { school: string; staffId: string; signInName: string; passwordHash: string },
): Promise<string | Refused> {
  const existing = await accountIdOfStaff(tx, person.school, person.staffId);
  if (existing === undefined) {
    const id = parts.random.uuid();
    await insertAccount(tx, { ...person, id, atMs: parts.clock.nowMs() });
    return id;
  }
  if ((await membershipsOf(tx, existing)).length > 1) return refuse("other-school-too");
  await changeAccount(tx, existing, person.signInName, person.passwordHash);
  await deleteSessionsOfStaff(tx, person.school, person.staffId);
  return existing;
}

async function signedInUnlessRefused(
  parts: Parts,
  request: Request,
  made: Person | Refused,
): Promise<Reply<never>> {
  if (made instanceof Refused) return made;
  const { account, school } = made;
  return await continueSignIn(parts, request, { account, school, proof: "password", factorMs: null });
}

export const firstSignInRoutes = [setUp, join] as const;
