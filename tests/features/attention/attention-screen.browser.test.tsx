import "../../../src/ui/theme/theme.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import * as records from "../../../src/domain/records.ts";
import { AttentionScreen } from "../../../src/features/attention/attention-screen.tsx";
import type { Device } from "../../../src/storage/device.ts";
import { unsentOf } from "../../../src/storage/outbox.ts";
import { readRecord, readRecords } from "../../../src/storage/read.ts";
import { groupId, hour } from "../../support/plan.ts";
import { showScreen } from "../../support/screen.tsx";
import {
  erasedPupil,
  groupConflict,
  loggedTwice,
  noteAndMarkConflict,
  mondaySession,
  refusedGroup,
  refusedSession,
  sessionConflict,
  sessionRow,
  stored,
  tablet,
} from "./cases.ts";

let device: Device;
let stop = () => {};
beforeEach(async () => {
  device = await tablet();
});
afterEach(() => stop());

async function show(): Promise<void> {
  stop = await showScreen(device, AttentionScreen, { path: "/attention", address: "/attention" });
}

const card = (title: string) => page.getByRole("listitem", { name: title });
const button = (name: string) => page.getByRole("button", { name });
const problemCount = () => device.db.problems.count();
const groupName = async () => (await readRecord(device, records.group, groupId("readers")))?.record.name;

test("two values of one session stand side by side, with who and when, and no id or code", async () => {
  await withMonday();
  await sessionConflict(device);
  await show();
  const theirs = page.getByRole("region", { name: "Theirs" });
  const mine = page.getByRole("region", { name: "Yours" });
  await expect.element(theirs).toHaveTextContent("Lee, today 10:42am");
  await expect.element(theirs).toHaveTextContent("SessionDid not happen: room not free");
  await expect.element(mine).toHaveTextContent("You, today 1pm");
  await expect.element(mine).toHaveTextContent("SessionTook place");
  await expect.element(mine).toHaveTextContent("Time10am to 10:30am");
  await expect.element(mine).toHaveTextContent("AdultsSam");
  await expect.element(page.getByRole("heading", { name: "Readers, today 10am" })).toBeVisible();
  expect(document.body.textContent).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|changed-by-another|lostReason/);
});

test("theirs is used with one tap, and comes back with undo", async () => {
  await groupConflict(device);
  await show();
  await button("Use theirs").click();
  await expect.element(page.getByText("Nothing needs you")).toBeVisible();
  expect(await groupName()).toBe("Red readers");
  expect((await unsentOf(device)).count).toBe(0);
  await button("Undo").click();
  await expect.element(page.getByRole("heading", { name: "Group: Red readers" })).toBeVisible();
  await expect.element(page.getByRole("heading", { name: "Group: Red readers" })).toHaveFocus();
  expect(await problemCount()).toBe(1);
});

test("mine is used with one tap, goes out as a new save, and undo puts theirs back", async () => {
  await groupConflict(device);
  await show();
  await button("Use mine").click();
  await expect.element(page.getByText("Nothing needs you")).toBeVisible();
  await expect.element(page.getByText("Saved on this tablet: yours is used")).toBeVisible();
  expect(await groupName()).toBe("Monday readers");
  expect((await unsentOf(device)).count).toBe(1);
  await button("Undo").click();
  await expect.element(button("Use mine")).toBeVisible();
  expect(await groupName()).toBe("Red readers");
});

test("my value of a session comes back whole, with the correction that tells of it", async () => {
  await withMonday();
  await sessionConflict(device);
  await show();
  await button("Use mine").click();
  await expect.element(page.getByText("Nothing needs you")).toBeVisible();
  const { record } = await stored(device);
  expect(record).toMatchObject({ outcome: "delivered", lostReason: null, start: 10 * hour });
  expect(record.adults).toHaveLength(1);
  const corrections = await readRecords(device, records.correction, {
    index: "sessionId",
    equals: mondaySession,
  });
  expect(corrections[0]?.record.changes.map((one) => one.what)).toContain("outcome");
});

