// Each safety rule is replaced by a wrong one, and the simulation must notice. A wrong rule that nobody notices would be a
// rule that no test protects.
import { afterAll, beforeAll, expect, it } from "vitest";
import { rules } from "../../src/protocol/rules.ts";
import { makeStage, simulate } from "./simulate.ts";
import type { Stage } from "./world.ts";
import { wrongRules, type WrongRule } from "./wrong-rules.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await makeStage();
});
afterAll(() => stage.template.remove());

/** So many worlds are enough for chance to come to the place. */
const mostWorlds = 40;

/** What went wrong first, or undefined when nothing did. */
async function noticed({ parts, scene }: WrongRule): Promise<string | undefined> {
  for (let seed = 1; seed <= mostWorlds; seed += 1) {
    const { violation } = await simulate(stage, seed, parts(), scene);
    if (violation) return violation.words;
  }
  return undefined;
}

it.each(wrongRules.map((one) => [one.rule, one.wrong, one] as const))(
  "%s: it is noticed when %s",
  async (_rule, _wrong, wrongRule) => {
    // A violation, and no fault of the program that the wrong part would make by itself.
    expect(await noticed(wrongRule)).toMatch(/^I\d+: /);
  },
  120_000,
);

const scenes = new Set(wrongRules.flatMap(({ scene }) => scene ?? []));

it.each([...scenes].map((scene) => [scene.name, scene] as const))(
  "with the right rules nothing is wrong in %s",
  async (_name, scene) => {
    for (let seed = 1; seed <= 3; seed += 1)
      expect((await simulate(stage, seed, {}, scene)).violation).toBeUndefined();
  },
  60_000,
);

it("every decision that the protocol names has a wrong one here", () => {
  const replaced = wrongRules.flatMap(({ parts }) => {
    const { device = {}, server = {} } = parts();
    return [...Object.keys(device), ...Object.keys(server)];
  });
  expect(new Set(replaced)).toEqual(new Set(Object.keys(rules)));
});
