// What an enrolled tablet may ask for itself, before anybody is signed in: joining the school, and who works there.
import { dayInZone } from "../domain/calendar.ts";
import { roleLabel, schoolSchema } from "../domain/staff.ts";
import { instantOf } from "../protocol/clock.ts";
import { enrolRequestSchema, tabletPeopleSchema, type TabletPeople } from "../protocol/unlock-messages.ts";
import { audit } from "./audit.ts";
import { leaseEndOf } from "./lease.ts";
import type { Parts } from "./parts.ts";
import { Refused, refuse } from "./refusal.ts";
import { Answer, nothingSchema, openRoute } from "./route.ts";
import { sealingKeyOf } from "./sealing-keys.ts";
import { hashOf, hashOfCode } from "./secrets.ts";
import { inTransaction } from "./storage/database.ts";
import { rebindClients } from "./storage/device-rows.ts";
import { loadRecords } from "./storage/record-rows.ts";
import { shutOutStaff } from "./storage/shut-out-rows.ts";
import { staffOnTablet, tabletByToken, useTabletCode, type TabletRow } from "./storage/tablet-rows.ts";
import { readSchool } from "./storage/school-rows.ts";
import { enrolTablet, tabletOf, usableTablet } from "./tablet-credential.ts";

const usualLockMinutes = 3;

const enrol = openRoute({
  path: "/api/tablet/enrol",
  method: "post",
  summary: "Joins a shared tablet to the school, with a code.",
  request: enrolRequestSchema,
  response: tabletPeopleSchema,
  answer: async ({ parts, body, request, address }) => {
    const waitSeconds = parts.throttle.tryOnce({ address });
    if (waitSeconds > 0) return refuse("too-many-tries", waitSeconds);
    const made = await inTransaction(parts.db, async (tx) => {
      const code = await useTabletCode(tx, hashOfCode(body.code), parts.clock.nowMs());
      if (code === undefined) return undefined;
      const { school } = code;
      const before = await tabletOf(parts, request);
      const tablet = await enrolTablet(parts, tx, request, { ...code, kind: "shared" });
      // Sealed work that lies on it is bound to the credential that it had.
      if (before?.school === school) await rebindClients(tx, school, before.id, tablet.id);
      await audit(parts, tx, {
        school,
        event: "tablet-enrolled",
        staffId: code.by,
        about: { tablet: tablet.id },
      });
      return tablet;
    });
    if (made === undefined) return refuse("wrong-or-used-code");
    parts.throttle.forgive({ address });
    const token = made.cookie.slice(made.cookie.indexOf("=") + 1, made.cookie.indexOf(";"));
    const tablet = await tabletByToken(parts.db, hashOf(token));
    if (tablet === undefined) return refuse("try-again", 5);
    return new Answer(JSON.stringify(await describe(parts, tablet)), {}, [made.cookie]);
  },
});

const people = openRoute({
  path: "/api/tablet/people",
  method: "get",
  summary: "Who may use this enrolled tablet, and how it is to behave while it is locked.",
  request: nothingSchema,
  response: tabletPeopleSchema,
  answer: async ({ parts, request }) => {
    const tablet = await usableTablet(parts, request);
    return tablet instanceof Refused ? tablet : await describe(parts, tablet);
  },
});

async function describe(parts: Parts, tablet: TabletRow): Promise<TabletPeople> {
  const { school: schoolId } = tablet;
  const school = await readSchool(parts.db, schoolId);
  const [record] = await loadRecords(parts.db, schoolId, new Map([["school", new Set([schoolId])]]));
  const settings = schoolSchema.safeParse(record?.fields).data;
  return {
    tabletId: tablet.id,
    label: tablet.label,
    kind: tablet.kind,
    schoolId,
    schoolName: settings?.name ?? school?.name ?? "",
    lockMinutes: settings?.lockMinutes ?? usualLockMinutes,
    sealingKey: await sealingKeyOf(parts, schoolId),
    people: await peopleOf(parts, tablet),
    leaseUntil: await leaseEndOf(parts.db, schoolId, parts.clock.nowMs()),
    serverAt: instantOf(parts.clock),
  };
}

/** On a shared tablet everybody of today's staff whose sign-in was not closed; on a person's own those who have signed in on it. */
async function peopleOf(parts: Parts, tablet: TabletRow): Promise<TabletPeople["people"]> {
  const facts = await parts.facts.read(parts.db, tablet.school);
  const today = dayInZone(parts.clock.nowMs());
  const here = tablet.kind === "shared" ? undefined : await staffOnTablet(parts.db, tablet.school, tablet.id);
  const shutOut = await shutOutStaff(parts.db, tablet.school);
  return facts.staffIds().flatMap((staffId) => {
    const person = facts.person(staffId);
    if (shutOut.has(staffId)) return [];
    if (person === undefined || (person.leftOn !== undefined && person.leftOn < today)) return [];
    if (here !== undefined && !here.has(staffId)) return [];
    const roleWord = person.roles[0] === undefined ? "" : roleLabel[person.roles[0]];
    return [{ staffId, name: person.name, initials: initialsOf(person.name), roleWord }];
  });
}

/** "Ana Reed" as "AR" */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word) => word?.slice(0, 1) ?? "")
    .join("")
    .toUpperCase();
}

export const tabletOwnRoutes = [enrol, people] as const;