test("a session logged twice is one card: use one, or keep both", async () => {
  await loggedTwice(device);
  await show();
  await expect.element(page.getByText(/^Already logged by Lee\./)).toBeVisible();
  expect(page.getByRole("button", { name: "Use mine" }).elements()).toHaveLength(1);
  await expect
    .element(page.getByRole("region", { name: "Theirs" }))
    .toHaveTextContent("BenHere, 10am to 11am");
  await expect
    .element(page.getByRole("region", { name: "Yours" }))
    .toHaveTextContent("BenAbsent from school");
  await button("Keep both").click();
  await expect.element(page.getByText("Nothing needs you")).toBeVisible();
  expect(await readRecords(device, records.session)).toHaveLength(2);
});

test("each is settled alone, by keyboard, and the focus goes on to the next", async () => {
  await groupConflict(device);
  await refusedSession(device);
  await erasedPupil(device);
  await show();
  await expect.element(page.getByText("3 things to settle.")).toBeVisible();
  await expect.element(button("Use theirs")).toBeVisible();
  const useTheirs = button("Use theirs").element();
  if (useTheirs instanceof HTMLElement) useTheirs.focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByText("2 things to settle.")).toBeVisible();
  await expect.element(page.getByRole("heading", { name: "Readers, today 10am" })).toHaveFocus();
  await userEvent.tab();
  await userEvent.tab();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByText("1 thing to settle.")).toBeVisible();
  await expect.element(page.getByRole("heading", { name: "Erased" })).toHaveFocus();
  await userEvent.tab();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("heading", { name: "Needs attention" })).toHaveFocus();
  expect(await problemCount()).toBe(0);
});

test("a refused log says why, what it held and where to enter it again; removed, it comes back with undo", async () => {
  await refusedSession(device);
  await show();
  const refused = card("Readers, today 10am");
  await expect.element(refused).toHaveTextContent(/belongs to a group that you are not in/);
  await expect.element(refused).toHaveTextContent("BenAbsent from school");
  await expect
    .element(page.getByRole("link", { name: "Enter it again" }))
    .toHaveAttribute("href", expect.stringMatching(/^\/log\/new\?again=/));
  await button("Remove from this tablet").click();
  await expect.element(page.getByText("Nothing needs you")).toBeVisible();
  await button("Undo").click();
  await expect.element(refused).toBeVisible();
});

test("a refused change without a form of its own is sent again as a new save", async () => {
  await refusedGroup(device);
  await show();
  await expect.element(page.getByText("Evening readers").first()).toBeVisible();
  await button("Try again").click();
  await expect.element(page.getByText("Nothing needs you")).toBeVisible();
  expect(await groupName()).toBe("Evening readers");
  expect((await unsentOf(device)).count).toBe(1);
});

test("what was about an erased pupil is words only", async () => {
  await erasedPupil(device);
  await show();
  await expect.element(page.getByText(/records have been erased/)).toBeVisible();
  expect(document.body.textContent).not.toContain("Dina");
  expect(page.getByRole("button").elements()).toHaveLength(1);
});

test("where a colleague's note may not be changed, mine is used for the rest and the note stays to be settled", async () => {
  device = await noteAndMarkConflict();
  await show();
  await expect.element(page.getByRole("region", { name: "Yours" })).toHaveTextContent("Ben was ill.");
  await button("Use mine").click();
  await expect.element(page.getByText(/yours is used where you may change it/)).toBeVisible();
  await expect.element(page.getByRole("region", { name: "Yours" })).not.toHaveTextContent("Absent");
  await expect.element(page.getByRole("region", { name: "Yours" })).toHaveTextContent("Ben was ill.");
  const marks = await readRecords(device, records.mark);
  expect(marks.map((one) => one.record.status)).toEqual(["absent"]);
  await button("Use mine").click();
  await expect.element(page.getByText(/You cannot change this\. Ask your SENCO/)).toBeVisible();
  await button("Use theirs").click();
  await expect.element(page.getByText("Nothing needs you")).toBeVisible();
});

async function withMonday(): Promise<void> {
  device = await tablet([sessionRow({}, 100)]);
}
