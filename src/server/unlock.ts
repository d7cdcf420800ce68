// Letting people in on an enrolled tablet without a password: PIN, help code, badge. Every try is counted before it is
// looked at; too many block that person's PIN or pause the tablet, and nothing is ever deleted for it.
import { dayInZone, secondsOfDayInZone, weekdayOf } from "../domain/calendar.ts";
import type { Role } from "../domain/staff.ts";
import { signedInSchema, type Proof } from "../protocol/account-messages.ts";
import {
  badgeRequestSchema,
  helpRequestSchema,
  pinRequestSchema,
  setPinRequestSchema,
} from "../protocol/unlock-messages.ts";
import { answerSignedIn } from "./accounts.ts";
import { audit } from "./audit.ts";
import { isFullProof, needsFactor } from "./factor-rule.ts";
import { hashPassword, isPassword } from "./passwords.ts";
import type { Parts } from "./parts.ts";
import { Refused, refuse } from "./refusal.ts";
import { nothingSchema, openRoute, staffRoute } from "./route.ts";
import { hashOfCode } from "./secrets.ts";
import { accountIdOfStaff, readAccount } from "./storage/account-rows.ts";
import { inTransaction } from "./storage/database.ts";
import {
  forgivePinTries,
  readPin,
  savePin,
  staffOfBadge,
  takePinTry,
  useHelpCode,
} from "./storage/pin-rows.ts";
import { recordsOfKind } from "./storage/record-rows.ts";
import { changeTablet, countTabletTry, type TabletRow } from "./storage/tablet-rows.ts";
import { usableTablet } from "./tablet-credential.ts";
import { isWeakPin } from "./weak-pin.ts";

const mostPinTries = 5;
const mostTabletTries = 20;
const pauseMs = 15 * 60_000;

/** The tablet of a request that may let somebody in by PIN or badge now. */
async function openTablet(parts: Parts, request: Request): Promise<TabletRow | Refused> {
  const tablet = await usableTablet(parts, request);
  if (tablet instanceof Refused) return tablet;
  const leftMs = (tablet.pausedUntilMs ?? 0) - parts.clock.nowMs();
  return leftMs > 0 ? refuse("tablet-paused", Math.ceil(leftMs / 1000)) : tablet;
}

/** A wrong one, whoever's: many of them on one tablet are somebody guessing. */
async function countWrong(
  parts: Parts,
  tablet: TabletRow,
  event: "pin-refused" | "badge-refused",
  person?: string,
): Promise<void> {
  const about = person === undefined ? {} : { person };
  const { school, id } = tablet;
  await audit(parts, parts.db, { school, event, staffId: null, tablet: id, about });
  const tries = await countTabletTry(parts.db, tablet);
  if (tries < mostTabletTries) return;
  await changeTablet(parts.db, tablet, { tries: 0, paused_until_ms: parts.clock.nowMs() + pauseMs });
  await audit(parts, parts.db, { school, event: "tablet-paused", staffId: null, tablet: id });
}

/** The roles of a member of staff who may be let in today; undefined for leavers, strangers and closed sign-ins. */
async function rolesOf(parts: Parts, school: string, staffId: string): Promise<readonly Role[] | undefined> {
  const person = (await parts.facts.read(parts.db, school)).person(staffId);
  const today = dayInZone(parts.clock.nowMs());
  if (person === undefined || (person.leftOn !== undefined && person.leftOn < today)) return undefined;
  const account = await accountIdOfStaff(parts.db, school, staffId);
  const isClosed = account !== undefined && (await readAccount(parts.db, account)) === undefined;
  return isClosed ? undefined : person.roles;
}

async function letIn(parts: Parts, request: Request, tablet: TabletRow, staffId: string, proof: Proof) {
  const { school } = tablet;
  await changeTablet(parts.db, tablet, { tries: 0, seen_ms: parts.clock.nowMs() });
  const account = (await accountIdOfStaff(parts.db, school, staffId)) ?? null;
  return await answerSignedIn(parts, request, {
    account,
    school,
    staffId,
    proof,
    factorMs: null,
    provenMs: 0,
  });
}

const byPin = openRoute({
  path: "/api/auth/pin",
  method: "post",
  summary: "Lets a member of staff in on an enrolled tablet by their PIN.",
  request: pinRequestSchema,
  response: signedInSchema,
  answer: async ({ parts, body, request }) => {
    const tablet = await openTablet(parts, request);
    if (tablet instanceof Refused) return tablet;
    const { school } = tablet;
    if ((await rolesOf(parts, school, body.staffId)) === undefined) return refuse("account-closed");
    const pin = await readPin(parts.db, school, body.staffId);
    if (pin === undefined) return refuse("no-pin");
    if (!(await takePinTry(parts.db, school, body.staffId, mostPinTries))) return refuse("pin-blocked");
    if (!(await isPassword(body.pin, pin.hash))) {
      await countWrong(parts, tablet, "pin-refused", body.staffId);
      return refuse(pin.tries + 1 >= mostPinTries ? "pin-blocked" : "wrong-pin");
    }
    await forgivePinTries(parts.db, school, body.staffId);
    return await letIn(parts, request, tablet, body.staffId, "pin");
  },
});

