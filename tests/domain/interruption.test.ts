import { expect, test } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import {
  lostThrough,
  standingAdults,
  type InterruptedPlan,
  type Interruption,
} from "../../src/domain/interruption.ts";
import * as plan from "../support/plan.ts";

const { hour, monday } = plan;
const [lee, sam, kit] = ["Lee", "Sam", "Kit"].map(plan.staffId);

const session: InterruptedPlan = {
  date: monday,
  start: 10 * hour,
  plannedSeconds: hour,
  staffIds: [plan.staffId("Lee"), plan.staffId("Sam")],
  classNames: ["Owls", "Wrens"],
};

function interruption(fields: Partial<Interruption>): Interruption {
  return {
    type: "moved",
    from: monday,
    to: monday,
    authorId: plan.staffId("Lee"),
    recordedAt: "2026-09-14T08:00:00.000Z",
    ...fields,
  };
}

const moved = (staffId: typeof lee, fields: Partial<Interruption> = {}) =>
  interruption({ ...(staffId ? { staffId } : {}), ...fields });

test("a session is lost when none of its adults is left, with the reason of their absence", () => {
  expect(lostThrough(session, [moved(lee)])).toBeUndefined();
  expect(lostThrough(session, [moved(lee), moved(sam)])).toBe("adult-needed-elsewhere");
  expect(
    lostThrough({ ...session, staffIds: [plan.staffId("Sam")] }, [moved(sam, { type: "adult-away" })]),
  ).toBe("adult-absent");
});

test("the reason is that of the session's own adults, not of somebody else who is away", () => {
  const away = moved(sam, { type: "adult-away" });
  expect(lostThrough({ ...session, staffIds: [plan.staffId("Sam")] }, [moved(kit), away])).toBe(
    "adult-absent",
  );
});

test("a covered absence loses nothing, and the cover stands in", () => {
  const covered = moved(lee, { coverStaffId: plan.staffId("Kit") });
  const alone = { ...session, staffIds: [plan.staffId("Lee")] };
  expect(lostThrough(alone, [covered])).toBeUndefined();
  expect(standingAdults(session, [covered])).toEqual([kit, sam]);
  expect(standingAdults(session, [moved(lee)])).toEqual([sam]);
  expect(standingAdults(alone, [moved(lee)])).toEqual([lee]);
  expect(lostThrough(alone, [moved(lee), covered])).toBeUndefined();
});

test("moved at 10:02 takes out the session of 10:00, and leaves the one that was nearly over", () => {
  const now = { fromTime: 10 * hour + 120 };
  const alone = { ...session, staffIds: [plan.staffId("Lee")] };
  expect(lostThrough(alone, [moved(lee, now)])).toBe("adult-needed-elsewhere");
  expect(lostThrough({ ...alone, start: 9.25 * hour }, [moved(lee, now)])).toBeUndefined();
  expect(lostThrough({ ...alone, start: 8 * hour }, [moved(lee, now)])).toBeUndefined();
  expect(lostThrough(alone, [moved(lee, { ...now, cleared: true })])).toBeUndefined();
});

test("a trip loses a session only when every class in it is out", () => {
  const trip = (className?: string) => interruption({ type: "trip", ...(className ? { className } : {}) });
  expect(lostThrough(session, [trip("Owls")])).toBeUndefined();
  expect(lostThrough(session, [trip("Owls"), trip("Wrens")])).toBe("trip-or-event");
  expect(lostThrough(session, [trip()])).toBe("trip-or-event");
});

test("one adult on a trip takes out no other adult's sessions", () => {
  const onTrip = interruption({ type: "trip", staffId: plan.staffId("Kit") });
  expect(lostThrough(session, [onTrip])).toBeUndefined();
});

test("without a time of its own a plan is taken out by whole days only, those between the ends included", () => {
  const alone = { ...session, start: undefined, staffIds: [plan.staffId("Lee")] };
  const days = moved(lee, { to: addDays(monday, 2), fromTime: 13 * hour });
  expect(lostThrough(alone, [days])).toBeUndefined();
  expect(lostThrough({ ...alone, date: addDays(monday, 1) }, [days])).toBe("adult-needed-elsewhere");
});

test("a closure takes out everything in its time", () => {
  const closure = interruption({ type: "closure", fromTime: 12 * hour });
  expect(lostThrough(session, [closure])).toBeUndefined();
  expect(lostThrough({ ...session, start: 13 * hour }, [closure])).toBe("closure");
});
