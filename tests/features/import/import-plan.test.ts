import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { pupilIdSchema } from "../../../src/domain/ids.ts";
import {
  enrolmentSchema,
  pupilIdentitySchema,
  pupilNeedSchema,
  pupilSchema,
  senRecordSchema,
} from "../../../src/domain/pupil.ts";
import * as records from "../../../src/domain/records.ts";
import type { KnownSchool } from "../../../src/features/import/import-match.ts";
import {
  missingFrom,
  planImport,
  planLeavers,
  type ImportItem,
} from "../../../src/features/import/import-plan.ts";
import { partsOf } from "../../../src/features/import/import-writing.ts";
import { guessColumns } from "../../../src/files/class-list-columns.ts";
import { readClassList, type ImportedPupil } from "../../../src/files/class-list.ts";
import { readCsv } from "../../../src/files/csv-read.ts";
import type { Change } from "../../../src/storage/write.ts";
import { day, factsOf } from "../../support/plan.ts";

const today = day("2026-09-16");
/** Hodan, the only child of the messy list without a UPN. */
const withoutUpn = [17];
const nobody: KnownSchool = { pupils: [], enrolments: [], identities: [], senRecords: [], needs: [] };

function read(bytes: Uint8Array): readonly ImportedPupil[] {
  const result = readCsv(bytes);
  if (!result.ok) throw new Error(result.refusal.code);
  return readClassList(result.table, guessColumns(result.table.header)).pupils;
}

const csv = (text: string) => read(new TextEncoder().encode(text));
const messy = () => read(readFileSync("tests/files/samples/messy-class-list.csv"));

function plan(
  imported: readonly ImportedPupil[],
  known: KnownSchool = nobody,
  answers = new Map<number, boolean>(),
): ImportItem[] {
  let made = 0;
  const newId = () => `00000000-0000-7000-8000-${String((made += 1)).padStart(12, "0")}`;
  return planImport(imported, known, { today, calendar: factsOf({}).calendar, newId, answers });
}

const stored = <T>(id: string, record: T) => ({ id, scope: "", seq: 1, rev: 1, pendingN: 0, record });

/** The school as it is when all of these changes have been saved. */
function schoolAfter(items: readonly Pick<ImportItem, "changes">[]): KnownSchool {
  const changes = items.flatMap((one) => one.changes);
  const madeOf = <T>(kind: { name: string }, schema: { parse: (value: unknown) => T }) =>
    changes.flatMap((one) =>
      "make" in one && one.kind.name === kind.name ? [stored(one.id, schema.parse(one.make))] : [],
    );
  return {
    pupils: madeOf(records.pupil, pupilSchema),
    enrolments: madeOf(records.enrolment, enrolmentSchema),
    identities: madeOf(records.pupilIdentity, pupilIdentitySchema),
    senRecords: madeOf(records.senRecord, senRecordSchema),
    needs: madeOf(records.pupilNeed, pupilNeedSchema),
  };
}

const header = "UPN,Forename,Surname,DOB,Year,Class,SEN Status,Need\n";
const ada = "Y825201026007,Ada,Okafor,14/02/2018,3,3 Oak,K,SLCN\n";
const schoolWithAda = () => schoolAfter(plan(csv(header + ada)));
const changedFields = (changes: readonly Change[]) =>
  changes.map((one) => ("change" in one ? [one.kind.name, one.change] : [one.kind.name, one.make]));

describe("a class list into an empty school", () => {
  test("the messy class list makes 20 new pupils from the start of the school year", () => {
    const items = plan(messy());
    expect(items).toHaveLength(20);
    expect(items.every((one) => one.outcome === "new")).toBe(true);
    const school = schoolAfter(items);
    expect(new Set(school.enrolments.map((one) => one.record.from))).toEqual(new Set(["2026-09-03"]));
    expect(new Set(school.pupils.map((one) => one.record.initials)).size).toBe(20);
    expect(school.identities.find((one) => one.record.legalForename === "Kofi")?.record.upnStatus).toBe(
      "wrong-letter",
    );
  });

  test("initials that two children share get a number", () => {
    const school = schoolAfter(plan(csv("Forename,Surname\nAmara,Khan\nAlfie,King\nAva,Kay\n")));
    expect(school.pupils.map((one) => one.record.initials)).toEqual(["AK", "AK2", "AK3"]);
  });

  test("two children of one first name are told apart by as many letters as that takes, three at most", () => {
    const names = "Forename,Surname\nOliver,Smith\nOliver,Smart\nOliver,Jones\nMia,Cole\nMia,Cole\n";
    const cards = schoolAfter(plan(csv(names))).pupils.map((one) => one.record.familyInitial);
    expect(cards).toEqual(["Smi", "Sma", "J", "Col", "Col"]);
  });
});

