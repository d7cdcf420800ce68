import "../../../src/ui/theme/theme.ts";
import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { strands, type BoxallAssessment } from "../../../src/domain/boxall.ts";
import { daySchema } from "../../../src/domain/calendar.ts";
import * as records from "../../../src/domain/records.ts";
import { AssessmentScreen } from "../../../src/features/boxall/assessment-screen.tsx";
import { blankScores } from "../../../src/features/boxall/blank-scores.ts";
import { PupilBoxallScreen } from "../../../src/features/boxall/pupil-boxall-screen.tsx";
import type { Device } from "../../../src/storage/device.ts";
import { readRecords } from "../../../src/storage/read.ts";
import { pupilId, staffId } from "../../support/plan.ts";
import { deviceWith, rowOf, showScreen } from "../../support/screen.tsx";
import { smallSchool } from "../../support/small-school.ts";

let stop = () => {};
afterEach(() => stop());

const draftId = "0f8fad5b-d9cb-469f-a165-70867728950e";
const definition = {
  version: "children_2017" as const,
  strands: Object.fromEntries(strands.map((strand) => [strand, { most: 12, typicalLow: 0, typicalHigh: 4 }])),
};

async function deviceOf(
  drafts: readonly Partial<BoxallAssessment>[],
  role: "senco" | "head" = "senco",
): Promise<Device> {
  const rows = drafts.map((over, at) =>
    rowOf(
      records.boxallAssessment,
      at === 0 ? draftId : crypto.randomUUID(),
      {
        pupilId: pupilId("Amara"),
        version: "children_2017",
        kind: "review",
        date: daySchema.parse("2026-09-14"),
        scores: blankScores,
        assessorIds: [staffId("Lee")],
        isDraft: true,
        authorId: staffId("Lee"),
        recordedAt: "2026-09-14T10:00:00.000Z",
        ...over,
      },
      95 + at,
    ),
  );
  const numbers = rowOf(records.boxallDefinition, crypto.randomUUID(), definition, 94);
  return await deviceWith([role], [...smallSchool(), numbers, ...rows]);
}

const show = async (device: Device) => {
  stop = await showScreen(device, AssessmentScreen, { path: "/boxall/:id", address: `/boxall/${draftId}` });
  await expect.element(page.getByRole("heading", { level: 1 })).toBeVisible();
};
const stored = async (device: Device) =>
  (await readRecords(device, records.boxallAssessment, { ids: [draftId] }))[0]?.record;
const all = (total: number) =>
  Object.fromEntries(strands.map((strand) => [strand, total])) as BoxallAssessment["scores"];

test("twenty totals go from box to box by themselves, are kept as a draft, and count when they are saved", async () => {
  const device = await deviceOf([{}]);
  await show(device);
  await expect.poll(() => document.activeElement?.id).toBe("strand-A");
  // Forty keys: 10, 11 and 12 need two, the others one; a 1 waits for its second digit.
  await userEvent.keyboard("10".repeat(10) + "7".repeat(9));
  await expect.element(page.getByText(/1 box left/)).toBeVisible();
  await expect.poll(async () => (await stored(device))?.scores.J).toBe(10);
  await page.getByRole("button", { name: "Check the totals" }).click();
  await expect.element(page.getByText("Still blank: Z")).toBeVisible();
  expect(page.getByRole("button", { name: "Save the assessment" }).elements()).toEqual([]);
  await page.getByRole("button", { name: "Change a total" }).click();
  await userEvent.keyboard("0");
  await page.getByRole("button", { name: "Save the assessment" }).click();
  await expect.poll(async () => (await stored(device))?.isDraft).toBe(false);
  expect((await stored(device))?.scores).toMatchObject({ A: 10, J: 10, Q: 7, Y: 7, Z: 0 });
});

test("a number that cannot be names its range, is not saved, and does not go on", async () => {
  const device = await deviceOf([{}]);
  await show(device);
  await page.getByLabelText("A of 12").fill("13");
  await expect.element(page.getByText("Strand A is a whole number from 0 to 12.")).toBeVisible();
  await page.getByRole("button", { name: "Check the totals" }).click();
  await expect.element(page.getByRole("alert")).toHaveTextContent("Strand A is a whole number from 0 to 12.");
  expect(page.getByRole("button", { name: "Save the assessment" }).elements()).toEqual([]);
});

test("the pad does what the keys do", async () => {
  const device = await deviceOf([{}]);
  await show(device);
  const press = (name: string) =>
    page.getByRole("group", { name: "Number pad" }).getByRole("button", { name, exact: true }).click();
  for (const name of ["1", "2", "3", "Next", "1", "Next"]) await press(name);
  await expect.poll(async () => (await stored(device))?.scores).toMatchObject({ A: 12, B: 3, C: null, D: 1 });
});

