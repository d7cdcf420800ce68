import fc from "fast-check";
import { expect, test } from "vitest";
import { sharesOf, type SessionShare } from "../../src/domain/session-shares.ts";
import type { Mark, Session } from "../../src/domain/session.ts";
import * as plan from "../support/plan.ts";

const { hour, monday } = plan;

function logged(fields: Partial<Session> = {}) {
  return { id: plan.sessionId("one"), session: plan.sessionOf(monday, fields) };
}

/** A session of the four with everybody there, but for what is said of some. */
function partsOf(fields: Partial<Session>, marks: Readonly<Record<string, Partial<Mark>>> = {}) {
  const one = logged(fields);
  return sharesOf(
    one.session,
    plan.pupilNames.map((name) => plan.markOf(one, name, marks[name] ?? {})),
  );
}

function part(shares: ReturnType<typeof sharesOf>, name: string): SessionShare | undefined {
  return shares?.pupils.find((one) => one.pupilId === plan.pupilId(name));
}

const absent: Partial<Mark> = { status: "absent", intervals: [] };

test("a group of 4 for one hour gives 15 minutes each, and 25 % of the adult time", () => {
  const shares = partsOf({});
  for (const name of plan.pupilNames) {
    expect(part(shares, name)).toMatchObject({
      contactSeconds: 3600,
      apportionedSeconds: 900,
      adultSeconds: 1800,
    });
  }
  expect(shares?.adults.map((one) => one.seconds)).toEqual([3600, 3600]);
});

test("with one absent the hour is shared by three: 20 minutes each, and none for the absent one", () => {
  const shares = partsOf({}, { Dina: absent });
  expect(part(shares, "Amara")).toMatchObject({
    apportionedSeconds: 1200,
    adultSeconds: 2400,
    attendance: "attended",
  });
  expect(part(shares, "Dina")).toMatchObject({
    contactSeconds: 0,
    apportionedSeconds: 0,
    adultSeconds: 0,
    attendance: "missed",
  });
});

test("one leaves at half time: 17 min 30 s for three, 7 min 30 s for one", () => {
  const shares = partsOf({}, { Dina: { intervals: [{ from: 10 * hour, to: 10.5 * hour }] } });
  expect(part(shares, "Ben")).toMatchObject({
    contactSeconds: 3600,
    apportionedSeconds: 1050,
    adultSeconds: 2100,
  });
  expect(part(shares, "Dina")).toMatchObject({
    contactSeconds: 1800,
    apportionedSeconds: 450,
    adultSeconds: 900,
  });
});

test("under `enrolled` and `named` an absent pupil's share is reserved, not received", () => {
  const enrolled = partsOf({ rule: "enrolled" }, { Dina: absent });
  expect(part(enrolled, "Dina")).toMatchObject({
    contactSeconds: 0,
    apportionedSeconds: 900,
    reservedSeconds: 900,
  });
  expect(part(enrolled, "Ben")).toMatchObject({ apportionedSeconds: 900, reservedSeconds: 0 });
  const named = partsOf({ rule: "named", namedPupilId: plan.pupilId("Dina") }, { Dina: absent });
  expect(part(named, "Dina")).toMatchObject({
    contactSeconds: 0,
    apportionedSeconds: 3600,
    reservedSeconds: 3600,
  });
  expect(part(named, "Ben")).toMatchObject({ contactSeconds: 3600, apportionedSeconds: 0 });
});

test("the rule, planned members and named pupil are those stamped in the session", () => {
  const shares = partsOf(
    { rule: "enrolled", enrolledIds: [plan.pupilId("Amara"), plan.pupilId("Ghost")] },
    {},
  );
  expect(part(shares, "Ghost")).toMatchObject({
    apportionedSeconds: 720,
    attendance: "unmarked",
    isEnrolled: true,
  });
  expect(part(shares, "Ben")).toMatchObject({ apportionedSeconds: 720, isEnrolled: false });
});

test("a lost or a voided session gives nothing", () => {
  const voided = { reason: "mistake" as const, by: plan.staffId("Lee"), at: "2026-09-14T12:00:00.000Z" };
  expect(partsOf({ voided })).toBeUndefined();
  expect(partsOf({ outcome: "lost", lostReason: "room" })).toBeUndefined();
});

test("when nobody came, the adult time is unallocated and never dropped", () => {
  const shares = partsOf({}, Object.fromEntries(plan.pupilNames.map((name) => [name, absent])));
  expect(shares).toMatchObject({ unallocatedSeconds: 3600, unallocatedAdultSeconds: 7200 });
});

test("here without times means from beginning to end; a 1:1 is a group of one", () => {
  const one = logged({ enrolledIds: [plan.pupilId("Amara")] });
  const shares = sharesOf(one.session, [plan.markOf(one, "Amara", { intervals: [] })]);
  expect(part(shares, "Amara")).toMatchObject({
    contactSeconds: 3600,
    apportionedSeconds: 3600,
    adultSeconds: 7200,
  });
});

test("shares and unallocated time always add up to the session, and contact is never given when absent", () => {
  const second = fc.integer({ min: 9 * hour, max: 12 * hour });
  const interval = fc.tuple(second, second).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
  const status = fc.constantFrom(
    "here" as const,
    "absent" as const,
    "elsewhere" as const,
    "not-expected" as const,
  );
  const marks = fc.array(fc.record({ status, intervals: fc.array(interval, { maxLength: 3 }) }), {
    minLength: 4,
    maxLength: 4,
  });
  const rule = fc.constantFrom("present" as const, "enrolled" as const, "named" as const);
  fc.assert(
    fc.property(
      marks,
      fc.array(interval, { minLength: 1, maxLength: 3 }),
      rule,
      fc.boolean(),
      (wishes, times, chosen, isNamed) => {
        const adults = times.map((time, at) => ({
          staffId: plan.staffId(at === 0 ? "Lee" : "Sam"),
          ...time,
        }));
        const named = isNamed ? { namedPupilId: plan.pupilId("Ben") } : {};
        const shares = partsOf(
          { adults, rule: chosen, ...named },
          Object.fromEntries(plan.pupilNames.map((name, at) => [name, wishes[at] ?? {}])),
        );
        const sum = (of: (one: SessionShare) => number) =>
          (shares?.pupils ?? []).reduce((total, one) => total + of(one), 0);
        const used = times.filter((one) => one.from < one.to);
        const length =
          used.length === 0
            ? 0
            : Math.max(...used.map((one) => one.to)) - Math.min(...used.map((one) => one.from));
        const adultSeconds = (shares?.adults ?? []).reduce((total, one) => total + one.seconds, 0);
        expect(sum((one) => one.apportionedSeconds) + (shares?.unallocatedSeconds ?? 0)).toBe(length);
        expect(sum((one) => one.adultSeconds) + (shares?.unallocatedAdultSeconds ?? 0)).toBe(adultSeconds);
        for (const one of shares?.pupils ?? []) {
          if (one.attendance !== "attended") expect(one.contactSeconds).toBe(0);
          expect(one.presence.reduce((total, span) => total + span.to - span.from, 0)).toBe(
            one.contactSeconds,
          );
        }
      },
    ),
  );
});
