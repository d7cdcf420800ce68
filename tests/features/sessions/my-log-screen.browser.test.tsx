import "../../../src/ui/theme/theme.ts";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { noteId, sessionIdSchema } from "../../../src/domain/ids.ts";
import * as records from "../../../src/domain/records.ts";
import { LogSessionScreen } from "../../../src/features/sessions/log-session-screen.tsx";
import { MyLogScreen } from "../../../src/features/sessions/my-log-screen.tsx";
import type { Row } from "../../../src/protocol/messages.ts";
import type { Device } from "../../../src/storage/device.ts";
import { readRecord } from "../../../src/storage/read.ts";
import { change, make } from "../../../src/storage/write.ts";
import { answer, conflictOver, save } from "../../support/answers.ts";
import { hour, monday, pupilId, staffId } from "../../support/plan.ts";
import { rowOf, showScreen } from "../../support/screen.tsx";
import { mondaySession, planned, refusedSession, tablet } from "../attention/cases.ts";

let stop = () => {};
afterEach(() => stop());

const log = { path: "/log", address: "/log" };

/** Logs a session of mine at an hour of the day. `taken` is the server's row of it. */
async function logAt(device: Device, start: number): Promise<{ id: string; n: number; taken: Row }> {
  const id = device.newId();
  const adults = [{ staffId: device.staffId, from: start * hour, to: (start + 1) * hour }];
  const session = planned({ authorId: device.staffId, start: start * hour, adults });
  const n = await save(device, make(records.session, id, session));
  return { id, n, taken: rowOf(records.session, id, session, 400 + start) };
}

test("every item says where it is on its way, and the totals count what the server took", async () => {
  const device = await tablet();
  const first = await logAt(device, 9);
  await answer(device, first.n, [first.taken]);
  await logAt(device, 11);
  stop = await showScreen(device, MyLogScreen, log);
  await expect.element(page.getByRole("link", { name: /^9am/ })).toHaveTextContent(/Sent$/);
  await expect.element(page.getByRole("link", { name: /^11am/ })).toHaveTextContent(/Saved on this tablet$/);
  await expect
    .element(page.getByText("Sessions on this tablet: 2 saved, 1 sent, 1 waiting to send."))
    .toBeVisible();
  await expect.element(page.getByRole("button", { name: "Send now" })).toBeVisible();
});

test("a note that has not left keeps its session from being called sent", async () => {
  const device = await tablet();
  const { id, n, taken } = await logAt(device, 9);
  await answer(device, n, [taken]);
  const sessionId = sessionIdSchema.parse(id);
  const own = { authorId: device.staffId, recordedAt: "2026-09-14T11:10:00.000Z" };
  const note = { sessionId, pupilId: pupilId("Ben"), date: monday, text: "Read alone.", ...own };
  const stored = await readRecord(device, records.session, id);
  await save(device, make(records.note, noteId(sessionId, pupilId("Ben")), note, stored?.scope));
  stop = await showScreen(device, MyLogScreen, log);
  await expect.element(page.getByRole("link", { name: /^9am/ })).toHaveTextContent(/Saved on this tablet$/);
});

test("a session that somebody else changed too leads to Needs attention", async () => {
  const device = await tablet();
  const { id, n, taken } = await logAt(device, 9);
  await answer(device, n, [taken]);
  const stored = await readRecord(device, records.session, id);
  if (stored === undefined) throw new Error("The session is not here.");
  const next = await save(device, change(records.session, stored, { plannedSeconds: 900 }));
  const lost = { kind: "session", id, unit: "outcome", by: staffId("Lee"), at: "2026-09-14T11:00:00.000Z" };
  await answer(device, next, [], conflictOver(lost));
  stop = await showScreen(device, MyLogScreen, log);
  const way = page.getByRole("listitem").getByRole("link", { name: "Needs attention" });
  await expect.element(way).toHaveAttribute("href", "/attention");
  await expect.element(page.getByText(/1 saved, 0 sent, 1 needs attention\./)).toBeVisible();
});

test("a refused session is named though it is gone from the list", async () => {
  const device = await tablet();
  await refusedSession(device);
  await logAt(device, 13);
  stop = await showScreen(device, MyLogScreen, log);
  await expect.element(page.getByText("Readers, today 10am")).toBeVisible();
  await expect
    .element(page.getByText(/2 saved, 0 sent, 1 waiting to send, 1 needs attention\./))
    .toBeVisible();
  await expect.element(page.getByRole("link", { name: /See why/ })).toHaveAttribute("href", "/attention");
});

test("a refused log opens in the form with what was typed; saving it settles the refusal", async () => {
  const device = await tablet();
  await refusedSession(device);
  const [problem] = await device.db.problems.toArray();
  const address = `/log/new?again=${problem?.mutationId}`;
  stop = await showScreen(device, LogSessionScreen, { path: "/log/new", address });
  await expect.element(page.getByRole("heading", { name: "Enter it again" })).toBeVisible();
  const ben = page.getByRole("group", { name: "Ben" });
  await expect.element(ben.getByLabelText("Absent")).toBeChecked();
  await page.getByRole("button", { name: "Save" }).click();
  await expect.element(page.getByText("Another page")).toBeVisible();
  expect(await device.db.problems.count()).toBe(0);
  expect((await readRecord(device, records.session, mondaySession))?.record.outcome).toBe("delivered");
});
