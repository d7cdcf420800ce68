// What sealing costs on a slowed tablet: the PIN, opening many rows at once, what one save seals, and the server's form of
// it. The same work with a vault that seals nothing stands beside it, in the same run.
import { rmSync } from "node:fs";
import { build } from "vite";
import type { SealingTimes } from "./sealing-page.ts";
import { newProfile, openTablet, slow } from "./browser.ts";
import type { Figure } from "./figures.ts";
import { startSchoolServer } from "./school-server.ts";

const rounds = 15;

/** @param slowDown how much slower than this machine the browser runs */
export async function measureSealing(slowDown: number): Promise<Figure[]> {
  const script = await pageScript();
  const server = await startSchoolServer({ pupils: 30, years: 1, days: 1 });
  const profile = newProfile();
  const { context, page } = await openTablet(profile);
  // A page of the server's own: only such a one has the browser's ciphers.
  await page.goto(`${server.address}/healthz`);
  await page.evaluate(script);
  await slow({ context, page }, slowDown);
  const times: SealingTimes[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push(
      await page.evaluate(async () => {
        const { measureSealing: measure } = globalThis as unknown as {
          measureSealing: () => Promise<SealingTimes>;
        };
        return await measure();
      }),
    );
  }
  await context.close();
  await server.close();
  rmSync(profile, { recursive: true, force: true });
  return figuresOf(times);
}

function figuresOf(times: readonly SealingTimes[]): Figure[] {
  const figure = (name: string, unit: string, value: (one: SealingTimes) => number, goal = ""): Figure => ({
    name,
    goal,
    values: times.map(value),
    unit,
  });
  return [
    figure("from six digits to the data key, 600,000 rounds", "ms", (one) => one.pin),
    figure("2,000 sealed rows opened at once", "ms", (one) => one.open, "≤ 300 ms"),
    figure("the same without sealing", "ms", (one) => one.openPlain),
    figure("opened ÷ without sealing", "×", (one) => one.open / one.openPlain),
    figure("what one save of ten rows seals", "ms", (one) => one.save),
    figure("the same without sealing", "ms", (one) => one.savePlain),
    figure("that save sealed to the server, beside it", "ms", (one) => one.toServer),
  ];
}

/** The page's program with all that it imports, as one script. */
async function pageScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      lib: { entry: "tests/bench/sealing-page.ts", formats: ["iife"], name: "sealingPage" },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && "output" in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error("The page's script was not built.");
  return chunk.code;
}