const setPin = staffRoute({
  path: "/api/auth/pin/set",
  method: "post",
  summary: "Chooses one's PIN, good on every enrolled tablet of the school.",
  request: setPinRequestSchema,
  response: nothingSchema,
  answer: async ({ parts, body }, session) => {
    if (!isFullProof(session.proof) && session.proof !== "help") return refuse("needs-full-sign-in");
    if (isWeakPin(body.pin)) return refuse("weak-pin");
    await keepPin(parts, session.school, session.staffId, body.pin, session.tablet ?? null);
    return {};
  },
});

async function keepPin(
  parts: Parts,
  school: string,
  staffId: string,
  pin: string,
  tablet: string | null,
): Promise<void> {
  const hash = await hashPassword(pin, parts.random);
  await inTransaction(parts.db, async (tx) => {
    await savePin(tx, { school, staffId, hash, atMs: parts.clock.nowMs() });
    await audit(parts, tx, { school, event: "pin-set", staffId, tablet });
  });
}

const byHelpCode = openRoute({
  path: "/api/auth/help",
  method: "post",
  summary: "Lets a member of staff in by a help code that was read out, with a new PIN.",
  request: helpRequestSchema,
  response: signedInSchema,
  answer: async ({ parts, body, request, address }) => {
    const tablet = await usableTablet(parts, request);
    if (tablet instanceof Refused) return tablet;
    const { school, id } = tablet;
    const roles = await rolesOf(parts, school, body.staffId);
    if (roles === undefined) return refuse("account-closed");
    // What a person reads aloud never stands in for a second factor.
    if (needsFactor(roles)) return refuse("needs-full-sign-in");
    if (isWeakPin(body.newPin)) return refuse("weak-pin");
    const guess = { address, name: `(help) ${id}`, device: id };
    const waitSeconds = parts.throttle.tryOnce(guess);
    if (waitSeconds > 0) return refuse("too-many-tries", waitSeconds);
    const code = {
      school,
      staffId: body.staffId,
      codeHash: hashOfCode(body.code),
      nowMs: parts.clock.nowMs(),
    };
    if (!(await useHelpCode(parts.db, code))) {
      await audit(parts, parts.db, { school, event: "help-code-refused", staffId: null, tablet: id });
      return refuse("wrong-or-used-code");
    }
    parts.throttle.forgive(guess);
    await audit(parts, parts.db, { school, event: "help-code-used", staffId: body.staffId, tablet: id });
    await keepPin(parts, school, body.staffId, body.newPin, id);
    return await letIn(parts, request, tablet, body.staffId, "help");
  },
});

const byBadge = openRoute({
  path: "/api/auth/badge",
  method: "post",
  summary: "Lets a teaching assistant in on an enrolled tablet by a printed badge, on school days.",
  request: badgeRequestSchema,
  response: signedInSchema,
  answer: async ({ parts, body, request }) => {
    const tablet = await openTablet(parts, request);
    if (tablet instanceof Refused) return tablet;
    const staffId = await staffOfBadge(parts.db, tablet.school, hashOfCode(body.token));
    const roles = staffId === undefined ? undefined : await rolesOf(parts, tablet.school, staffId);
    if (staffId === undefined || roles === undefined || !mayHaveBadge(roles)) {
      await countWrong(parts, tablet, "badge-refused");
      return refuse("wrong-badge");
    }
    if (!(await isBadgeTime(parts, tablet.school))) return refuse("badge-not-now");
    return await letIn(parts, request, tablet, staffId, "badge");
  },
});

/** A badge can be picked up from the floor, so it opens what a teaching assistant sees and nothing beyond. */
export function mayHaveBadge(roles: readonly Role[]): boolean {
  return roles.every((role) => role === "teaching-assistant");
}

async function isBadgeTime(parts: Parts, school: string): Promise<boolean> {
  const nowMs = parts.clock.nowMs();
  const [today, seconds] = [dayInZone(nowMs), secondsOfDayInZone(nowMs)];
  if (weekdayOf(today) > 5 || seconds < 7 * 3600 || seconds >= 18 * 3600) return false;
  const days = await recordsOfKind(parts.db, school, "calendarDay");
  return !days.some(({ fields }) => fields["date"] === today && fields["type"] !== "inset");
}

export const unlockRoutes = [byPin, setPin, byHelpCode, byBadge] as const;
