// The documents that others rely on tell what the program is: every record and table is in the data map, every setting in
// the table of settings, every row of the security checklist has its proof.
import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { registry } from "../src/domain/records.ts";

const page = (name: string): string => readFileSync(`docs/${name}`, "utf8");

/** What stands in backticks in the first cell of each row of the tables in this part of a page. */
function firstCells(text: string): string[] {
  return [...text.matchAll(/^\| `([^`]+)`\s*\|/gm)].map((found) => found[1] ?? "");
}

function part(text: string, heading: string): string {
  const [, after = ""] = text.split(`\n## ${heading}\n`);
  return after.split("\n## ")[0] ?? "";
}

it("names every kind of record in the data map, and no other", () => {
  const named = firstCells(part(page("data-protection.md"), "Data map: records"));
  expect(named).toEqual([...registry.keys()]);
});

it("names every table of the server in the data map, and no other", () => {
  const declared = /export interface Tables \{([^}]*)\}/.exec(
    readFileSync("src/server/storage/tables.ts", "utf8"),
  );
  const tables = [...(declared?.[1] ?? "").matchAll(/^ {2}(\w+):/gm)].map((found) => found[1]);
  expect(tables.length).toBeGreaterThan(20);
  expect(
    firstCells(part(page("data-protection.md"), "Data map: the server's own tables")).toSorted(),
  ).toEqual(tables.toSorted());
});

it("names every setting that the server reads, and no other", () => {
  const source = readFileSync("src/server/settings.ts", "utf8");
  const read = new Set(
    [...source.matchAll(/(?:environment\.|[{,] )([A-Z][A-Z_]{2,})(?=[:;, )?]| \?\?)/g)].map(
      (found) => found[1],
    ),
  );
  expect(firstCells(part(page("deploy.md"), "Settings")).toSorted()).toEqual([...read].toSorted());
});

it("proves or explains every row of the security checklist, with tests that are there", () => {
  const rows = [
    ...part(page("security.md"), "The checklist").matchAll(/^\| (\d+)\s*\|([^|]*)\|([^|]*)\|$/gm),
  ];
  expect(rows.map((row) => Number(row[1]))).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
  for (const [, number, , proof = ""] of rows) {
    const files = [...proof.matchAll(/`(tests\/[^`]+)`/g)].map((found) => found[1] ?? "");
    expect([
      number,
      files.length > 0 || proof.includes("Deviation"),
      files.filter((file) => !existsSync(file)),
    ]).toEqual([number, true, []]);
  }
});
