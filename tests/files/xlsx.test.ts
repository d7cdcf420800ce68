import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { writeXlsx } from "../../src/files/xlsx-write.ts";
import type { FileTable } from "../../src/files/table.ts";

const table: FileTable = {
  title: "Weekly summary",
  columns: [
    { header: "Week beginning", type: "date", width: 14 },
    { header: "Pupil", type: "text", width: 10 },
    { header: "Minutes", type: "minutes", width: 10, isTotalled: true },
    { header: "Cost (£)", type: "pounds", width: 10, isTotalled: true },
  ],
  rows: [
    ["2026-09-14", "=cmd|' /C calc'!A0", 1350, 430],
    ["2026-09-14", "AK2\u0007", 450, null],
  ],
  notes: ["+44 is only a note"],
};

async function sheetOf(value: FileTable): Promise<{ sheet: string; all: string }> {
  const files = unzipSync(await writeXlsx(value));
  const sheet = Object.entries(files).find(([name]) => name.startsWith("xl/worksheets/sheet"));
  if (sheet === undefined) throw new Error("The workbook has no sheet.");
  return {
    sheet: strFromU8(sheet[1]),
    all: Object.values(files)
      .map((bytes) => strFromU8(bytes))
      .join("\n"),
  };
}

test("days are true dates and minutes and pounds are numbers", async () => {
  const { sheet } = await sheetOf(table);
  // 14 September 2026 is day 46279 of the 1900 system.
  expect(sheet).toContain("<v>46279</v>");
  expect(sheet).toContain("<v>22.5</v>");
  expect(sheet).toContain("<v>4.3</v>");
});

test("totals are formulas over the rows", async () => {
  const { sheet } = await sheetOf(table);
  expect(sheet).toContain("<f>SUBTOTAL(109,C2:C3)</f>");
  expect(sheet).toContain("<f>SUBTOTAL(109,D2:D3)</f>");
});

test("the header is frozen and filtered, the totals stay outside of the filter", async () => {
  const { sheet } = await sheetOf(table);
  expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
  expect(sheet).toContain('<autoFilter ref="A1:D3"/>');
  expect(sheet.indexOf("</sheetData>")).toBeLessThan(sheet.indexOf("<autoFilter"));
});

test("text that looks like a formula stays text, and characters that XML cannot hold go", async () => {
  const { sheet, all } = await sheetOf(table);
  expect(sheet.match(/<f>/g)).toHaveLength(2);
  expect(all).toContain("=cmd|");
  expect(all).not.toContain("\u0007");
});

test("a table without rows is a workbook with its header", async () => {
  const { sheet } = await sheetOf({ ...table, rows: [] });
  expect(sheet).toContain('<autoFilter ref="A1:D1"/>');
  expect(sheet).not.toContain("<f>");
});
