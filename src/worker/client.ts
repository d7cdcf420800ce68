// The screens' side of the hours worker: starts it at the first question, notices when it crashed or hangs and starts it
// once more, and stops it at sign-out and lock.
import { proxy, wrap, type Remote } from "comlink";
import type { LedgerProgress } from "../storage/ledger-rebuild.ts";
import type { HoursService } from "./hours-service.ts";
import { hoursWorkerAddress } from "./own-scripts.ts";
import type { HoursWorker } from "./worker.ts";

export interface HoursClient extends HoursService {
  /** Breaks off a rebuild: open questions fail with the code `cancelled`, and the next one goes on where it was. */
  readonly cancel: () => void;
  /** Ends the worker for good. */
  readonly stop: () => void;
}

export interface HoursOptions {
  readonly databaseName: string;
  /** The person's data key, handed to the worker and to nobody else; no program can read it. */
  readonly key: CryptoKey;
  /** Called while many sessions are being worked out: at a first run, after a large sync, and in a rebuild. */
  readonly onProgress?: (progress: LedgerProgress) => void;
  /** How long a worker may give no sign before it counts as hung, in milliseconds. */
  readonly patienceMs?: number;
  readonly createWorker?: () => Worker;
}

/** Why a question about hours has no answer. `crashed`, `hung`: also after the worker was started again. */
export class HoursUnavailable extends Error {
  readonly code: "crashed" | "hung" | "cancelled" | "stopped";
  constructor(code: HoursUnavailable["code"]) {
    super(`The hours worker does not answer: ${code}.`);
    this.code = code;
  }
}

/** One running worker. */
interface Connection {
  readonly service: Promise<Remote<HoursService>>;
  /** Gives up every open question and ends the worker. */
  readonly end: (code: HoursUnavailable["code"]) => void;
  readonly ended: Promise<never>;
  /** Called at every sign of life. */
  readonly onSign: Set<() => void>;
}

export function startHours(options: HoursOptions): HoursClient {
  let connection: Connection | undefined;
  let isStopped = false;
  const connect = (): Connection => {
    if (isStopped) throw new HoursUnavailable("stopped");
    connection ??= connectWorker(options);
    return connection;
  };
  const end = (which: Connection | undefined, code: HoursUnavailable["code"]) => {
    which?.end(code);
    if (connection === which) connection = undefined;
  };
  const ask = async <Answer>(
    question: (service: Remote<HoursService>) => Promise<Answer>,
  ): Promise<Answer> => {
    for (let attempt = 1; ; attempt += 1) {
      const current = connect();
      try {
        return await answerOf(current, question, options.patienceMs ?? 20_000);
      } catch (fault) {
        const isBroken =
          fault instanceof HoursUnavailable && (fault.code === "crashed" || fault.code === "hung");
        if (!isBroken) throw fault;
        end(current, fault.code);
        if (attempt === 2) throw fault;
      }
    }
  };
  return {
    pupilHours: (question) => ask((service) => service.pupilHours(question)),
    weeklyContributions: (question) => ask((service) => service.weeklyContributions(question)),
    weeklyCells: (question) => ask((service) => service.weeklyCells(question)),
    sessionWorking: (sessionId) => ask((service) => service.sessionWorking(sessionId)),
    status: () => ask((service) => service.status()),
    catchUp: () => ask((service) => service.catchUp()),
    rebuild: () => ask((service) => service.rebuild()),
    cancel: () => end(connection, "cancelled"),
    stop: () => {
      isStopped = true;
      end(connection, "stopped");
    },
  };
}

function connectWorker(options: HoursOptions): Connection {
  const { databaseName, key, onProgress, createWorker = defaultWorker } = options;
  const worker = createWorker();
  const onSign = new Set<() => void>();
  const ended = Promise.withResolvers<never>();
  // The rejection is for the questions that race against it; without one it concerns nobody.
  ended.promise.catch(() => undefined);
  const end = (code: HoursUnavailable["code"]) => {
    worker.terminate();
    ended.reject(new HoursUnavailable(code));
  };
  worker.addEventListener("error", () => end("crashed"));
  worker.addEventListener("messageerror", () => end("crashed"));
  const report = (progress: LedgerProgress) => {
    for (const listener of onSign) listener();
    onProgress?.(progress);
  };
  const service = wrap<HoursWorker>(worker).start(databaseName, key, proxy(report));
  return { service, end, ended: ended.promise, onSign };
}

async function answerOf<Answer>(
  connection: Connection,
  question: (service: Remote<HoursService>) => Promise<Answer>,
  patienceMs: number,
): Promise<Answer> {
  const patience = createPatience(patienceMs);
  connection.onSign.add(patience.renew);
  try {
    return await Promise.race([connection.service.then(question), connection.ended, patience.lost]);
  } finally {
    connection.onSign.delete(patience.renew);
    patience.end();
  }
}

/** Rejects with `hung` after a time without a sign. */
function createPatience(patienceMs: number) {
  const lost = Promise.withResolvers<never>();
  const wait = () => setTimeout(() => lost.reject(new HoursUnavailable("hung")), patienceMs);
  let timer = wait();
  return {
    lost: lost.promise,
    renew: () => {
      clearTimeout(timer);
      timer = wait();
    },
    end: () => clearTimeout(timer),
  };
}

function defaultWorker(): Worker {
  return new Worker(hoursWorkerAddress(), { type: "module" });
}
