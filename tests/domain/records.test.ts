import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { recordKinds, registry } from "../../src/domain/records.ts";
import { storesOf } from "../../src/storage/database.ts";
import { rightsTable } from "../support/rights-table.ts";

test("the documented table of rights is the one that the registry gives", () => {
  const made = rightsTable(registry);
  if (process.env["ALONGSIDE_WRITE_DOCS"] !== undefined) writeFileSync("docs/rights.md", made);
  expect(readFileSync("docs/rights.md", "utf8")).toBe(made);
});

test("each kind has a name of its own and either a scope or a parent", () => {
  expect(registry.size).toBe(recordKinds.length);
  for (const kind of registry.values()) expect(kind.scope === undefined).toBe(kind.within !== undefined);
});

test("merge units do not overlap", () => {
  for (const kind of registry.values()) {
    const fields = kind.units.flat();
    expect(new Set(fields).size).toBe(fields.length);
  }
});

test("every store of the device's database starts with its key, and no name is ever an index", () => {
  for (const [name, stores] of Object.entries(storesOf(registry))) {
    if (registry.has(name)) expect(stores).toMatch(/^id,scope(,|$)/);
    expect(stores).not.toMatch(/name|knownAs|surname|forename|text/i);
  }
});
