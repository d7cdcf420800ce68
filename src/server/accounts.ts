// Making accounts and telling who somebody is: what signing in, setting up and joining have in common.
import { schoolSchema } from "../domain/staff.ts";
import type { SignedIn } from "../protocol/account-messages.ts";
import { audit } from "./audit.ts";
import { isWeakPassword } from "./passwords.ts";
import type { Parts } from "./parts.ts";
import { refuse, type Refused } from "./refusal.ts";
import { Answer } from "./route.ts";
import { isFullProof, lacksFactor } from "./factor-rule.ts";
import { cookieHeader, startSession, type Recognised } from "./sessions.ts";
import { inTransaction, isDuplicateError } from "./storage/database.ts";
import { readPin } from "./storage/pin-rows.ts";
import { loadRecords } from "./storage/record-rows.ts";
import { readSchool } from "./storage/school-rows.ts";
import { enrolTablet, tabletOf } from "./tablet-credential.ts";

/** Who this is, as the device keeps it; undefined when the person or the school is no longer there. */
export async function signedInOf(
  parts: Parts,
  person: Omit<Recognised, "provenMs">,
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
    proof: person.proof,
    mustSetUpFactor: lacksFactor(person, staff.roles),
    hasPin: (await readPin(parts.db, school.id, person.staffId)) !== undefined,
  };
}

/** Starts a session and answers who is signed in, with the cookie. */
export async function answerSignedIn(
  parts: Parts,
  request: Request,
  person: Recognised,
): Promise<Answer | Refused> {
  const who = await signedInOf(parts, person);
  if (who === undefined) return refuse("not-signed-in");
  const { tablet, cookies } = who.isDemo
    ? { tablet: null, cookies: [] }
    : await tabletToSignInOn(parts, request, who);
  const token = await startSession(parts, { ...person, tablet });
  const { school, staffId, proof } = person;
  await audit(parts, parts.db, { school, event: "sign-in", staffId, tablet, about: { what: proof } });
  return new Answer(JSON.stringify(who), {}, [cookieHeader(request, token), ...cookies]);
}

/** A browser that belongs to no school yet becomes this person's own tablet at the first full sign-in. */
async function tabletToSignInOn(
  parts: Parts,
  request: Request,
  who: SignedIn,
): Promise<{ readonly tablet: string | null; readonly cookies: readonly string[] }> {
  const known = await tabletOf(parts, request);
  // A tablet belongs to one school, and a lost one lets nobody in under its name.
  if (known !== undefined)
    return { tablet: known.school === who.schoolId && known.lostMs === null ? known.id : null, cookies: [] };
  if (!isFullProof(who.proof)) return { tablet: null, cookies: [] };
  const about = { school: who.schoolId, label: who.name, kind: "personal", by: who.staffId } as const;
  const { id, cookie } = await inTransaction(parts.db, (tx) => enrolTablet(parts, tx, request, about));
  return { tablet: id, cookies: [cookie] };
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
