import "../../../src/ui/theme/theme.ts";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { AuditPage, Erasures, RetentionList } from "../../../src/api/client.ts";
import { daySchema } from "../../../src/domain/calendar.ts";
import * as records from "../../../src/domain/records.ts";
import { pupilIdSchema } from "../../../src/domain/ids.ts";
import type { PupilPack } from "../../../src/domain/pupil-pack.ts";
import { AuditScreen } from "../../../src/features/deeds/audit-screen.tsx";
import { PupilPackScreen } from "../../../src/features/deeds/pupil-pack-screen.tsx";
import { RetentionScreen } from "../../../src/features/deeds/retention-screen.tsx";
import { TransferInScreen } from "../../../src/features/deeds/transfer-in-screen.tsx";
import { writePupilPack } from "../../../src/files/pupil-pack-zip.ts";
import { readRecords } from "../../../src/storage/read.ts";
import type { Device } from "../../../src/storage/device.ts";
import { deviceWith, rowOf, showScreen } from "../../support/screen.tsx";

let stop = () => {};
afterEach(() => stop());

const amara = pupilIdSchema.parse("0b0b6f0e-8a4e-4d6e-9d0e-0a0a0a0a0a01");
const day = (text: string) => daySchema.parse(text);
const left = { knownAs: "Amara", familyInitial: "K", initials: "AK", leftOn: day("2026-07-21") };
const leavers = [rowOf(records.pupil, amara, left, 3)];
const hash = "ab".repeat(32);

/** A server that answers these addresses and notes what was asked of it. */
function serverWith(answers: Readonly<Record<string, () => unknown>>): {
  send: typeof fetch;
  asked: string[];
} {
  const asked: string[] = [];
  const send: typeof fetch = (to, request) => {
    const address = to instanceof Request ? to.url : String(to);
    asked.push(typeof request?.body === "string" ? `${address} ${request.body}` : address);
    const answer = answers[address.split("?")[0] ?? ""];
    return Promise.resolve(
      answer === undefined ? new Response("{}", { status: 404 }) : Response.json(answer()),
    );
  };
  return { send, asked };
}

async function deedsOf(device: Device) {
  return (await readRecords(device, records.deed)).map(({ record }) => [
    record.event,
    record.what,
    record.pupilId,
  ]);
}

test("the audit says in plain words who did what, by person and day, and goes on with earlier ones", async () => {
  const device = await deviceWith(["administrator"], leavers);
  const row = { at: "2026-09-16T06:50:00.000Z", staffId: device.staffId, tablet: null, hash };
  const pages: AuditPage[] = [
    {
      rows: [{ ...row, n: 2, event: "subject-access", about: { subject: amara, why: "parent-asked" } }],
      next: 2,
    },
    { rows: [{ ...row, n: 1, staffId: null, event: "backup", about: {} }], next: null },
  ];
  const { send, asked } = serverWith({ "/api/admin/audit": () => pages.shift() ?? { rows: [], next: null } });
  stop = await showScreen(device, AuditScreen, { path: "/settings/audit", address: "/settings/audit" }, send);
  await expect
    .element(page.getByText("Gave out everything held about Amara K. Reason: A parent or carer asked"))
    .toBeVisible();
  await expect.element(page.getByText("Wed, 16 Sept 2026, 07:50")).toBeVisible();
  await page.getByRole("button", { name: "Show earlier ones" }).click();
  await expect.element(page.getByText("A backup was made and read back")).toBeVisible();
  await page.getByLabelText("Person").selectOptions(device.staffId);
  await expect.element(page.getByText("Nothing was written down for this choice.")).toBeVisible();
  expect(asked).toEqual([
    "/api/admin/audit?",
    "/api/admin/audit?before=2",
    `/api/admin/audit?person=${device.staffId}`,
  ]);
});

test("a file of the audit is written down on this tablet before it is handed out", async () => {
  const device = await deviceWith(["administrator"], leavers);
  const rows = [
    { n: 1, at: "2026-09-16T06:50:00.000Z", staffId: null, tablet: null, hash, event: "backup", about: {} },
  ];
  const { send } = serverWith({ "/api/admin/audit": () => ({ rows, next: null }) });
  stop = await showScreen(device, AuditScreen, { path: "/settings/audit", address: "/settings/audit" }, send);
  await page.getByRole("button", { name: "Save as CSV" }).click();
  await expect.poll(() => deedsOf(device)).toEqual([["export", "audit", undefined]]);
});

const dueList = (state: "due" | "kept"): RetentionList => ({
  pupils: [
    {
      pupilId: amara,
      state,
      leftOn: left.leftOn,
      until: day("2026-09-01"),
      rule: "sen",
      why: state === "kept" ? "inquiry" : null,
    },
  ],
  years: { sen: 31, pupil: 25 },
  atSchool: 210,
});

test("a record that is due is kept one more year with a reason", async () => {
  const device = await deviceWith(["senco"], leavers);
  const { send, asked } = serverWith({
    "/api/admin/retention": () => dueList("due"),
    "/api/admin/retention/keep": () => dueList("kept"),
  });
  stop = await showScreen(
    device,
    RetentionScreen,
    { path: "/settings/records", address: "/settings/records" },
    send,
  );
  await expect.element(page.getByText("Only an administrator can erase a record.")).toBeVisible();
  await page.getByRole("button", { name: "Keep one more year" }).click();
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect.element(page.getByText("Choose a reason.")).toBeVisible();
  await page.getByLabelText("Why is it kept?").selectOptions("inquiry");
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect.element(page.getByText("Decided: an inquiry asks for it")).toBeVisible();
  expect(asked.at(-1)).toBe(`/api/admin/retention/keep {"pupilId":"${amara}","why":"inquiry"}`);
});

