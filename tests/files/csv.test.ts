import fc from "fast-check";
import { expect, test } from "vitest";
import { csvRefusalSentence, readCsv } from "../../src/files/csv-read.ts";
import { writeCsv } from "../../src/files/csv-write.ts";
import type { FileTable } from "../../src/files/table.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const refusalOf = (bytes: Uint8Array) => {
  const result = readCsv(bytes);
  return result.ok ? undefined : result.refusal;
};

test.each([
  ["6 MB", new Uint8Array(6 * 1024 * 1024).fill(65), "too-large"],
  ["20,001 rows", encode(`a,b\n${"1,2\n".repeat(20_001)}`), "too-many-rows"],
  ["an Excel workbook", Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), "not-a-csv"],
  ["a picture", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10), "not-a-csv"],
  ["a program", Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 0, 1), "not-a-csv"],
  ["nothing", new Uint8Array(), "empty"],
  ["a letter", encode("Dear parents, \nhello"), undefined],
  ["one column", encode("Names\nAda"), "no-header"],
])("%s is answered as it should be", (_name, bytes, code) => {
  const refusal = refusalOf(bytes);
  expect(refusal?.code).toBe(code);
  if (refusal) expect(csvRefusalSentence(refusal)).toMatch(/Nothing was changed\.$/);
});

test("20,000 rows are read", () => {
  expect(refusalOf(encode(`a,b\n${"1,2\n".repeat(20_000)}`))).toBeUndefined();
});

test.each([
  ["commas", "Forename,Surname\nAda,King\n"],
  ["semicolons", "Forename;Surname\r\nAda;King\r\n"],
  ["tabs", "Forename\tSurname\nAda\tKing\n"],
  ["quotes", '"Forename","Surname"\n"Ada","King"\n'],
])("%s separate", (_name, text) => {
  const result = readCsv(encode(text));
  expect(result).toMatchObject({
    ok: true,
    table: { header: ["Forename", "Surname"], rows: [["Ada", "King"]] },
  });
});

test("UTF-16 as Excel saves it is read", () => {
  const bytes = new Uint8Array([
    0xff,
    0xfe,
    ...[..."a,b\n1,é"].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]),
  ]);
  expect(readCsv(bytes)).toMatchObject({ ok: true, table: { rows: [["1", "é"]] } });
});

const tableOf = (cells: readonly string[]): FileTable => ({
  title: "Sheet",
  columns: cells.map((_cell, at) => ({ header: `Column ${at}`, type: "text", width: 10 })),
  rows: [cells],
  notes: [],
});

test.each(["=1+1", "+44", "-5", "@SUM(A1)", "\tx", "\rx", "\0x", "＝1", "＋1", "－1", "＠x"])(
  "%j cannot be run by a spreadsheet",
  (text) => {
    const written = new TextDecoder("utf-8", { ignoreBOM: true }).decode(writeCsv(tableOf([text, "b"])));
    expect(written.split("\r\n").slice(1).join("\r\n").replace(/^"/, "")).toMatch(/^'/);
  },
);

test("figures are written as figures: minutes to hundredths, pounds, totals of the exact values", () => {
  const table: FileTable = {
    title: "Sheet",
    columns: [
      { header: "Day", type: "date", width: 10 },
      { header: "Minutes", type: "minutes", width: 10, isTotalled: true },
      { header: "Cost", type: "pounds", width: 10, isTotalled: true },
    ],
    rows: [
      ["2026-09-14", 1350, 334],
      ["2026-09-15", 257, -5],
      ["2026-09-16", null, null],
    ],
    notes: ["As at 14 September 2026, 3pm"],
  };
  const written = new TextDecoder("utf-8", { ignoreBOM: true }).decode(writeCsv(table));
  expect(written).toBe(
    '\uFEFFDay,Minutes,Cost\r\n2026-09-14,22.5,3.34\r\n2026-09-15,4.28,-0.05\r\n2026-09-16,,\r\nTotal,26.78,3.29\r\n\r\n"As at 14 September 2026, 3pm"\r\n',
  );
});

test("property: text that goes out comes back, but for the mark before a formula", () => {
  const cell = fc
    .string({ minLength: 1, maxLength: 20 })
    .filter((text) => text.trim() !== "" && !/[\r\n\0]/.test(text));
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 6 }), (cells) => {
      const back = readCsv(writeCsv(tableOf(cells)));
      if (!back.ok) throw new Error(back.refusal.code);
      expect(back.table.rows[0]?.map((text, at) => (text === `'${cells[at]}` ? cells[at] : text))).toEqual(
        cells,
      );
    }),
  );
});
