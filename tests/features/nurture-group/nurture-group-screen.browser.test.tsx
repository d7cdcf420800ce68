import "../../../src/ui/theme/theme.ts";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { isPlacementHeld } from "../../../src/domain/nurture-placement.ts";
import * as records from "../../../src/domain/records.ts";
import { readRecords } from "../../../src/storage/read.ts";
import type { Role } from "../../../src/domain/staff.ts";
import { GroupScreen } from "../../../src/features/interventions/group-screen.tsx";
import { NurtureGroupScreen } from "../../../src/features/nurture-group/nurture-group-screen.tsx";
import { NurtureReportScreen } from "../../../src/features/nurture-group/nurture-report-screen.tsx";
import { staffIdSchema } from "../../../src/domain/ids.ts";
import { receive, pageOf } from "../../support/device.ts";
import {
  day,
  groupId,
  interventionId,
  logOf,
  markOf,
  pupilId,
  pupilNames,
  sessionOf,
  slotId,
} from "../../support/plan.ts";
import { deviceWith, rowOf, showScreen } from "../../support/screen.tsx";
import { smallSchool } from "../../support/small-school.ts";

let stop = () => {};
afterEach(() => stop());

const id = groupId("readers");
const nest = {
  name: "The Nest",
  interventionId: interventionId("reading"),
  schoolYear: 2026,
  rule: "present" as const,
  isNurture: true,
};
const nurtureGroup = rowOf(records.group, id, nest, 80);

function placeRow(name: string, over: object = {}) {
  const place = { groupId: id, pupilId: pupilId(name), startedOn: day("2026-09-07"), ...over };
  return rowOf(records.nurturePlacement, crypto.randomUUID(), place, 90);
}

async function deviceOf(role: Role, runsGroup: boolean, ...rows: ReturnType<typeof rowOf>[]) {
  const device = await deviceWith([role], [...smallSchool(), nurtureGroup, ...rows]);
  if (runsGroup) {
    const staffId = staffIdSchema.parse(device.staffId);
    const own = { groupId: id, staffId, role: "support" as const, from: day("2026-09-03") };
    await receive(device, pageOf([rowOf(records.groupStaff, crypto.randomUUID(), own, 95)]));
  }
  return device;
}

test("a group's adult sees its places; a class teacher is told whose they are, and never that nobody has one", async () => {
  const second = await deviceOf("teaching-assistant", true, placeRow("Amara"));
  const at = { path: "/nurture/:id", address: `/nurture/${id}` };
  stop = await showScreen(second, NurtureGroupScreen, at);
  await expect.element(page.getByRole("heading", { name: "In the group (1)" })).toBeVisible();
  stop();
  const teacher = await deviceOf("class-teacher", false);
  stop = await showScreen(teacher, NurtureGroupScreen, at);
  await expect.element(page.getByText("Places in this group are not yours to see")).toBeVisible();
  expect(page.getByText("Nobody has a place yet").elements()).toEqual([]);
  stop();
  stop = await showScreen(teacher, GroupScreen, { path: "/groups/:id", address: `/groups/${id}` });
  await expect.element(page.getByRole("heading", { name: "The Nest" })).toBeVisible();
  expect(page.getByRole("link", { name: "Places and half-days" }).elements()).toEqual([]);
});

test("a report is made of three children and more, and says why not of fewer", async () => {
  const at = { path: "/nurture/:id/report", address: `/nurture/${id}/report` };
  const [first, second, ...more] = pupilNames;
  stop = await showScreen(
    await deviceOf("senco", false, placeRow(first), placeRow(second)),
    NurtureReportScreen,
    at,
  );
  await expect.element(page.getByText("Too few children for a report without names")).toBeVisible();
  expect(page.getByRole("button", { name: /Save|Print/ }).elements()).toEqual([]);
  stop();
  stop = await showScreen(
    await deviceOf("senco", false, placeRow(first), placeRow(second), ...more.map((one) => placeRow(one))),
    NurtureReportScreen,
    at,
  );
  await expect.element(page.getByText("Children with a place")).toBeVisible();
  await expect.element(page.getByText("here on 0 of 0 marks")).toBeVisible();
  for (const name of pupilNames) expect(page.getByText(name).elements()).toEqual([]);
});

