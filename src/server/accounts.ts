// Making accounts and telling who somebody is: what signing in, setting up and joining have in common.
import { schoolSchema } from "../domain/staff.ts";
import type { SignedIn } from "../protocol/account-messages.ts";
import { audit } from "./audit.ts";
import { isWeakPassword } from "./passwords.ts";
import type { Parts } from "./parts.ts";
import { refuse, type Refused } from "./refusal.ts";
import { Answer } from "./route.ts";
import { cookieHeader, startSession } from "./sessions.ts";
import { isDuplicateError } from "./storage/database.ts";
import { loadRecords } from "./storage/record-rows.ts";
import { readSchool } from "./storage/school-rows.ts";

/** Who this is, as the device keeps it; undefined when the person or the school is no longer there. */
export async function signedInOf(
  parts: Parts,
  person: { readonly school: string; readonly staffId: string },
): Promise<SignedIn | undefined> {
  const school = await readSchool(parts.db, person.school);
  const facts = await parts.facts.read(parts.db, person.school);
  const staff = facts.person(person.staffId);
  if (school === undefined || staff === undefined) return undefined;
  const [record] = await loadRecords(parts.db, school.id, new Map([["school", new Set([school.id])]]));
  const current = schoolSchema.safeParse(record?.fields);
  return {
    schoolId: school.id,
    schoolName: current.success ? current.data.name : school.name,
    staffId: person.staffId,
    name: staff.name,
    roles: staff.roles,
    isDemo: school.isDemo,
  };
}

/** Starts a session and answers who is signed in, with the cookie. */
export async function answerSignedIn(
  parts: Parts,
  request: Request,
  person: { readonly account: string | null; readonly school: string; readonly staffId: string },
): Promise<Answer | Refused> {
  const who = await signedInOf(parts, person);
  if (who === undefined) return refuse("not-signed-in");
  const token = await startSession(parts, person);
  const what = person.account === null ? "demo" : "password";
  await audit(parts, parts.db, { ...person, event: "sign-in", about: { what } });
  return new Answer(JSON.stringify(who), { "set-cookie": cookieHeader(request, token) });
}

export function refuseWeak(password: string, signInName: string, schoolName?: string): Refused | undefined {
  const known = schoolName === undefined ? { signInName } : { signInName, schoolName };
  return isWeakPassword(password, known) ? refuse("weak-password") : undefined;
}

/** Runs a write that gives somebody a sign-in name; a name that is taken is a refusal, not a fault. */
export async function unlessNameTaken<T>(write: Promise<T>): Promise<T | Refused> {
  try {
    return await write;
  } catch (fault) {
    if (isDuplicateError(fault)) return refuse("name-taken");
    throw fault;
  }
}
