import { strToU8, unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import { daySchema } from "../../src/domain/calendar.ts";
import type { PupilPack } from "../../src/domain/pupil-pack.ts";
import { readPupilPack, writePupilPack } from "../../src/files/pupil-pack-zip.ts";

const day = daySchema.parse("2026-11-20");
const pack: PupilPack = {
  format: "alongside-pupil-pack",
  version: 1,
  purpose: "subject-access",
  school: "Meadow Lane",
  madeAt: "2026-11-20T10:00:00.000Z",
  madeBy: "Sam Lead",
  why: "parent-asked",
  pupil: { id: "p", knownAs: "Amara", familyInitial: "K", initials: "AK" },
  enrolments: [],
  statuses: [{ status: "K", from: day }],
  needs: [],
  groups: [],
  targets: [{ group: "Otters", text: '<script>alert(1)</script> & "more"', from: day }],
  sessions: [
    {
      date: day,
      start: 32_400,
      type: "intervention",
      intervention: "Phonics",
      outcome: "delivered",
      adults: ["Sam Lead"],
      attendance: "attended",
      contactSeconds: 1800,
      apportionedSeconds: 450,
      adultSeconds: 450,
      rule: "present",
      others: 3,
      notes: [{ text: "Got it\nat last", by: "Sam Lead", at: "2026-11-20T10:00:00.000Z" }],
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
  takenOut: 2,
};
const dataOf = (value: unknown) => zipSync({ "record.json": strToU8(JSON.stringify(value)) });

test("what is written is read back as it was", async () => {
  expect(await readPupilPack(await writePupilPack(pack))).toEqual({ ok: true, pack });
});

test("the data file alone is taken too", async () => {
  expect(await readPupilPack(strToU8(JSON.stringify(pack)))).toEqual({ ok: true, pack });
});

test("the page needs nothing from anywhere, runs nothing, and says what a family must know", async () => {
  const page = new TextDecoder().decode(unzipSync(await writePupilPack(pack))["record.html"]);
  expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;");
  for (const sign of ["<script", "http", "src=", "@import", "url("]) expect(page).not.toContain(sign);
  for (const words of [
    "Everything held about Amara K",
    "Got it<br>at last",
    "7.5",
    "In 2 places",
    "never named",
  ])
    expect(page).toContain(words);
});

test("no name is in the names of the files", async () => {
  expect(Object.keys(unzipSync(await writePupilPack(pack)))).toEqual(["record.html", "record.json"]);
});

test.each([
  ["another kind of zip", zipSync({ "photo.jpg": strToU8("x") }), "no-pack"],
  ["another kind of data", dataOf({ format: "something" }), "no-pack"],
  ["a list", dataOf([1, 2]), "no-pack"],
  ["a later version", dataOf({ ...pack, version: 2 }), "newer"],
  ["a field that is no day", dataOf({ ...pack, statuses: [{ status: "K", from: "yesterday" }] }), "damaged"],
  ["a field that is missing", dataOf({ ...pack, sessions: undefined }), "damaged"],
  ["no data", strToU8("{"), "damaged"],
  ["a zip cut short", dataOf(pack).slice(0, 200), "damaged"],
  ["nothing", new Uint8Array(), "damaged"],
] as const)("refuses %s", async (_what, bytes, code) => {
  expect(await readPupilPack(bytes)).toEqual({ ok: false, code });
});

test("refuses what unpacks to too much without unpacking it", async () => {
  expect(await readPupilPack(zipSync({ "record.json": new Uint8Array(20_000_001) }))).toEqual({
    ok: false,
    code: "too-large",
  });
});
