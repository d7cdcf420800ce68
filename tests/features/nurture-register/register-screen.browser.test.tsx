import "../../../src/ui/theme/theme.ts";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import * as records from "../../../src/domain/records.ts";
import { RegisterScreen } from "../../../src/features/nurture-register/register-screen.tsx";
import { TermRegisterScreen } from "../../../src/features/nurture-register/term-register-screen.tsx";
import type { Device } from "../../../src/storage/device.ts";
import { readRecords } from "../../../src/storage/read.ts";
import { groupId, interventionId, pupilId } from "../../support/plan.ts";
import { deviceWith, rowOf, showScreen } from "../../support/screen.tsx";
import { smallSchool } from "../../support/small-school.ts";

let stop = () => {};
afterEach(() => stop());

const group = {
  name: "The Nest",
  interventionId: interventionId("reading"),
  schoolYear: 2026,
  rule: "present" as const,
  isNurture: true,
};

/** On a Monday: the group's hour began at ten. */
const tenPastTen = "2026-09-14T09:10:00.000Z";
const nestRows = () => [...smallSchool(), rowOf(records.group, groupId("readers"), group, 90)];

async function show(
  { address = "/register", screen = RegisterScreen } = {},
  device?: Device,
): Promise<Device> {
  const shown = device ?? (await deviceWith(["senco"], nestRows(), tenPastTen));
  stop = await showScreen(shown, screen, { path: address.split("?")[0] ?? "", address });
  await expect.element(page.getByRole("heading", { level: 1 })).toBeVisible();
  return shown;
}

const marksOf = async (device: Device) => {
  const marks = await readRecords(device, records.mark);
  return new Map(marks.map(({ record }) => [record.pupilId, record]));
};
const row = (name: string) => page.getByRole("button", { name: new RegExp(`^${name}`) });
async function state(words: string): Promise<void> {
  await expect.element(page.getByText(words, { exact: true })).toBeVisible();
}

test("all here is one tap and one save; who is absent and who is late are one and two taps more", async () => {
  const device = await show();
  await state("0 here, 4 not taken");
  await row("Ben").click();
  await row("Chidi").click();
  await row("Chidi").click();
  await state("1 here, 1 absent, 2 not taken");
  const before = await device.db.outbox.count();
  await page.getByRole("button", { name: "The other 2 here" }).click();
  await state("3 here, 1 absent");
  expect((await device.db.outbox.count()) - before).toBe(1);
  const marks = await marksOf(device);
  expect(marks.get(pupilId("Ben"))?.status).toBe("absent");
  expect(marks.get(pupilId("Chidi"))?.intervals).toEqual([{ from: 36_600, to: 39_600 }]);
  expect(marks.get(pupilId("Amara"))?.intervals).toEqual([{ from: 36_000, to: 39_600 }]);
  const sessions = await readRecords(device, records.session);
  expect(sessions.map(({ record }) => [record.half, record.outcome, record.enrolledIds.length])).toEqual([
    ["am", "delivered", 4],
  ]);
});

test("two quick taps on a row are two taps, and a third one leaves it blank, never absent", async () => {
  const device = await show();
  const ben = row("Ben").element();
  for (let tap = 1; tap <= 2; tap += 1) ben.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  await state("Late 10 minutes");
  await row("Ben").click();
  await state("0 here, 4 not taken");
  expect((await marksOf(device)).get(pupilId("Ben"))).toMatchObject({ status: "blank", intervals: [] });
});

test("undo takes all here back: the children are blank again", async () => {
  const device = await show();
  await page.getByRole("button", { name: "All here" }).click();
  await state("4 here");
  await page.getByRole("button", { name: "Undo" }).click();
  await state("0 here, 4 not taken");
  const marks = await marksOf(device);
  expect([...marks.values()].map((one) => one.status)).toEqual(["blank", "blank", "blank", "blank"]);
});

