// From "this is who they say" to a session: the second factor where it is due, the school where there are several.
// Every way of signing in passes through here.
import * as z from "zod/mini";
import { schoolSchema } from "../domain/staff.ts";
import { proofSchema } from "../protocol/account-messages.ts";
import type { SignInStep } from "../protocol/sign-in-messages.ts";
import { answerSignedIn } from "./accounts.ts";
import { answerChallenge, makeChallenge } from "./challenges.ts";
import { needsFactor } from "./factor-rule.ts";
import type { Parts } from "./parts.ts";
import { refuse, type Refused } from "./refusal.ts";
import { Answer } from "./route.ts";
import { hasLeft } from "./standing.ts";
import { membershipsOf } from "./storage/account-rows.ts";
import { readFactor } from "./storage/factor-rows.ts";
import { passkeysOf } from "./storage/passkey-rows.ts";
import { loadRecords } from "./storage/record-rows.ts";
import { readSchool } from "./storage/school-rows.ts";

const progressSchema = z.object({
  proof: proofSchema,
  factorMs: z.nullable(z.number()),
  /** The school that the person came for. */
  school: z.optional(z.uuid()),
  /** Wrong codes so far. */
  tries: z.optional(z.int()),
});

/** How far a sign-in has come. */
export interface Progress extends z.infer<typeof progressSchema> {
  readonly account: string;
}

/** Goes on with a sign-in as far as it can: the next step to take, or a session. */
export async function continueSignIn(
  parts: Parts,
  request: Request,
  progress: Progress,
): Promise<Answer | Refused> {
  const places = await placesOf(parts, progress.account);
  if (places.length === 0) return refuse("account-closed");
  const ways = progress.factorMs === null ? await waysDue(parts, progress.account, places) : [];
  if (ways.length > 0)
    return sayStep({ needs: "second-factor", pending: await keepProgress(parts, progress), ways });
  const place = places.length === 1 ? places[0] : places.find((one) => one.school === progress.school);
  if (place === undefined) return await askForSchool(parts, progress, places);
  const { account, proof, factorMs } = progress;
  const provenMs = parts.clock.nowMs();
  return await answerSignedIn(parts, request, { ...place, account, proof, factorMs, provenMs });
}

/** Takes up a sign-in under way; undefined when it is over, too old or was answered already. */
export async function takeProgress(parts: Parts, pending: string): Promise<Progress | undefined> {
  const taken = await answerChallenge(parts, "sign-in", pending, progressSchema);
  if (taken === undefined || taken.account === null) return undefined;
  return { ...taken.data, account: taken.account };
}

/** @param pending the name that it goes by already, when it goes on under the same one */
export async function keepProgress(
  parts: Parts,
  { account, ...progress }: Progress,
  pending?: string,
): Promise<string> {
  return await makeChallenge(parts, "sign-in", account, progress, pending);
}

/**
 * Whoever has an authenticator is asked for it, whether the roles ask for one or not. A passkey alone is a convenience to
 * others and a second factor to those whose roles ask for one.
 */
async function waysDue(
  parts: Parts,
  account: string,
  places: readonly Place[],
): Promise<("code" | "passkey")[]> {
  const ways = await waysOf(parts, account);
  if (ways.includes("code")) return ways;
  for (const { school, staffId } of places) {
    const person = (await parts.facts.read(parts.db, school)).person(staffId);
    if (needsFactor(person?.roles ?? [])) return ways;
  }
  return [];
}

/** What an account has that counts as a second factor. */
async function waysOf(parts: Parts, account: string): Promise<("code" | "passkey")[]> {
  const ways: ("code" | "passkey")[] = [];
  if ((await readFactor(parts.db, account)) !== undefined) ways.push("code");
  if ((await passkeysOf(parts.db, account)).length > 0) ways.push("passkey");
  return ways;
}

export async function hasFactor(parts: Parts, account: string): Promise<boolean> {
  return (await waysOf(parts, account)).length > 0;
}

interface Place {
  readonly school: string;
  readonly staffId: string;
}

/** The schools where the account's person still works. */
export async function placesOf(parts: Parts, account: string): Promise<Place[]> {
  const places: Place[] = [];
  for (const place of await membershipsOf(parts.db, account)) {
    const person = (await parts.facts.read(parts.db, place.school)).person(place.staffId);
    if (person !== undefined && !hasLeft(parts, person)) places.push(place);
  }
  return places;
}

async function askForSchool(parts: Parts, progress: Progress, places: readonly Place[]): Promise<Answer> {
  const schools = await Promise.all(places.map(({ school }) => schoolChoice(parts, school)));
  return sayStep({ needs: "school", pending: await keepProgress(parts, progress), schools });
}

/** A school under the name that it has today. */
export async function schoolChoice(
  parts: Parts,
  schoolId: string,
): Promise<{ readonly schoolId: string; readonly schoolName: string }> {
  const school = await readSchool(parts.db, schoolId);
  const [record] = await loadRecords(parts.db, schoolId, new Map([["school", new Set([schoolId])]]));
  const current = schoolSchema.safeParse(record?.fields);
  return { schoolId, schoolName: current.success ? current.data.name : (school?.name ?? "") };
}

function sayStep(step: SignInStep): Answer {
  return new Answer(JSON.stringify(step));
}
