// The simulation from the command line: `npm run simulate -- --runs 1000 --seed 1`. Each violation is printed with its last
// steps and with the command that repeats it; the exit code is 1 then.
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { isMainThread } from "node:worker_threads";
import { answerParent, runSeeds } from "./many-runs.ts";
import type { RunResult } from "./simulate.ts";

if (isMainThread) await main();
else await answerParent();

async function main(): Promise<void> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    options: { runs: text, seed: text, workers: text, loud: { type: "boolean" }, json: { type: "boolean" } },
  });
  const runs = Number(values.runs ?? 100);
  const seed = Number(values.seed ?? 1);
  const workers = Number(values.workers ?? Math.min(2, availableParallelism()));
  const beganMs = performance.now();
  let done = 0;
  const results = await runSeeds({ first: seed, count: runs, workers }, (result) => {
    done += 1;
    if (result.violation) tell(result);
    else if (values.loud === true) process.stdout.write(`${story(result)}\nhash ${result.hash}\n`);
    if (done % 1000 === 0) process.stdout.write(`${done} runs\n`);
  });
  const seconds = (performance.now() - beganMs) / 1000;
  const steps = results.reduce((sum, one) => sum + one.steps, 0);
  const violations = results.filter((one) => one.violation !== undefined).length;
  const last = seed + runs - 1;
  process.stdout.write(
    `${runs} runs (seeds ${seed} to ${last}), ${steps} steps, ${violations} violations, ` +
      `${(runs / seconds).toFixed(1)} runs a second\n`,
  );
  process.exitCode = violations > 0 ? 1 : 0;
  if (values.json === true) {
    const figures = { seed, steps, runsASecond: Number((runs / seconds).toFixed(1)) };
    process.stdout.write(`${JSON.stringify({ name: "simulation", runs, figures, violations })}\n`);
  }
}

function tell(result: RunResult): void {
  process.stdout.write(
    `\nVIOLATION in seed ${result.seed}, ${result.steps} steps\n${story(result)}\n` +
      `${result.violation?.words}\n` +
      `Again: npm run simulate -- --runs 1 --seed ${result.seed}\n\n`,
  );
}

function story({ lastWords }: RunResult): string {
  return lastWords.map((line) => `  ${line}`).join("\n");
}
