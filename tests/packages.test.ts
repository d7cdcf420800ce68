// What we build on: every package is pinned by its hash, has a licence that was agreed, and nothing of the tests is in what
// tablets get.
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as z from "zod/mini";
import { agreedLicences, packagesOf } from "../src/setup/packages.mjs";

const lock = packagesOf(".");
const project = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));

it("has every package pinned by its hash, under a licence that was agreed", () => {
  expect(lock.length).toBeGreaterThan(100);
  expect(lock.filter((one) => one.integrity === undefined).map((one) => one.name)).toEqual([]);
  expect(
    lock.filter((one) => !agreedLicences.has(one.licence)).map((one) => `${one.name}: ${one.licence}`),
  ).toEqual([]);
});

it("asks for exact versions only", () => {
  for (const [name, version] of Object.entries({ ...project.dependencies, ...project.devDependencies }))
    expect([name, /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)]).toEqual([name, true]);
});

it("gives a reason for every package that runs", () => {
  const reasons = readFileSync("docs/decisions/0005-libraries.md", "utf8");
  const missing = Object.keys(project.dependencies).filter((name) => !reasons.includes(name));
  expect(missing).toEqual([]);
});

it("builds nothing of the tests into the app, and no package that only tests use", () => {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.(ts|tsx|mjs)$/.test(name),
  );
  const imports = files.flatMap((name) =>
    [...readFileSync(`src/${name}`, "utf8").matchAll(/from "([^"]+)"/g)].map(
      (found) => [name, found[1] ?? ""] as const,
    ),
  );
  const wrong = imports.filter(
    ([, from]) => from.includes("/tests/") || Object.keys(project.devDependencies).includes(from),
  );
  expect(wrong.filter(([name]) => !name.startsWith("setup"))).toEqual([]);
});
