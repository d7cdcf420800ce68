import { signal } from "@preact/signals";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { BoxallAssessment } from "../../../src/domain/boxall.ts";
import { daySchema } from "../../../src/domain/calendar.ts";
import * as records from "../../../src/domain/records.ts";
import { blankScores } from "../../../src/features/boxall/blank-scores.ts";
import { useDraftTotals } from "../../../src/features/boxall/use-draft-totals.ts";
import type { Device } from "../../../src/storage/device.ts";
import { readRecord, type Stored } from "../../../src/storage/read.ts";
import { change, saveChanges } from "../../../src/storage/write.ts";
import { pupilId, staffId } from "../../support/plan.ts";
import { deviceWith, rowOf, showScreen } from "../../support/screen.tsx";
import { smallSchool } from "../../support/small-school.ts";

let stop = () => {};
afterEach(() => stop());

const draftId = "0f8fad5b-d9cb-469f-a165-70867728950e";
const draft: BoxallAssessment = {
  pupilId: pupilId("Amara"),
  version: "children_2017",
  kind: "review",
  date: daySchema.parse("2026-09-14"),
  scores: blankScores,
  assessorIds: [staffId("Lee")],
  isDraft: true,
  authorId: staffId("Lee"),
  recordedAt: "2026-09-14T10:00:00.000Z",
};

const stored = async (device: Device) => {
  const one = await readRecord(device, records.boxallAssessment, draftId);
  if (one === undefined) throw new Error("The draft is on this device.");
  return one;
};

/** Boxes A and B alone, over whatever the database is said to have answered. */
async function showBoxes() {
  const device = await deviceWith(
    ["senco"],
    [...smallSchool(), rowOf(records.boxallAssessment, draftId, draft, 95)],
  );
  const answer = signal<Stored<BoxallAssessment>>(await stored(device));
  const Boxes = () => {
    const { typed, set, isSaved } = useDraftTotals(answer.value);
    return (
      <>
        {(["A", "B"] as const).map((strand) => (
          <label key={strand}>
            {strand}
            <input
              value={typed[strand]}
              onInput={(event) => set({ ...typed, [strand]: event.currentTarget.value })}
            />
          </label>
        ))}
        <p>{isSaved ? "Saved" : "Saving"}</p>
      </>
    );
  };
  stop = await showScreen(device, Boxes, { path: "/boxes", address: "/boxes" });
  return { device, answer };
}

test("an answer of the database that is older than what was saved since changes no box", async () => {
  const { device, answer } = await showBoxes();
  await page.getByLabelText("A").fill("1");
  await expect.poll(async () => (await stored(device)).record.scores.A).toBe(1);
  const old = await stored(device);
  await page.getByLabelText("A").fill("10");
  await expect.poll(async () => (await stored(device)).record.scores.A).toBe(10);
  await expect.element(page.getByText("Saved", { exact: true })).toBeVisible();
  answer.value = { ...old };
  await page.getByLabelText("B").fill("7");
  await expect.poll(async () => (await stored(device)).record.scores).toMatchObject({ A: 10, B: 7 });
  await expect.element(page.getByLabelText("A")).toHaveValue("10");
});

test("a total that came from another tablet stays when the next one is typed, and is shown", async () => {
  const { device, answer } = await showBoxes();
  const before = await stored(device);
  const elsewhere = { ...blankScores, B: 7 };
  await saveChanges(device, device.newId(), [
    change(records.boxallAssessment, before, { scores: elsewhere }),
  ]);
  await page.getByLabelText("A").fill("3");
  await expect.poll(async () => (await stored(device)).record.scores).toMatchObject({ A: 3, B: 7 });
  answer.value = await stored(device);
  await expect.element(page.getByLabelText("B")).toHaveValue("7");
  await expect.element(page.getByLabelText("A")).toHaveValue("3");
});