test("a day that is half typed is told, and is not taken for none; nothing typed is lost", async () => {
  const device = await deviceOf("senco", false);
  stop = await showScreen(device, NurtureGroupScreen, { path: "/nurture/:id", address: `/nurture/${id}` });
  await page.getByRole("button", { name: "Add a place" }).click();
  const child = page.getByRole("combobox", { name: "Child", exact: true });
  await child.fill("Ama");
  await page.getByRole("option", { name: /Amara/ }).click();
  const informed = page.getByRole("group", { name: /Parents or carers informed on/ });
  await informed.getByLabelText("Day").fill("31");
  await informed.getByLabelText("Month").fill("9");
  await page.getByRole("button", { name: "Save the place" }).click();
  await expect
    .element(page.getByRole("link", { name: /^"Parents or carers informed on" is no day as it stands/ }))
    .toBeVisible();
  await expect.element(informed.getByLabelText("Day")).toHaveValue("31");
  expect(await readRecords(device, records.nurturePlacement)).toEqual([]);
  await informed.getByLabelText("Day").fill("14");
  await informed.getByLabelText("Year").fill("2026");
  await page.getByRole("button", { name: "Save the place" }).click();
  await expect.element(page.getByText("Coming (1)")).toBeVisible();
  const [place] = await readRecords(device, records.nurturePlacement);
  expect(place?.record).toMatchObject({ parentsInformedOn: "2026-09-14", referredOn: "2026-09-16" });
});

test("a first day after a day on which the register has the child as here is told, and not saved", async () => {
  const half = sessionOf(day("2026-09-14"), { half: "am" });
  const logged = logOf(slotId("monday"), half);
  const mark = markOf(logged, "Amara");
  const device = await deviceOf(
    "senco",
    false,
    placeRow("Amara"),
    rowOf(records.session, logged.id, half, 96),
    rowOf(records.mark, crypto.randomUUID(), mark, 97),
  );
  stop = await showScreen(device, NurtureGroupScreen, { path: "/nurture/:id", address: `/nurture/${id}` });
  await page.getByRole("button", { name: "Change Amara" }).click();
  const first = page.getByRole("group", { name: /First day in the group/ });
  await first.getByLabelText("Day").fill("15");
  await page.getByRole("button", { name: "Save the place" }).click();
  await expect
    .element(page.getByRole("link", { name: /The register has the child as here on 14 September 2026/ }))
    .toBeVisible();
  const days = async () => (await readRecords(device, records.nurturePlacement))[0]?.record.startedOn;
  expect(await days()).toBe("2026-09-07");
  await first.getByLabelText("Day").fill("14");
  await page.getByRole("button", { name: "Save the place" }).click();
  await expect.poll(days).toBe("2026-09-14");
});

test("a place saved by mistake is taken back: nobody is in the group by it, and nobody reads by it", async () => {
  const device = await deviceOf("senco", false);
  stop = await showScreen(device, NurtureGroupScreen, { path: "/nurture/:id", address: `/nurture/${id}` });
  const before = await readRecords(device, records.groupMember);
  const ofAmara = (all: typeof before) =>
    all
      .filter((one) => one.record.pupilId === pupilId("Amara"))
      .map((one) => [one.record.from, one.record.to]);
  const was = ofAmara(before);
  await page.getByRole("button", { name: "Add a place" }).click();
  await page.getByRole("combobox", { name: "Child", exact: true }).fill("Ama");
  await page.getByRole("option", { name: /Amara/ }).click();
  const referred = page.getByRole("group", { name: /Referred on/ });
  await referred.getByLabelText("Day").fill("1");
  const first = page.getByRole("group", { name: /First day in the group/ });
  for (const [label, text] of [
    ["Day", "14"],
    ["Month", "9"],
    ["Year", "2026"],
  ] as const)
    await first.getByLabelText(label).fill(text);
  await page.getByRole("button", { name: "Save the place" }).click();
  await expect.element(page.getByRole("heading", { name: "In the group (1)" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.element(page.getByText(/^Nobody has a place yet/)).toBeVisible();
  const [place] = await readRecords(device, records.nurturePlacement);
  if (place === undefined) throw new Error("Nothing is deleted.");
  expect(isPlacementHeld(place.record, day("2026-09-16"))).toBe(false);
  expect(ofAmara(await readRecords(device, records.groupMember)).map(([from]) => from)).toEqual(
    was.map(([from]) => from),
  );
});

test("other half-days from a day on are taken back with Undo: what was expected before is expected again", async () => {
  const grid = {
    groupId: id,
    pupilId: pupilId("Amara"),
    from: day("2026-09-07"),
    halfDays: ["1am" as const, "2am" as const],
  };
  const device = await deviceOf(
    "senco",
    false,
    placeRow("Amara"),
    rowOf(records.halfDayGrid, crypto.randomUUID(), grid, 96),
  );
  stop = await showScreen(device, NurtureGroupScreen, { path: "/nurture/:id", address: `/nurture/${id}` });
  await page.getByRole("button", { name: "Half-days Amara" }).click();
  await page.getByRole("checkbox", { name: /Monday.*morning/i }).click();
  await page.getByRole("button", { name: "Save the half-days" }).click();
  await expect.element(page.getByRole("heading", { name: "Going back to class" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect
    .poll(() => page.getByRole("heading", { name: "Going back to class" }).elements().length)
    .toBe(0);
  const stored = (await readRecords(device, records.halfDayGrid)).map((one) => one.record);
  expect(stored.map((one) => one.halfDays.toSorted())).toEqual([grid.halfDays, grid.halfDays]);
});
