import { describe, expect, it } from "vitest";
import { strands } from "../../src/domain/boxall.ts";
import { definitionTable, readDefinitionFile } from "../../src/files/boxall-definition-file.ts";
import { readTotalsFile, rowsToCheckTable } from "../../src/files/boxall-totals-file.ts";
import { readCsv } from "../../src/files/csv-read.ts";
import { writeCsv } from "../../src/files/csv-write.ts";

function tableOf(text: string) {
  const csv = readCsv(new TextEncoder().encode(text));
  if (!csv.ok) throw new Error(csv.refusal.code);
  return csv.table;
}

describe("a list of totals", () => {
  const letters = strands.join(",");
  const row = strands.map(() => "4").join(",");
  const read = (text: string) => {
    const file = readTotalsFile(tableOf(text));
    if (!file.ok) throw new Error(file.message);
    return file.read;
  };

  it("is read by the letters, in any order, with blanks and n/a as not recorded, never as 0", () => {
    const { rows, problems, ignored } = read("Z,UPN,Notes,A,B,Date\n3,a123,kind,0,n/a,6/8/2026\n");
    expect(problems).toEqual([]);
    expect(ignored).toEqual(["Notes"]);
    expect(rows).toMatchObject([
      { row: 2, upn: "A123", date: "2026-08-06", scores: { A: 0, B: null, C: null, Z: 3 } },
    ]);
  });

  it("refuses a decimal and a number above 136 with its row, and takes the other rows", () => {
    const decimal = row.replace("4", "4.5");
    const high = row.replace(/4$/, "137");
    const { rows, problems } = read(`Pupil,${letters}\nAmara K,${row}\nBen,${decimal}\nChi,${high}\n`);
    expect(rows.map((one) => one.name)).toEqual(["Amara K"]);
    expect(problems).toEqual([
      { row: 3, message: 'strand A, "4.5", is no whole number from 0 to 136.' },
      { row: 4, message: 'strand Z, "137", is no whole number from 0 to 136.' },
    ]);
    const file = new TextDecoder().decode(writeCsv(rowsToCheckTable(problems)));
    expect(file).toContain("\r\n3,");
    expect(file).not.toContain("Ben");
  });

  it("puts a child's name together from two columns", () => {
    expect(read(`Surname,${letters},Forename\nKalu,${row},Amara\n`).rows[0]?.name).toBe("Amara Kalu");
  });

  it("is refused when no column is a strand, or none says whose the totals are", () => {
    expect(readTotalsFile(tableOf("Pupil,Score\nAmara,3\n"))).toMatchObject({ ok: false });
    expect(readTotalsFile(tableOf(`${letters}\n${row}\n`))).toMatchObject({ ok: false });
    expect(readTotalsFile(tableOf(`UPN,A,B,a\nA123,1,2,3\n`))).toMatchObject({
      ok: false,
      message: expect.stringContaining("Two columns are headed A"),
    });
  });
});

describe("handbook numbers as a file", () => {
  it("come back as they were saved, and hold no more than them", () => {
    const definition = {
      version: "children_2017" as const,
      strands: {
        A: { label: "Own words", itemCount: 3, most: 12, typicalLow: 8, typicalHigh: 12 },
        Z: { most: 16 },
      },
    };
    const text = new TextDecoder().decode(writeCsv(definitionTable(definition)));
    const read = readDefinitionFile(tableOf(text), "children_2017");
    expect(read.ok && [read.strands.A, read.strands.Z, read.ignored]).toEqual([
      definition.strands.A,
      definition.strands.Z,
      [],
    ]);
  });

  it("are refused with the row and the column when a number cannot be", () => {
    expect(readDefinitionFile(tableOf("Strand,Highest\nA,12.5\n"), "other")).toEqual({
      ok: false,
      message: 'Row 2: Highest, "12.5", is no whole number from 0 to 136. Nothing was filled in.',
    });
    expect(readDefinitionFile(tableOf("Forename,Surname\nA,B\n"), "other")).toMatchObject({ ok: false });
  });

  it("are of one form, and refused where another one is wanted", () => {
    const definition = { version: "young_people" as const, strands: { A: { most: 12 } } };
    const table = tableOf(new TextDecoder().decode(writeCsv(definitionTable(definition))));
    expect(readDefinitionFile(table, "young_people")).toMatchObject({ ok: true, saysForm: true });
    expect(readDefinitionFile(table, "children_2017")).toEqual({
      ok: false,
      message: expect.stringContaining(
        'of the form "Young people", and the one chosen above is "Children, 2017"',
      ),
    });
    expect(readDefinitionFile(tableOf("Strand,Highest\nA,12\n"), "other")).toMatchObject({ saysForm: false });
    expect(readDefinitionFile(tableOf("Strand,Highest\nA,12\na,16\n"), "other")).toMatchObject({ ok: false });
  });
});
