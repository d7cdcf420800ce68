// The command that writes an invented school: what it understands, and what it says when it does not.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { schoolOrder, writeSchool } from "../../src/server/write-school.ts";
import { day } from "./invented.ts";

const nowMs = Date.UTC(2026, 10, 23, 9);

describe("npm run school", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "alongside-school-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("writes the same file twice for the same arguments and day", () => {
    const files = ["one.json", "two.json"].map((name) => join(folder, name));
    for (const out of files) {
      const args = ["--pupils", "30", "--years", "1", "--seed", "3", "--from", "2026-11-02", "--out", out];
      expect(writeSchool(args, nowMs, () => undefined)).toBe(0);
    }
    const [one, two] = files.map((file) => readFileSync(file, "utf8"));
    expect(one).toBe(two);
    expect(JSON.parse(one ?? "")).toMatchObject({ pupils: 30, seed: 3, today: "2026-11-23" });
  });

  it("takes 420 pupils and 2 years when nothing is said", () => {
    const asked = schoolOrder(["--out", "school.json"], day("2026-11-23"));
    expect(asked).toEqual({
      order: { pupils: 420, years: 2, seed: 1, out: "school.json", today: "2026-11-23" },
    });
  });

  it.each([
    [[], "Say which file to write with --out"],
    [["--out", "x.json", "--pupils", "many"], "--pupils takes a whole number from 10 to 3000"],
    [["--out", "x.json", "--pupils", "3"], "--pupils takes a whole number from 10 to 3000"],
    [["--out", "x.json", "--years", "0"], "--years takes a whole number from 1 to 10"],
    [["--out", "x.json", "--today", "2026-02-30"], "--today takes a day such as 2026-11-23"],
    [["--out", "x.json", "--pupil", "3"], "Unknown option '--pupil'"],
    [["420"], "Unexpected argument '420'"],
  ])("says in a sentence what is wrong with %j", (args, sentence) => {
    const said: string[] = [];
    expect(writeSchool(args, nowMs, (line) => said.push(line))).toBe(2);
    expect(said.join("\n")).toContain(sentence);
    expect(said.join("\n")).toContain("npm run school --");
  });

  it("says when the file cannot be written", () => {
    const said: string[] = [];
    const args = [
      "--pupils",
      "10",
      "--years",
      "1",
      "--from",
      "2026-11-20",
      "--out",
      join(folder, "no", "x.json"),
    ];
    expect(writeSchool(args, nowMs, (line) => said.push(line))).toBe(1);
    expect(said.join("\n")).toContain("could not be written");
  });
});