test("whom the school knows to be away is not marked here by the tap for all", async () => {
  const away = { pupilId: pupilId("Dina"), date: "2026-09-14", half: "day", authorId: pupilId("Lee") };
  const rows = [...nestRows(), rowOf(records.awayToday, crypto.randomUUID(), away as never, 91)];
  const device = await deviceWith(["senco"], rows, tenPastTen);
  await show({}, device);
  await page.getByRole("button", { name: "All here, without Dina" }).click();
  await state("3 here, 1 absent");
  expect((await marksOf(device)).get(pupilId("Dina"))?.status).toBe("absent");
});

test("details: where a child was instead, a note, and minutes that cannot be are refused in a sentence", async () => {
  const device = await show();
  await page.getByRole("button", { name: "Details for Amara" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Here", exact: true }).click();
  await dialog.getByLabelText("Came late", { exact: true }).fill("70");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect.element(dialog.getByText(/less than 60 minutes/)).toBeVisible();
  expect(await marksOf(device)).toEqual(new Map());
  await dialog.getByRole("radio", { name: "In school but elsewhere" }).click();
  await dialog.getByLabelText(/^Where, or why/).fill("Speech therapy");
  await dialog.getByLabelText(/^Note/).fill("Went with a smile");
  await dialog.getByRole("button", { name: "Save" }).click();
  await state("In school but elsewhere: Speech therapy");
  const notes = await readRecords(device, records.note);
  expect(notes.map((one) => one.record.text)).toEqual(["Went with a smile"]);
});

test("what is changed after its half-day is a correction that stays readable", async () => {
  const device = await show();
  await page.getByRole("button", { name: "All here" }).click();
  await state("4 here");
  stop();
  expect(await readRecords(device, records.correction)).toEqual([]);
  const later = {
    ...device,
    clock: { ...device.clock, nowMs: () => Date.parse("2026-09-15T09:00:00.000Z") },
  };
  await show({ address: "/register?day=2026-09-14" }, later);
  await row("Ben").click();
  await state("3 here, 1 absent");
  const corrections = await readRecords(device, records.correction);
  expect(corrections.flatMap((one) => one.record.changes)).toEqual([
    { what: "pupil", pupilId: pupilId("Ben"), before: "Here", after: "Absent from school" },
  ]);
});

test("a half-day that did not run says why, keeps its marks, and can have run after all", async () => {
  const still = await deviceWith(["senco"], nestRows(), tenPastTen);
  let ms = Date.parse(tenPastTen);
  const device = await show({}, { ...still, clock: { ...still.clock, nowMs: () => (ms += 1) } });
  await row("Ben").click();
  await page.getByRole("button", { name: "Did not run" }).click();
  await page.getByRole("dialog").getByRole("radio", { name: "Trip or event" }).click();
  await page.getByRole("button", { name: "Save as not happened" }).click();
  await expect.element(page.getByText("Reason: trip or event.")).toBeVisible();
  const [lost] = await readRecords(device, records.session);
  expect([lost?.record.outcome, lost?.record.adults]).toEqual(["lost", []]);
  await page.getByRole("button", { name: "It ran after all" }).click();
  await state("0 here, 1 absent, 3 not taken");
});

test("one adult and what the group did are saved with the half-day", async () => {
  const device = await show();
  await page.getByRole("button", { name: "One adult today" }).click();
  await expect.element(page.getByRole("button", { name: /today$/ })).toBeVisible();
  await page.getByLabelText(/^What the group did/).fill("Made toast");
  await page.getByRole("button", { name: "Save what the group did" }).click();
  await expect.element(page.getByRole("button", { name: "Save what the group did" })).not.toBeInTheDocument();
  const [session] = await readRecords(device, records.session);
  expect([session?.record.adults.length, session?.record.activity]).toEqual([1, "Made toast"]);
});

test("the term's register is a table: a row a half-day, a column a child, words in the cells", async () => {
  const device = await show();
  await row("Ben").click();
  await page.getByRole("button", { name: "The other 3 here" }).click();
  await state("3 here, 1 absent");
  stop();
  await show({ address: "/register/term", screen: TermRegisterScreen }, device);
  const cells = page.getByRole("row", { name: /Mon 14 Sept, morning/ }).getByRole("cell");
  await expect
    .poll(() => cells.elements().map((one) => one.textContent))
    .toEqual(["Here", "Absent", "Here", "Here"]);
});
