import "../../../src/ui/theme/theme.ts";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { strands, type BoxallAssessment } from "../../../src/domain/boxall.ts";
import * as records from "../../../src/domain/records.ts";
import { PupilBoxallScreen } from "../../../src/features/boxall/pupil-boxall-screen.tsx";
import { day, pupilId, staffId } from "../../support/plan.ts";
import { deviceWith, rowOf, showScreen } from "../../support/screen.tsx";
import { smallSchool } from "../../support/small-school.ts";

let stop = () => {};
afterEach(() => stop());

function assessed(date: string, total: number, over: Partial<BoxallAssessment> = {}) {
  const record: BoxallAssessment = {
    pupilId: pupilId("Amara"),
    version: "children_2017",
    kind: "review",
    date: day(date),
    scores: Object.fromEntries(strands.map((strand) => [strand, total])) as BoxallAssessment["scores"],
    assessorIds: [staffId("Lee")],
    authorId: staffId("Lee"),
    recordedAt: `${date}T15:00:00.000Z`,
    ...over,
  };
  return rowOf(records.boxallAssessment, crypto.randomUUID(), record, 95);
}

async function show(...rows: ReturnType<typeof rowOf>[]) {
  const device = await deviceWith(["senco"], [...smallSchool(), ...rows]);
  const address = `/boxall/pupil/${pupilId("Amara")}`;
  stop = await showScreen(device, PupilBoxallScreen, { path: "/boxall/pupil/:id", address });
}

const choices = (label: string) =>
  page.getByLabelText(label, { exact: true }).element().querySelectorAll("option").length;
const chosen = (label: string) => {
  const select = page.getByLabelText(label, { exact: true }).element() as HTMLSelectElement;
  return select.selectedOptions[0]?.textContent;
};

test("a change goes forwards: what is later than its end cannot be its beginning", async () => {
  await show(assessed("2026-01-09", 4), assessed("2026-04-01", 5), assessed("2026-07-03", 7));
  await expect
    .element(page.getByRole("heading", { name: "From 9 January 2026 to 3 July 2026" }))
    .toBeVisible();
  await page.getByLabelText("From", { exact: true }).selectOptions("Review, 1 April 2026, Lee");
  await expect.element(page.getByRole("heading", { name: "From 1 April 2026 to 3 July 2026" })).toBeVisible();
  await page.getByLabelText("To", { exact: true }).selectOptions("Review, 1 April 2026, Lee");
  await expect
    .element(page.getByRole("heading", { name: "From 9 January 2026 to 1 April 2026" }))
    .toBeVisible();
  expect([choices("From"), choices("To")]).toEqual([1, 3]);
  await page.getByLabelText("To", { exact: true }).selectOptions("Review, 9 January 2026, Lee");
  await expect
    .element(page.getByRole("heading", { name: "Where the child stood on 9 January 2026" }))
    .toBeVisible();
  expect(page.getByRole("heading", { name: /^From / }).elements()).toEqual([]);
  expect(page.getByLabelText("For a parent or carer").elements()).toEqual([]);
});

test("two people's answers of one day stand side by side, and are no change", async () => {
  const bySam = { assessorIds: [staffId("Sam")], recordedAt: "2026-07-03T16:00:00.000Z" };
  await show(assessed("2026-07-03", 4), assessed("2026-07-03", 7, bySam));
  await expect.element(page.getByRole("heading", { name: "Twice on 3 July 2026" })).toBeVisible();
  await expect.element(page.getByText(/^Two assessments of one day are no change/)).toBeVisible();
  await expect.element(page.getByRole("heading", { name: "Lee", exact: true })).toBeVisible();
  await expect.element(page.getByRole("heading", { name: "Sam", exact: true })).toBeVisible();
  expect(page.getByText(/towards typical/).elements()).toEqual([]);
  expect(page.getByLabelText("For a parent or carer").elements()).toEqual([]);
});

test("an earlier day is taken before the other one of the same day, and says who answered", async () => {
  const bySam = { assessorIds: [staffId("Sam")], recordedAt: "2026-07-03T16:00:00.000Z" };
  await show(
    assessed("2026-01-09", 4),
    assessed("2026-04-01", 5),
    assessed("2026-07-03", 4),
    assessed("2026-07-03", 7, bySam),
  );
  await expect
    .element(page.getByRole("heading", { name: "From 9 January 2026 to 3 July 2026" }))
    .toBeVisible();
  expect(chosen("To")).toBe("Review, 3 July 2026, Sam");
  await expect
    .element(page.getByText(/3 July 2026 \(Lee\) and 3 July 2026 \(Sam\), from left/))
    .toBeVisible();
  await expect.element(page.getByText("4, 5, 4, 7", { exact: true }).first()).toBeVisible();
});
