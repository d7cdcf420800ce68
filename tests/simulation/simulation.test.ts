// Some hundreds of whole worlds with fixed seeds, and the proof that a seed tells the same story every time.
import { expect, it } from "vitest";
import { runSeeds } from "./many-runs.ts";

const bad = (results: Awaited<ReturnType<typeof runSeeds>>) =>
  results.flatMap(({ seed, violation }) => (violation ? [`seed ${seed}: ${violation.words}`] : []));

it("nothing is lost, shown wrongly or given to the wrong person, whatever breaks when", async () => {
  const results = await runSeeds({ first: 1, count: 150, workers: 2 }, () => {});
  expect(bad(results)).toEqual([]);
  expect(results).toHaveLength(150);
}, 180_000);

it("the same seed gives the same world, step by step", async () => {
  const order = { first: 9001, count: 10, workers: 2 };
  const once = await runSeeds(order, () => {});
  const again = await runSeeds({ ...order, workers: 1 }, () => {});
  expect(again.map(({ hash, steps }) => [hash, steps])).toEqual(once.map(({ hash, steps }) => [hash, steps]));
  expect(new Set(once.map(({ hash }) => hash)).size).toBe(once.length);
}, 60_000);
