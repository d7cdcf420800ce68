import "../../../src/ui/theme/theme.ts";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { strands, type BoxallAssessment } from "../../../src/domain/boxall.ts";
import { daySchema } from "../../../src/domain/calendar.ts";
import type { NurturePlacement } from "../../../src/domain/nurture-placement.ts";
import * as records from "../../../src/domain/records.ts";
import type { Role } from "../../../src/domain/staff.ts";
import { blankScores } from "../../../src/features/boxall/blank-scores.ts";
import { BoxallScreen } from "../../../src/features/boxall/boxall-screen.tsx";
import { NewAssessmentScreen } from "../../../src/features/boxall/new-assessment-screen.tsx";
import { readRecords } from "../../../src/storage/read.ts";
import { groupId, pupilId, staffId } from "../../support/plan.ts";
import { deviceWith, rowOf, showScreen } from "../../support/screen.tsx";
import { smallSchool } from "../../support/small-school.ts";

let stop = () => {};
afterEach(() => stop());

const day = (text: string) => daySchema.parse(text);
const draftId = "0f8fad5b-d9cb-469f-a165-70867728950e";

function assessmentRow(over: Partial<BoxallAssessment>, id: string = crypto.randomUUID()) {
  const record: BoxallAssessment = {
    pupilId: pupilId("Amara"),
    version: "children_2017",
    kind: "review",
    date: day("2026-09-14"),
    scores: blankScores,
    assessorIds: [staffId("Lee")],
    isDraft: true,
    authorId: staffId("Lee"),
    recordedAt: "2026-09-14T10:00:00.000Z",
    ...over,
  };
  return rowOf(records.boxallAssessment, id, record, 95);
}

function placeRow(name: string, over: Partial<NurturePlacement> = {}) {
  const place = {
    groupId: groupId("readers"),
    pupilId: pupilId(name),
    startedOn: day("2026-09-07"),
    ...over,
  };
  return rowOf(records.nurturePlacement, crypto.randomUUID(), place, 96);
}

const all = (total: number) =>
  Object.fromEntries(strands.map((strand) => [strand, total])) as BoxallAssessment["scores"];

async function show(role: Role, ...rows: ReturnType<typeof rowOf>[]) {
  const device = await deviceWith([role], [...smallSchool(), ...rows]);
  stop = await showScreen(device, BoxallScreen, { path: "/boxall", address: "/boxall" });
  return device;
}

const due = () => page.getByRole("region", { name: /^Due/ });

test("what is due is begun from the list, or gone on with where it is begun", async () => {
  await show(
    "senco",
    placeRow("Amara"),
    placeRow("Ben", { startedOn: day("2026-07-01") }),
    placeRow("Chidi"),
    placeRow("Dina", { endedOn: day("2026-07-01"), heldUntil: day("2026-09-01") }),
    assessmentRow({}, draftId),
    assessmentRow({ pupilId: pupilId("Chidi"), isDraft: false, scores: all(4), date: day("2026-09-08") }),
  );
  await expect.element(page.getByRole("heading", { name: "Due (2)" })).toBeVisible();
  await expect
    .element(due().getByRole("link", { name: "Amara" }))
    .toHaveAttribute("href", `/boxall/${draftId}`);
  await expect.element(due().getByText("A draft is begun")).toBeVisible();
  await expect
    .element(due().getByRole("link", { name: "Ben" }))
    .toHaveAttribute("href", `/boxall/new?pupil=${pupilId("Ben")}`);
  await expect.element(due().getByText("Baseline by 1 July 2026: overdue")).toBeVisible();
});

test("the school chooses how often a review is due, and what is due follows; it can be taken back", async () => {
  const recorded = assessmentRow({ isDraft: false, scores: all(4), date: day("2026-09-08") });
  // The half term ends on 22 October, within four weeks of this day; the term does not.
  const device = await deviceWith(
    ["senco"],
    [...smallSchool(), placeRow("Amara"), recorded],
    "2026-10-05T08:00:00.000Z",
  );
  stop = await showScreen(device, BoxallScreen, { path: "/boxall", address: "/boxall" });
  await page.getByText("Reviews are due: by the end of each term").click();
  expect(due().elements()).toEqual([]);
  await page.getByRole("radio", { name: "By the end of each half term" }).click();
  await expect.element(due().getByText("Review by 22 October 2026")).toBeVisible();
  const school = async () => (await readRecords(device, records.school))[0]?.record;
  expect((await school())?.boxallReviews).toBe("half-termly");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => due().elements().length).toBe(0);
  expect((await school())?.boxallReviews).toBe("termly");
});

test("the SENCO sees every draft with whose it is; the head reads and begins none", async () => {
  await show("senco", assessmentRow({}, draftId));
  await expect.element(page.getByText("Review, 14 September 2026, begun by Lee")).toBeVisible();
  stop();
  await show("head", placeRow("Ben"), assessmentRow({ isDraft: false, scores: all(4) }));
  await expect
    .element(due().getByRole("link", { name: "Ben" }))
    .toHaveAttribute("href", `/boxall/pupil/${pupilId("Ben")}`);
  await expect.element(page.getByRole("link", { name: "Amara" })).toBeVisible();
  expect(page.getByRole("link", { name: /New assessment|Import/ }).elements()).toEqual([]);
});

test("a new one asks for form and occasion, suggests in words, and tells of a draft that is begun", async () => {
  const device = await deviceWith(["senco"], [...smallSchool(), assessmentRow({}, draftId)]);
  const address = `/boxall/new?pupil=${pupilId("Amara")}`;
  stop = await showScreen(device, NewAssessmentScreen, { path: "/boxall/new", address });
  await expect.element(page.getByText(/^A draft of this child is begun: Review, 14 September/)).toBeVisible();
  await expect.element(page.getByText("Children, 2017 is usual for this year group.")).toBeVisible();
  // Usual, and not chosen: that is for who has the paper.
  for (const radio of page.getByRole("radio", { name: /Children|Young|Baseline|Review/ }).elements())
    expect(radio).toHaveProperty("checked", false);
  await page.getByRole("button", { name: "Go on to the totals" }).click();
  await expect.element(page.getByRole("link", { name: "Choose the form that was used." })).toBeVisible();
  await expect.element(page.getByRole("link", { name: "Choose the occasion." })).toBeVisible();
  expect(await readRecords(device, records.boxallAssessment)).toHaveLength(1);
  await page.getByRole("radio", { name: "Children, 2017" }).click();
  await page.getByRole("radio", { name: "Baseline" }).click();
  await page.getByRole("button", { name: "Go on to the totals" }).click();
  await expect.element(page.getByText("Another page")).toBeVisible();
  const made = (await readRecords(device, records.boxallAssessment)).find(
    (one) => one.id !== draftId,
  )?.record;
  expect(made).toMatchObject({
    pupilId: pupilId("Amara"),
    version: "children_2017",
    kind: "baseline",
    date: "2026-09-16",
    isDraft: true,
    scores: blankScores,
    assessorIds: [device.staffId],
  });
});
