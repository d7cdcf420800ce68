import { v7 } from "uuid";
import { afterEach, expect, test } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import type { LoggedSession } from "../../src/domain/logged-session.ts";
import type { Device } from "../../src/storage/device.ts";
import { startHours, type HoursClient, type HoursOptions } from "../../src/worker/client.ts";
import { giveRoles, testDevice, testKey } from "../support/device.ts";
import { saveSession } from "../support/hours.ts";
import * as plan from "../support/plan.ts";

const { hour, monday } = plan;
const question = { pupilIds: [plan.pupilId("Amara")], from: monday, to: addDays(monday, 6) };
const clients: HoursClient[] = [];

afterEach(() => {
  for (const client of clients.splice(0)) client.stop();
});

async function senco(): Promise<Device> {
  const device = await testDevice();
  await giveRoles(device, "senco");
  return device;
}

function hoursOf(device: Device, options: Partial<HoursOptions> = {}): HoursClient {
  const client = startHours({ databaseName: device.db.name, key: testKey, ...options });
  clients.push(client);
  return client;
}

async function log(device: Device): Promise<LoggedSession> {
  const one: LoggedSession = { id: plan.sessionId(v7()), session: plan.sessionOf(monday) };
  await saveSession(
    device,
    one,
    plan.pupilNames.map((name) => plan.markOf(one, name)),
  );
  return one;
}

test("what was just saved is in the worker's next answer", async () => {
  const device = await senco();
  const hours = hoursOf(device);
  expect((await hours.pupilHours(question)).totals.contactSeconds).toBe(0);
  const one = await log(device);
  const answer = await hours.pupilHours(question);
  expect(answer.totals).toMatchObject({ contactSeconds: hour, apportionedSeconds: 900, adultSeconds: 1800 });
  expect((await hours.sessionWorking(one.id))?.working).toHaveLength(1);
  expect(await hours.weeklyContributions({ weeks: [monday] })).toHaveLength(1);
});

test("two tabs with a worker each show the same figures", async () => {
  const device = await senco();
  const [one, other] = [hoursOf(device), hoursOf(device)];
  await log(device);
  const [first, second] = await Promise.all([one.pupilHours(question), other.pupilHours(question)]);
  expect(first).toEqual(second);
  await log(device);
  expect((await other.pupilHours(question)).sessions).toHaveLength(2);
});

test("a worker that crashed or hangs is started again, and the question answered", async () => {
  const device = await senco();
  await log(device);
  const sources = ["throw new Error('crash')", "self.onmessage = () => undefined"];
  for (const source of sources) {
    const broken = () => new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    const real = () => new Worker(new URL("../../src/worker/worker.ts", import.meta.url), { type: "module" });
    const workers = [broken, real];
    const hours = hoursOf(device, { createWorker: () => (workers.shift() ?? real)(), patienceMs: 3000 });
    expect((await hours.pupilHours(question)).totals.attended).toBe(1);
  }
});

test("a worker that keeps crashing says so", async () => {
  const device = await senco();
  const broken = () =>
    new Worker(URL.createObjectURL(new Blob(["throw new Error('crash')"], { type: "text/javascript" })));
  const hours = hoursOf(device, { createWorker: broken });
  await expect(hours.pupilHours(question)).rejects.toMatchObject({ code: "crashed" });
});

test("after cancelling, the next question goes on; after stopping, none is answered", async () => {
  const device = await senco();
  await log(device);
  const hours = hoursOf(device);
  const rebuilding = hours.rebuild();
  hours.cancel();
  await expect(rebuilding).rejects.toMatchObject({ code: "cancelled" });
  expect((await hours.pupilHours(question)).totals.attended).toBe(1);
  hours.stop();
  await expect(hours.pupilHours(question)).rejects.toMatchObject({ code: "stopped" });
});
