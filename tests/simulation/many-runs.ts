// Many runs on several threads. Each thread has globals of its own, which its runs take over; a run is whole on one thread.
import { Worker, parentPort, workerData } from "node:worker_threads";
import * as z from "zod/mini";
import { makeStage, simulate, type RunResult } from "./simulate.ts";

export interface Order {
  readonly first: number;
  readonly count: number;
  readonly workers: number;
}

const shareSchema = z.object({ first: z.number(), count: z.number(), every: z.number() });

/** @param onResult told of each run as it ends */
export async function runSeeds(order: Order, onResult: (result: RunResult) => void): Promise<RunResult[]> {
  const workers = Math.max(1, Math.min(order.workers, order.count));
  const shares = Array.from({ length: workers }, (_, at) => runShare(order, at, workers, onResult));
  return (await Promise.all(shares)).flat().toSorted((a, b) => a.seed - b.seed);
}

/** What a cut run leaves behind (promises that never end) goes with its thread. */
const runsAThread = 250;

async function runShare(
  { first, count }: Order,
  at: number,
  every: number,
  onResult: (result: RunResult) => void,
): Promise<RunResult[]> {
  const results: RunResult[] = [];
  const own = Math.ceil((count - at) / every);
  for (let done = 0; done < own; done += runsAThread) {
    const share = { first: first + at + done * every, count: Math.min(runsAThread, own - done), every };
    results.push(...(await runOnThread(share, onResult)));
  }
  return results;
}

function runOnThread(
  share: z.infer<typeof shareSchema>,
  onResult: (result: RunResult) => void,
): Promise<RunResult[]> {
  return new Promise((resolve, reject) => {
    const results: RunResult[] = [];
    const worker = new Worker(new URL("main.ts", import.meta.url), { workerData: share });
    worker.on("message", (result: RunResult) => {
      results.push(result);
      onResult(result);
    });
    worker.on("error", reject);
    worker.on("exit", (code) =>
      code === 0 ? resolve(results) : reject(new Error(`A worker ended with ${code}.`)),
    );
  });
}

/** In a worker: does its share of the seeds. */
export async function answerParent(): Promise<void> {
  const { first, count, every } = shareSchema.parse(workerData);
  const stage = await makeStage();
  try {
    for (let at = 0; at < count; at += 1) parentPort?.postMessage(await simulate(stage, first + at * every));
  } finally {
    stage.template.remove();
  }
}