test("erasing takes two steps, says that it is for good, and leaves a proof", async () => {
  const device = await deviceWith(["administrator"], leavers);
  const erased: Erasures["erasures"] = [];
  const { send, asked } = serverWith({
    "/api/admin/retention": () => (erased.length > 0 ? { ...dueList("due"), pupils: [] } : dueList("due")),
    "/api/admin/erasures": () => ({ erasures: erased }),
    "/api/admin/erase": () => {
      const proof = { row: 41, hash, staffId: device.staffId, records: 12 };
      const at = "2026-09-16T08:00:00.000Z";
      erased.push({
        subject: amara,
        participant: "0b0b6f0e-8a4e-4d6e-9d0e-0a0a0a0a0a09",
        at,
        devicesToCome: 2,
        proof,
      });
      return { erasures: erased };
    },
  });
  stop = await showScreen(
    device,
    RetentionScreen,
    { path: "/settings/records", address: "/settings/records" },
    send,
  );
  await page.getByRole("button", { name: "Erase", exact: true }).click();
  await expect.element(page.getByText("This cannot be taken back.")).toBeVisible();
  await page.getByRole("button", { name: "Erase for good" }).click();
  await expect.element(page.getByText("Tick the box first.")).toBeVisible();
  expect(asked.some((one) => one.startsWith("/api/admin/erase "))).toBe(false);
  await page.getByRole("checkbox").click();
  await page.getByRole("button", { name: "Erase for good" }).click();
  await expect.element(page.getByText("No record is due.")).toBeVisible();
  await page.getByRole("button", { name: "Show the proof" }).click();
  for (const words of [amara, "12", "41", hash])
    await expect.element(page.getByText(words, { exact: true })).toBeVisible();
  await expect.element(page.getByText("Amara")).not.toBeInTheDocument();
  await page.getByRole("button", { name: "Print" }).click();
  await expect.poll(() => deedsOf(device)).toEqual([["print", "erasure-proof", undefined]]);
});

const pack: PupilPack = {
  format: "alongside-pupil-pack",
  version: 1,
  purpose: "subject-access",
  school: "Hill Top",
  madeAt: "2026-09-16T08:00:00.000Z",
  pupil: { id: "p", knownAs: "Amara", familyInitial: "K", initials: "AK" },
  identity: { legalForename: "Amara", legalSurname: "King", dateOfBirth: day("2018-04-09") },
  enrolments: [],
  statuses: [{ status: "K", from: day("2025-09-01") }],
  needs: [{ type: "SLCN", rank: 1, from: day("2025-09-01") }],
  groups: [],
  targets: [],
  sessions: [
    {
      date: day("2026-06-11"),
      start: 32_400,
      type: "intervention",
      intervention: "Phonics",
      outcome: "delivered",
      adults: [],
      attendance: "attended",
      contactSeconds: 1800,
      apportionedSeconds: 450,
      adultSeconds: 450,
      rule: "present",
      others: 3,
      notes: [{ text: "Sat with [another child]", at: "2026-06-11T10:00:00.000Z" }],
    },
  ],
  earlier: [],
  places: [],
  halfDays: [],
  boxall: [],
  scores: [],
  measures: [],
  corrections: [],
  away: [],
  more: [],
  deeds: [],
  takenOut: 1,
};

test("a record is read before it can be saved, with the places where a name was taken out", async () => {
  const device = await deviceWith(["senco"], leavers);
  const { send, asked } = serverWith({ "/api/admin/pupil-pack": () => pack });
  const at = { path: "/settings/pupil-record", address: "/settings/pupil-record" };
  stop = await showScreen(device, PupilPackScreen, at, send);
  await page.getByRole("button", { name: "Make the record" }).click();
  await expect.element(page.getByText("Choose a pupil and a reason.")).toBeVisible();
  await page.getByLabelText("Pupil", { exact: true }).selectOptions(amara);
  await page.getByLabelText("Why is it given out?").selectOptions("parent-asked");
  await page.getByRole("button", { name: "Make the record" }).click();
  await expect.element(page.getByText("11 June 2026: Sat with [another child]")).toBeVisible();
  await page.getByRole("button", { name: "Save the file" }).click();
  await expect.element(page.getByText("Read the notes first, then tick the box.")).toBeVisible();
  await page.getByRole("checkbox").click();
  await page.getByRole("button", { name: "Save the file" }).click();
  await expect.element(page.getByText(/^Saved: one zip/)).toBeVisible();
  expect(asked).toEqual([
    `/api/admin/pupil-pack {"pupilId":"${amara}","purpose":"subject-access","why":"parent-asked"}`,
  ]);
});

test("a file from another school is checked, taken in once, and written down", async () => {
  const device = await deviceWith(["senco"], []);
  const at = { path: "/settings/transfer-in", address: "/settings/transfer-in" };
  stop = await showScreen(device, TransferInScreen, at);
  const picker = page.getByLabelText(/^The file from the other school/);
  await picker.upload(new File(["no zip"], "photo.zip"));
  await expect.element(page.getByText(/This file is damaged/)).toBeVisible();
  await picker.upload(new File([await writePupilPack({ ...pack, purpose: "transfer" })], "record.zip"));
  await expect.element(page.getByText("Amara King")).toBeVisible();
  await page.getByRole("button", { name: "Take it in" }).click();
  await expect.element(page.getByText("The record is here now")).toBeVisible();
  const [line] = await readRecords(device, records.earlierProvision);
  expect(line?.record).toMatchObject({ school: "Hill Top", intervention: "Phonics", contactSeconds: 1800 });
  expect(await deedsOf(device)).toEqual([["transfer-in", "pupil-record", line?.record.pupilId]]);
});
