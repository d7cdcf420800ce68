import "../../../src/ui/theme/theme.ts";
import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { NamedScore } from "../../../src/domain/named-score.ts";
import * as records from "../../../src/domain/records.ts";
import type { ScoreLine } from "../../../src/domain/score.ts";
import type { Role } from "../../../src/domain/staff.ts";
import { PupilScreen } from "../../../src/features/pupils/pupil-screen.tsx";
import type { Row } from "../../../src/protocol/messages.ts";
import type { Device } from "../../../src/storage/device.ts";
import { readRecords } from "../../../src/storage/read.ts";
import { day, pupilId, staffId } from "../../support/plan.ts";
import { deviceWith, rowOf, showScreen } from "../../support/screen.tsx";
import { smallSchool } from "../../support/small-school.ts";

let stop = () => {};
afterEach(() => stop());

async function show(role: Role, rows: readonly Row[] = []): Promise<Device> {
  const device = await deviceWith([role], [...smallSchool(), ...rows]);
  stop = await showScreen(device, PupilScreen, { path: "/pupils/:id", address: `/pupils/${pupilId("Ben")}` });
  await expect.element(page.getByRole("heading", { name: "Ben" })).toBeVisible();
  return device;
}

const confidence = (value: number): ScoreLine => ({
  name: "Confidence",
  value,
  min: 0,
  max: 10,
  direction: "more",
});
function scoreRow(at: number, date: string, over: Partial<NamedScore> = {}): Row {
  const id = `e0000000-0000-4000-8000-00000000000${at}`;
  const record: NamedScore = {
    pupilId: pupilId("Ben"),
    instrument: "own",
    date: day(date),
    answeredBy: "staff",
    values: [confidence(at)],
    authorId: staffId("Lee"),
    recordedAt: `${date}T10:00:00.000Z`,
    ...over,
  };
  return rowOf(records.namedScore, id, record, 200 + at);
}

const held = async (device: Device) =>
  (await readRecords(device, records.namedScore)).map((one) => one.record);
const openAdd = async () => await userEvent.click(page.getByText("Add a score"));
const save = async () => await userEvent.click(page.getByRole("button", { name: "Save the score" }));

test("the SDQ's total is worked out from four scales, and Undo takes the whole back", async () => {
  const device = await show("senco");
  await openAdd();
  await userEvent.click(page.getByRole("radio", { name: "School staff" }));
  for (const [scale, value] of [
    ["SDQ emotional", "7"],
    ["SDQ conduct", "3"],
    ["SDQ hyperactivity", "6"],
    ["SDQ peers", "4"],
    ["SDQ prosocial", "9"],
  ] as const)
    await userEvent.fill(page.getByLabelText(scale), value);
  await expect.element(page.getByText("The four scales make 20")).toBeVisible();
  await save();
  await expect.element(page.getByRole("rowheader", { name: /SDQ total difficulties/ })).toBeVisible();
  const total = (await held(device))[0]?.values.find((one) => one.name === "SDQ total difficulties");
  expect(total?.value).toBe(20);
  await userEvent.click(page.getByRole("button", { name: "Undo" }));
  await expect.element(page.getByText("No score yet", { exact: false })).toBeVisible();
  expect((await held(device))[0]?.voided?.reason).toBe("undo");
});

test("what cannot be right is said in sentences and keeps what was typed; nothing is saved", async () => {
  const device = await show("senco");
  await openAdd();
  await save();
  await expect.element(page.getByRole("alert")).toHaveTextContent("Enter at least one score.");
  await expect.element(page.getByRole("alert")).toHaveTextContent("Choose who answered.");
  await userEvent.fill(page.getByLabelText("SDQ emotional"), "11");
  await save();
  await expect.element(page.getByRole("alert")).toHaveTextContent("Enter a whole number from 0 to 10.");
  for (const scale of ["emotional", "conduct", "hyperactivity", "peers"])
    await userEvent.fill(page.getByLabelText(`SDQ ${scale}`), "2");
  await userEvent.fill(page.getByLabelText("SDQ total difficulties"), "9");
  await save();
  await expect.element(page.getByRole("alert")).toHaveTextContent("The four scales make 8.");
  await expect.element(page.getByLabelText("SDQ total difficulties")).toHaveValue("9");
  expect(await held(device)).toEqual([]);
});

