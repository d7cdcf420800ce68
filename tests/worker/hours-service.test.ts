import "fake-indexeddb/auto";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import type { LoggedSession } from "../../src/domain/logged-session.ts";
import { giveRoles, testDevice } from "../support/device.ts";
import { hoursOn, saveSession } from "../support/hours.ts";
import * as plan from "../support/plan.ts";

const { hour, monday } = plan;

function sessionAt(on: number): LoggedSession {
  return { id: plan.sessionId(v7()), session: plan.sessionOf(addDays(monday, on)) };
}

test("a pupil's hours are those of the days asked for, each with the working behind it", async () => {
  const device = await testDevice();
  await giveRoles(device, "senco");
  const hours = await hoursOn(device);
  for (const on of [0, 7, 8]) {
    const one = sessionAt(on);
    const marks = plan.pupilNames.map((name) => plan.markOf(one, name));
    await saveSession(device, one, on === 8 ? marks.slice(0, 3) : marks);
  }
  const answer = await hours.pupilHours({
    pupilIds: [plan.pupilId("Amara")],
    from: addDays(monday, 7),
    to: addDays(monday, 13),
  });
  expect(answer.totals).toMatchObject({
    contactSeconds: 2 * hour,
    apportionedSeconds: 900 + 1200,
    attended: 2,
  });
  expect(answer.weeks).toHaveLength(1);
  expect(answer.sessions.map((one) => one.working[0]?.sharedBy.length)).toEqual([4, 3]);
});

test("the cells of some pupils and weeks add up to those sessions", async () => {
  const device = await testDevice();
  await giveRoles(device, "senco");
  const hours = await hoursOn(device);
  for (const on of [0, 1, 7]) {
    const one = sessionAt(on);
    await saveSession(
      device,
      one,
      plan.pupilNames.map((name) => plan.markOf(one, name)),
    );
  }
  const cells = await hours.weeklyCells({ weeks: [monday], pupilIds: [plan.pupilId("Ben")] });
  expect(cells).toEqual([
    expect.objectContaining({
      week: monday,
      amounts: expect.objectContaining({ apportionedSeconds: 1800, attended: 2 }),
    }),
  ]);
});

test("questions asked at the same time as saves hold what was saved before them", async () => {
  const device = await testDevice();
  await giveRoles(device, "senco");
  const hours = await hoursOn(device);
  const question = { pupilIds: [plan.pupilId("Amara")], from: monday, to: addDays(monday, 6) };
  const early = hours.pupilHours(question);
  for (const count of [1, 2, 3]) {
    const one = sessionAt(count);
    await saveSession(
      device,
      one,
      plan.pupilNames.map((name) => plan.markOf(one, name)),
    );
    const [told, answer] = await Promise.all([hours.catchUp(), hours.pupilHours(question)]);
    expect(told).toBeUndefined();
    expect(answer.totals.attended).toBe(count);
  }
  await early;
});