describe("a class list into a school that has these children", () => {
  test("the same list again changes nothing", () => {
    const again = plan(messy(), schoolAfter(plan(messy())), new Map(withoutUpn.map((row) => [row, true])));
    expect(again.filter((one) => one.outcome !== "same")).toEqual([]);
  });

  test("a child without a UPN who looks like one who is here is a question, and no row is written for it", () => {
    const again = plan(messy(), schoolAfter(plan(messy())));
    const asked = again.filter((one) => one.outcome === "ask");
    expect(asked.map((one) => one.imported.rowNumbers[0])).toEqual(withoutUpn);
    expect(asked.flatMap((one) => one.changes)).toEqual([]);
  });

  test("a question answered with no makes a new child", () => {
    const items = plan(messy(), schoolAfter(plan(messy())), new Map(withoutUpn.map((row) => [row, false])));
    expect(items.filter((one) => one.outcome === "new")).toHaveLength(withoutUpn.length);
  });

  test("a new class ends the enrolment before it and begins another, and the past stays", () => {
    const [item] = plan(csv(header + ada.replace("3,3 Oak", "4,4 Ash")), schoolWithAda());
    expect(item).toMatchObject({ by: "upn", outcome: "changed", effects: ["Class: 3 Oak → 4 Ash"] });
    expect(changedFields(item?.changes ?? [])).toMatchObject([
      ["enrolment", { to: "2026-09-15" }],
      ["enrolment", { className: "4 Ash", yearGroup: "4", from: "2026-09-16" }],
    ]);
  });

  test("another status and another need are added from today; a need that the file leaves out stays", () => {
    const [item] = plan(csv(header + ada.replace("K,SLCN", "E,SEMH")), schoolWithAda());
    expect(changedFields(item?.changes ?? [])).toMatchObject([
      ["senRecord", { status: "E", from: "2026-09-16" }],
      ["pupilNeed", { type: "SEMH", rank: 2, from: "2026-09-16" }],
    ]);
  });

  test("a permanent UPN takes the place of the temporary one, which is found as former from then on", () => {
    const temporary = ada.replace("Y825201026007", "M82520102601A");
    const known = schoolAfter(plan(csv(header + temporary)));
    const file = `Former UPN,${header}M82520102601A,${ada}`;
    const [item] = plan(csv(file), known);
    expect(item?.by).toBe("former-upn");
    expect(changedFields(item?.changes ?? [])).toEqual([
      ["pupilIdentity", { upn: "Y825201026007", upnStatus: "permanent", formerUpn: "M82520102601A" }],
    ]);
  });

  test("a leaver who is in the file is back at the school", () => {
    const school = schoolWithAda();
    const left = school.pupils.map((one) => ({
      ...one,
      record: { ...one.record, leftOn: day("2026-09-10") },
    }));
    const [item] = plan(csv(header + ada), { ...school, pupils: left });
    expect(item?.effects).toContain("Back at the school");
    expect(changedFields(item?.changes ?? [])).toContainEqual(["pupil", { leftOn: null }]);
  });

  test("a merged card leads to the card that stands for the child", () => {
    const school = schoolWithAda();
    const other = pupilIdSchema.parse("00000000-0000-7000-8000-999999999999");
    const [card] = school.pupils;
    if (card === undefined) throw new Error("No card.");
    const merged = { ...card, record: { ...card.record, mergedInto: other } };
    const kept = stored(other, { knownAs: "Ada", familyInitial: "O", initials: "AO2" });
    const [item] = plan(csv(header + ada), { ...school, pupils: [merged, kept] });
    expect(item?.known?.id).toBe(other);
  });

  test("two rows that turn out to be one child change the child once", () => {
    const twice = `${header}${ada}${ada.replace("Y825201026007", "").replace("3 Oak", "3 Elm")}`;
    const items = plan(csv(twice), schoolWithAda(), new Map([[3, true]]));
    expect(items.map((one) => one.outcome)).toEqual(["same", "double"]);
  });
});

describe("children who are not in the file", () => {
  test("they are offered for leaving, and nothing else happens to them", () => {
    const school = schoolAfter(plan(csv(header + ada + "N825201026028,Ben,Cole,,3,3 Oak,,\n")));
    const items = plan(csv(header + ada), school);
    const missing = missingFrom(items, school);
    expect(missing.map((one) => one.record.knownAs)).toEqual(["Ben"]);
    expect(items.flatMap((one) => one.changes)).toEqual([]);
    expect(changedFields(planLeavers(missing, school, today).flatMap((one) => one.changes))).toEqual([
      ["pupil", { leftOn: "2026-09-15" }],
      ["enrolment", { to: "2026-09-15" }],
    ]);
  });

  test("leavers, merged cards and children whom a colleague added are not among them", () => {
    const card = { knownAs: "Ben", familyInitial: "", initials: "B" };
    const pupils = [
      stored("00000000-0000-7000-8000-000000000001", { ...card, leftOn: today }),
      stored("00000000-0000-7000-8000-000000000002", { ...card, provisional: true }),
    ];
    expect(missingFrom([], { ...nobody, pupils })).toEqual([]);
  });
});

test("a whole school is written in parts of at most 40 pupils and 380 changes", () => {
  const rows = Array.from({ length: 100 }, (_, at) => `Child${at},Name${at},3\n`).join("");
  const items = plan(csv(`Forename,Surname,Year\n${rows}`));
  expect(partsOf(items).map((one) => one.length)).toEqual([40, 40, 20]);
  const heavy = items.map((one) => ({
    ...one,
    changes: Array.from({ length: 18 }, () => one.changes)
      .flat()
      .slice(0, 18),
  }));
  expect(partsOf(heavy).every((part) => part.flatMap((one) => one.changes).length <= 380)).toBe(true);
});

test("the longest list that can be read is planned, and planned again against itself", () => {
  const letter = (at: number) => String.fromCodePoint(65 + (Math.floor(at) % 26));
  const rows = Array.from(
    { length: 20_000 },
    (_, at) => `${letter(at)}nna${letter(at / 676)},${letter(at / 26)}ole${letter(at / 17_576)},01/09/2018\n`,
  );
  const pupils = csv(`Forename,Surname,DOB\n${rows.join("")}`);
  const school = schoolAfter(plan(pupils));
  expect(plan(pupils, school).filter((one) => one.outcome === "ask")).toHaveLength(20_000);
});