test("a score of the school's own has its range as it was typed, and a value outside is refused by it", async () => {
  const device = await show("senco");
  await openAdd();
  await userEvent.click(page.getByRole("radio", { name: "Another", exact: true }));
  await userEvent.click(page.getByRole("radio", { name: "The pupil" }));
  await userEvent.fill(page.getByLabelText("What is measured"), "Confidence");
  await userEvent.fill(page.getByLabelText("Lowest possible"), "0");
  await userEvent.fill(page.getByLabelText("Highest possible"), "10");
  await userEvent.click(page.getByRole("radio", { name: "More is wanted" }));
  await userEvent.fill(page.getByLabelText("Score", { exact: true }), "12");
  await save();
  await expect.element(page.getByRole("alert")).toHaveTextContent("Enter a number from 0 to 10.");
  await userEvent.fill(page.getByLabelText("Score", { exact: true }), "6,5");
  await save();
  await expect
    .element(page.getByRole("rowheader", { name: /Confidence/ }))
    .toHaveTextContent("0 to 10, more is wanted. Answered by the pupil");
  expect((await held(device))[0]).toMatchObject({ answeredBy: "pupil", values: [confidence(6.5)] });
});

test("a change says how far and whether it is wanted; what is taken back counts nowhere and can be given back", async () => {
  const device = await show("senco", [scoreRow(3, "2026-09-04"), scoreRow(6, "2026-09-14")]);
  const change = page.getByText("Up 3, which is wanted");
  await expect.element(change).toBeVisible();
  await userEvent.click(page.getByText("What was entered (2)"));
  await userEvent.click(page.getByRole("button", { name: /^Take back.*14 September/ }));
  await expect.element(page.getByText("One value so far")).toBeVisible();
  await userEvent.click(page.getByRole("button", { name: "Undo" }));
  await expect.element(change).toBeVisible();
  await userEvent.click(page.getByRole("button", { name: /^Take back.*14 September/ }));
  await userEvent.click(page.getByRole("button", { name: /^Count it again/ }));
  await expect.element(change).toBeVisible();
  expect((await held(device)).map((one) => one.voided ?? null)).toEqual([null, null]);
});

test("a value that was entered wrongly is corrected, and Undo brings the first one back", async () => {
  const device = await show("senco", [scoreRow(3, "2026-09-04"), scoreRow(6, "2026-09-14")]);
  await userEvent.click(page.getByText("What was entered (2)"));
  await userEvent.click(page.getByRole("button", { name: /^Correct.*14 September/ }));
  const dialog = page.getByRole("dialog");
  await expect.element(dialog.getByLabelText("Score", { exact: true })).toHaveValue("6");
  await userEvent.fill(dialog.getByLabelText("Score", { exact: true }), "2");
  await userEvent.click(dialog.getByRole("button", { name: "Save the correction" }));
  await expect.element(page.getByText("Down 1, the other way")).toBeVisible();
  await userEvent.click(page.getByRole("button", { name: "Undo" }));
  await expect.element(page.getByText("Up 3, which is wanted")).toBeVisible();
  expect((await held(device)).map((one) => one.values[0]?.value)).toEqual([3, 6]);
});

test("answers of the family and of the school stand apart", async () => {
  await show("senco", [scoreRow(3, "2026-09-04"), scoreRow(6, "2026-09-14", { answeredBy: "family" })]);
  await expect.element(page.getByText("One value so far").first()).toBeVisible();
  expect(page.getByText("One value so far").elements()).toHaveLength(2);
});

test("the head reads scores and is offered no change of them", async () => {
  await show("head", [scoreRow(3, "2026-09-04")]);
  await expect.element(page.getByRole("rowheader", { name: /Confidence/ })).toBeVisible();
  expect(page.getByText("Add a score").elements()).toEqual([]);
  await userEvent.click(page.getByText("What was entered (1)"));
  expect(page.getByRole("button", { name: /^(Correct|Take back)/ }).elements()).toEqual([]);
});

test("a practitioner who has no place for the child, and a teaching assistant, see no part for scores", async () => {
  await show("nurture-practitioner");
  await expect.element(page.getByText("Readers", { exact: true }).first()).toBeVisible();
  expect(page.getByRole("heading", { name: "Scores" }).elements()).toEqual([]);
  stop();
  await show("teaching-assistant");
  await expect.element(page.getByText("Readers", { exact: true }).first()).toBeVisible();
  expect(page.getByRole("heading", { name: "Scores" }).elements()).toEqual([]);
});
