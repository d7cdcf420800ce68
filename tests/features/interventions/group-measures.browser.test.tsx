import "../../../src/ui/theme/theme.ts";
import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { InterventionMeasure } from "../../../src/domain/intervention-measure.ts";
import * as records from "../../../src/domain/records.ts";
import type { Role } from "../../../src/domain/staff.ts";
import { GroupScreen } from "../../../src/features/interventions/group-screen.tsx";
import type { Row } from "../../../src/protocol/messages.ts";
import type { Device } from "../../../src/storage/device.ts";
import { readRecords } from "../../../src/storage/read.ts";
import { day, groupId, pupilId, staffId } from "../../support/plan.ts";
import { deviceWith, rowOf, showScreen } from "../../support/screen.tsx";
import { smallSchool } from "../../support/small-school.ts";
import { pageOf, receive } from "../../support/device.ts";

let stop = () => {};
afterEach(() => stop());

async function show(role: Role, rows: readonly Row[] = [], isAdult = false): Promise<Device> {
  const device = await deviceWith([role], [...smallSchool(), ...rows]);
  const staffing = { groupId: groupId("readers"), staffId: device.staffId, role: "support" } as const;
  const own = rowOf(records.groupStaff, device.newId(), { ...staffing, from: day("2026-09-03") }, 300);
  if (isAdult) await receive(device, pageOf([own]));
  const address = `/groups/${groupId("readers")}`;
  stop = await showScreen(device, GroupScreen, { path: "/groups/:id", address });
  await expect.element(page.getByRole("heading", { name: "Readers" })).toBeVisible();
  return device;
}

function measureRow(at: number, name: string, date: string, over: Partial<InterventionMeasure> = {}): Row {
  const record: InterventionMeasure = {
    groupId: groupId("readers"),
    pupilId: pupilId(name),
    moment: "baseline",
    date: day(date),
    name: "Words read",
    value: at,
    min: 0,
    max: 60,
    direction: "more",
    authorId: staffId("Lee"),
    recordedAt: `${date}T10:00:00.000Z`,
    ...over,
  };
  const id = `f0000000-0000-4000-8000-${String(at).padStart(12, "0")}`;
  return rowOf(records.interventionMeasure, id, record, 200 + at);
}

const held = async (device: Device) =>
  (await readRecords(device, records.interventionMeasure)).map((one) => one.record);

test("an adult of the group measures one child after the other without typing the scale again", async () => {
  const device = await show("teaching-assistant", [], true);
  await userEvent.click(page.getByText("Add a measure"));
  const save = page.getByRole("button", { name: "Save the measure" });
  await userEvent.click(save);
  await expect.element(page.getByRole("alert")).toHaveTextContent("Choose the child.");
  await userEvent.selectOptions(page.getByLabelText("Child"), "Ben");
  await userEvent.click(page.getByRole("radio", { name: "Baseline" }));
  await userEvent.fill(page.getByLabelText("What is measured"), "Words read");
  await userEvent.fill(page.getByLabelText("Lowest possible"), "0");
  await userEvent.fill(page.getByLabelText("Highest possible"), "60");
  await userEvent.click(page.getByRole("radio", { name: "More is wanted" }));
  await userEvent.fill(page.getByLabelText("Score", { exact: true }), "61");
  await userEvent.click(save);
  await expect.element(page.getByRole("alert")).toHaveTextContent("Enter a number from 0 to 60.");
  await userEvent.fill(page.getByLabelText("Score", { exact: true }), "12");
  await userEvent.click(save);
  await expect.element(page.getByRole("rowheader", { name: /Ben/ })).toBeVisible();
  await expect.element(page.getByLabelText("Score", { exact: true })).toHaveValue("");
  await userEvent.selectOptions(page.getByLabelText("Child"), "Amara");
  await userEvent.fill(page.getByLabelText("Score", { exact: true }), "20");
  await userEvent.click(save);
  await expect.element(page.getByRole("rowheader", { name: /Amara/ })).toBeVisible();
  expect((await held(device)).map(({ pupilId: id, value, max }) => [id, value, max])).toEqual([
    [pupilId("Ben"), 12, 60],
    [pupilId("Amara"), 20, 60],
  ]);
  await userEvent.click(page.getByRole("button", { name: "Undo" }));
  await expect.element(page.getByRole("rowheader", { name: /Amara/ })).not.toBeInTheDocument();
});

test("baseline and exit are compared for each child alone, and another range not at all", async () => {
  await show("senco", [
    measureRow(12, "Ben", "2026-09-04"),
    measureRow(20, "Ben", "2026-09-14", { moment: "exit" }),
    measureRow(30, "Amara", "2026-09-04"),
    measureRow(25, "Amara", "2026-09-14", { moment: "exit" }),
    measureRow(5, "Chidi", "2026-09-04"),
    measureRow(9, "Chidi", "2026-09-14", { moment: "exit", max: 100 }),
  ]);
  await expect.element(page.getByText("Up 8, which is wanted")).toBeVisible();
  await expect.element(page.getByText("Down 5, the other way")).toBeVisible();
  expect(page.getByText("One value so far").elements()).toHaveLength(2);
});

test("a scale that was used is chosen again, so that the exit compares with the baseline", async () => {
  await show("senco", [measureRow(12, "Ben", "2026-09-04")]);
  await userEvent.click(page.getByText("Add a measure"));
  await userEvent.selectOptions(page.getByLabelText("Child"), "Ben");
  await userEvent.click(page.getByRole("radio", { name: "Exit" }));
  await userEvent.selectOptions(
    page.getByLabelText("Used here before"),
    "Words read: 0 to 60, more is wanted",
  );
  await userEvent.fill(page.getByLabelText("Score", { exact: true }), "12");
  await userEvent.click(page.getByRole("button", { name: "Save the measure" }));
  await expect.element(page.getByText("No change")).toBeVisible();
});

test("a wrong value is corrected in its place, and the head only reads", async () => {
  const rows = [measureRow(12, "Ben", "2026-09-04"), measureRow(20, "Ben", "2026-09-14", { moment: "exit" })];
  await show("senco", rows);
  await userEvent.click(page.getByText("What was entered (2)"));
  await userEvent.click(page.getByRole("button", { name: /^Correct\s+Ben, exit/ }));
  const dialog = page.getByRole("dialog");
  await userEvent.fill(dialog.getByLabelText("Score", { exact: true }), "10");
  await userEvent.click(dialog.getByRole("button", { name: "Save the correction" }));
  await expect.element(page.getByText("Down 2, the other way")).toBeVisible();
  stop();
  await show("head", rows);
  await expect.element(page.getByText("Up 8, which is wanted")).toBeVisible();
  expect(page.getByText("Add a measure").elements()).toEqual([]);
  expect(page.getByRole("button", { name: /^(Correct|Take back)/ }).elements()).toEqual([]);
});

test("somebody who is no adult of the group is not offered to measure", async () => {
  await show("teaching-assistant");
  await expect.element(page.getByText("Mondays, 10am to 11am")).toBeVisible();
  expect(page.getByText("Add a measure").elements()).toEqual([]);
});
