// The two ways to an account: setting up the school with the token from the terminal, and joining with a code from the
// administrator. Each works once.
import { joinRequestSchema, setUpRequestSchema, signedInSchema } from "../protocol/account-messages.ts";
import { schoolScope } from "../domain/scope.ts";
import { audit } from "./audit.ts";
import { answerSignedIn, refuseWeak, unlessNameTaken } from "./accounts.ts";
import { hashPassword } from "./passwords.ts";
import type { Parts } from "./parts.ts";
import { Refused, refuse } from "./refusal.ts";
import { openRoute, type Reply } from "./route.ts";
import { hashOfCode } from "./secrets.ts";
import {
  accountIdOfStaff,
  changeAccount,
  deleteSessionsOfStaff,
  insertAccount,
  readInvitation,
  useInvitation,
} from "./storage/account-rows.ts";
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

/** One throttle for all who try codes: there is no name to go by. */
const codeTries = "(code)";

const setUp = openRoute({
  path: "/api/auth/set-up",
  method: "post",
  summary: "Makes the school and its first administrator, with the one-time token that the server printed.",
  request: setUpRequestSchema,
  response: signedInSchema,
  answer: async ({ parts, body, request, address }) => {
    if ((await firstSchoolId(parts.db, false)) !== undefined) return refuse("already-set-up");
    const waitSeconds = parts.throttle.tryOnce(address, codeTries);
    if (waitSeconds > 0) return refuse("too-many-tries", waitSeconds);
    if (!parts.setUpToken.hold(body.token)) return refuse("wrong-or-used-code");
    let made: Person | Refused | undefined;
    try {
      made = refuseWeak(body.password, body.signInName, body.schoolName) ?? (await makeSchool(parts, body));
    } finally {
      parts.setUpToken.done(made !== undefined && !(made instanceof Refused));
    }
    parts.throttle.forgive(address, codeTries);
    return await signedInUnlessRefused(parts, request, made);
  },
});

async function makeSchool(parts: Parts, body: SetUp): Promise<Person | Refused> {
  const passwordHash = await hashPassword(body.password, parts.random);
  const [school, staffId, account] = [parts.random.uuid(), parts.random.uuid(), parts.random.uuid()];
  const atMs = parts.clock.nowMs();
  const made = inSerialTransaction(parts.db, async (tx) => {
    if ((await firstSchoolId(tx, false)) !== undefined) return refuse("already-set-up");
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
    await audit(parts, tx, { school, staffId, event: "school-added" });
    return { account, school, staffId };
  });
  return await unlessNameTaken(made);
}

const join = openRoute({
  path: "/api/auth/join",
  method: "post",
  summary: "Makes an account, or gives an existing one a new password, with a code from the administrator.",
  request: joinRequestSchema,
  response: signedInSchema,
  answer: async ({ parts, body, request, address }) => {
    const waitSeconds = parts.throttle.tryOnce(address, codeTries);
    if (waitSeconds > 0) return refuse("too-many-tries", waitSeconds);
    const invitation = await readInvitation(parts.db, hashOfCode(body.code), parts.clock.nowMs());
    if (invitation === undefined) return refuse("wrong-or-used-code");
    parts.throttle.forgive(address, codeTries);
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
    await audit(parts, tx, { ...invited, event: "person-joined", about: { account } });
    return { ...invited, account };
  });
  return await unlessNameTaken(made);
}

/** A second code for somebody who has an account already is how a forgotten password is mended; old sessions end. */
async function saveAccount(
  parts: Parts,
  tx: Db,
  person: { school: string; staffId: string; signInName: string; passwordHash: string },
): Promise<string> {
  const existing = await accountIdOfStaff(tx, person.school, person.staffId);
  if (existing === undefined) {
    const id = parts.random.uuid();
    await insertAccount(tx, { ...person, id, atMs: parts.clock.nowMs() });
    return id;
  }
  await changeAccount(tx, existing, person.signInName, person.passwordHash);
  await deleteSessionsOfStaff(tx, person.school, person.staffId);
  return existing;
}

async function signedInUnlessRefused(
  parts: Parts,
  request: Request,
  made: Person | Refused,
): Promise<Reply<never>> {
  return made instanceof Refused ? made : await answerSignedIn(parts, request, made);
}

export const firstSignInRoutes = [setUp, join] as const;
