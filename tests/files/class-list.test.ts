import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { guessColumns } from "../../src/files/class-list-columns.ts";
import { readClassList, rowProblemsTable } from "../../src/files/class-list.ts";
import { readCsv, type TextTable } from "../../src/files/csv-read.ts";

function tableOf(bytes: Uint8Array): TextTable {
  const result = readCsv(bytes);
  if (!result.ok) throw new Error(`The file was refused: ${result.refusal.code}`);
  return result.table;
}

const messy = () => tableOf(readFileSync("tests/files/samples/messy-class-list.csv"));
const read = (table: TextTable) => readClassList(table, guessColumns(table.header));
const csv = (text: string) => tableOf(new TextEncoder().encode(text));

test("the messy class list gives 20 pupils, one hopeless row and six cells to check", () => {
  const { pupils, errors, warnings } = read(messy());
  expect(pupils).toHaveLength(20);
  expect(errors.map((one) => [one.rowNumber, one.code])).toEqual([[14, "no-name"]]);
  expect(warnings.map((one) => [one.rowNumber, one.code])).toEqual([
    [9, "upn-wrong-letter"],
    [23, "sen-historic"],
  ]);
});

test("two rows of one pupil's two needs are one pupil with both needs in rank order", () => {
  const amara = read(messy()).pupils.find((one) => one.legalForename === "Amara");
  expect(amara).toMatchObject({
    rowNumbers: [2, 3],
    needs: ["SLCN", "SEMH"],
    senStatus: "K",
    yearGroup: "3",
  });
});

test("a Windows-1252 apostrophe, a preferred name and a trailing space are read as people mean them", () => {
  const fin = read(messy()).pupils.find((one) => one.knownAs === "Fin");
  expect(fin).toMatchObject({
    legalForename: "Finlay",
    familyName: "O’Brien",
    className: "3 Oak",
    dateOfBirth: "2017-09-03",
  });
});

test("ISO days and Excel's serial numbers are read as days", () => {
  const { pupils } = read(messy());
  expect(pupils.find((one) => one.knownAs === "Zofia")?.dateOfBirth).toBe("2018-05-21");
  expect(pupils.find((one) => one.knownAs === "Mei Lin")?.dateOfBirth).toBe("2018-05-30");
});

test("a UPN with a wrong letter is kept as it is, with a warning that names the letter", () => {
  const { pupils, warnings } = read(messy());
  expect(pupils.find((one) => one.knownAs === "Kofi")).toMatchObject({
    upn: "B825201026049",
    upnStatus: "wrong-letter",
  });
  expect(warnings[0]?.message).toContain("check letter");
});

test("rows without a UPN are joined by name and date of birth only", () => {
  const table = csv(
    "Forename,Surname,DOB,Need\nAda,Lovelace,10/12/2016,MLD\nada,lovelace,10/12/2016,PD\nAda,Lovelace,,HI\n",
  );
  expect(read(table).pupils.map((one) => one.rowNumbers)).toEqual([[2, 3], [4]]);
});

test("rows of one pupil that disagree are said, and the first is used", () => {
  const table = csv(
    "UPN,Forename,Surname,Year\nN825201026001,Ada,Lovelace,3\nN825201026001,Ada,Lovelace,4\n",
  );
  const { pupils, warnings } = read(table);
  expect(pupils[0]?.yearGroup).toBe("3");
  expect(warnings).toMatchObject([{ rowNumber: 3, code: "rows-disagree" }]);
});

test("a year with two digits is refused, not guessed", () => {
  const { pupils, warnings } = read(csv("Forename,Surname,DOB\nAda,Lovelace,10/12/16\n"));
  expect(pupils[0]?.dateOfBirth).toBeUndefined();
  expect(warnings).toMatchObject([{ rowNumber: 2, code: "date-not-understood" }]);
});

test("row numbers are those of the spreadsheet, blank rows counted", () => {
  const { pupils, errors } = read(csv("Forename,Surname\n\nAda,Lovelace\n,\n,Nobody\n"));
  expect(pupils[0]?.rowNumbers).toEqual([3]);
  expect(errors.map((one) => one.rowNumber)).toEqual([5]);
});

test("bad rows can be downloaded with their reasons", () => {
  const table = messy();
  const { errors } = read(table);
  expect(rowProblemsTable(errors, table).rows[0]?.slice(0, 2)).toEqual([14, errors[0]?.message]);
});

test("property: no bytes make the reader throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      const result = readCsv(bytes);
      if (result.ok) read(result.table);
    }),
  );
});

test("property: no text makes the reader throw", () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom("K", "Year 3", "=1+1", "99999", "31/12/2017", '"', "\n"),
  );
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 11 }), { maxLength: 12 }), (rows) => {
      const text = `UPN,Forename,Surname,DOB,Year,Class,SEN Status,Need,Rank\n${rows.map((one) => one.join(",")).join("\n")}`;
      const result = readCsv(new TextEncoder().encode(text));
      if (result.ok) read(result.table);
    }),
  );
});