test("two assessors stay two, and what they agree on counts in their place", async () => {
  const device = await deviceOf([
    { isDraft: false, scores: all(4) },
    { isDraft: false, scores: all(6), assessorIds: [staffId("Sam")] },
  ]);
  await show(device);
  await page.getByRole("button", { name: /^Agree on one/ }).click();
  await expect.poll(async () => (await readRecords(device, records.boxallAssessment)).length).toBe(3);
  const agreed = (await readRecords(device, records.boxallAssessment)).find(
    (one) => one.record.agreedFrom,
  )?.record;
  expect([agreed?.isDraft, agreed?.agreedFrom?.length, agreed?.scores.A]).toEqual([true, 2, null]);
});

test("a wrong one is put right by another that starts from its totals", async () => {
  const device = await deviceOf([{ isDraft: false, scores: all(4) }]);
  await show(device);
  await page.getByRole("button", { name: "Put it right" }).click();
  await expect.poll(async () => (await readRecords(device, records.boxallAssessment)).length).toBe(2);
  const right = (await readRecords(device, records.boxallAssessment)).find(
    (one) => one.record.supersedes,
  )?.record;
  expect([right?.supersedes, right?.scores.A, right?.isDraft]).toEqual([draftId, 4, true]);
  expect((await stored(device))?.scores.A).toBe(4);
});

test("a look at a profile is in the audit once a day; the pictures are also tables", async () => {
  const device = await deviceOf([
    { isDraft: false, scores: all(4), date: daySchema.parse("2026-09-07") },
    { isDraft: false, scores: all(6) },
  ]);
  for (let turn = 1; turn <= 2; turn += 1) {
    stop = await showScreen(device, PupilBoxallScreen, {
      path: "/boxall/pupil/:id",
      address: `/boxall/pupil/${pupilId("Amara")}`,
    });
    await expect
      .element(page.getByText(/10 of 20 strands moved towards typical, 10 away from it/))
      .toBeVisible();
    await expect
      .poll(async () => (await readRecords(device, records.deed)).map((one) => one.record.event))
      .toEqual(["view-boxall"]);
    if (turn === 1) stop();
  }
  await page.getByRole("radio", { name: "Tables" }).click();
  await expect.element(page.getByRole("table", { name: "Change by strand" })).toBeVisible();
  await expect
    .element(page.getByLabelText("For a parent or carer"))
    .toHaveValue(expect.stringContaining("moved towards what is typical"));
});

test("what was saved can be taken up again as a draft for a moment", async () => {
  const device = await deviceOf([{ scores: all(4) }]);
  await show(device);
  await page.getByRole("button", { name: "Check the totals" }).click();
  await expect.element(page.getByRole("heading", { name: "Check the totals" })).toHaveFocus();
  await userEvent.keyboard("{Tab}{Enter}");
  await expect.poll(async () => (await stored(device))?.isDraft).toBe(false);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await stored(device))?.isDraft).toBe(true);
  expect((await stored(device))?.scores).toEqual(all(4));
});

test("who may only read sees a draft's totals and whose it is, and no box to type in", async () => {
  const device = await deviceOf([{ scores: { ...blankScores, A: 3 } }], "head");
  await show(device);
  await expect.element(page.getByText(/^Lee began it/)).toBeVisible();
  expect(page.getByRole("textbox").elements()).toEqual([]);
  expect(page.getByRole("button").elements()).toEqual([]);
});

test("who may only read is offered nothing to change about one that counts or was taken back", async () => {
  const voided = { reason: "mistake" as const, by: staffId("Lee"), at: "2026-09-14T11:00:00.000Z" };
  for (const over of [{}, { voided }]) {
    const device = await deviceOf([{ isDraft: false, scores: all(4), ...over }], "head");
    await show(device);
    await expect.element(page.getByRole("table", { name: "Totals by strand" })).toBeVisible();
    expect(page.getByRole("button").elements()).toEqual([]);
    stop();
  }
  const device = await deviceOf([{ isDraft: false, scores: all(4), voided }]);
  await show(device);
  await page.getByRole("button", { name: "Bring it back" }).click();
  await expect.poll(async () => (await stored(device))?.voided ?? null).toBeNull();
});

test("an assessment tells of the draft that is to follow it", async () => {
  const device = await deviceOf([{ isDraft: false, scores: all(4) }, { supersedes: draftId }]);
  await show(device);
  await expect.element(page.getByRole("link", { name: "open the draft" })).toBeVisible();
});
