// Decides when this device talks to the server: after a save, when the network or the page comes back, when the server
// pokes, and once a minute while the page is seen. One round at a time; push before pull. No tap ever waits for it.
import { signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Device } from "../storage/device.ts";
import { storageRefusal } from "../storage/faults.ts";
import { isReopened } from "../storage/reopen.ts";
import type { Fault } from "./fault.ts";
import type { Messenger } from "./messenger.ts";
import { syncRound } from "./round.ts";
import { whileAlive } from "./round-watch.ts";

export interface SyncStatus {
  /**
   * `signed-out`: the server wants a sign-in before it takes or gives more. `waiting`: a fault, trying again later.
   * `upgrade-needed`: the server takes what this app sends and gives more only to a newer one. `storage`: this tablet's own
   * database is full or does not answer.
   */
  readonly phase:
    "starting" | "syncing" | "idle" | "offline" | "signed-out" | "waiting" | "upgrade-needed" | "storage";
  /** While the school's data is being got whole: how much of it is here, 0 to 1. */
  readonly progress?: number;
}

export interface SyncEngine {
  readonly status: ReadonlySignal<SyncStatus>;
  /** Asks for a round now, or for one more after the one that is running. Resolves when that round has ended. */
  readonly syncNow: () => Promise<void>;
  readonly stop: () => void;
}

/** The page and the world around it, passed in so that tests own time and network. */
export interface Surroundings {
  readonly messenger: Messenger;
  /** Listens for the server's pokes until the function that it returns is called. */
  readonly listenForPokes: (onPoke: () => void) => () => void;
  readonly random: () => number;
  readonly page: Pick<Window, "addEventListener" | "removeEventListener" | "setTimeout" | "clearTimeout">;
  readonly isVisible: () => boolean;
  readonly document: Pick<Document, "addEventListener" | "removeEventListener">;
}

const everyMs = 60_000;
const longestWaitMs = 300_000;

export function startSync(device: Device, around: Surroundings): SyncEngine {
  const status = signal<SyncStatus>({ phase: "starting" });
  const rounds = startRounds(device, around, status);
  const stopAsking = askWhenNeeded(device, around, () => void rounds.syncNow());
  const stop = () => {
    rounds.stop();
    stopAsking();
  };
  return { status, syncNow: rounds.syncNow, stop };
}

/** Rounds as they are asked for, and one a while after the last of them while the page is seen. */
function startRounds(
  device: Device,
  around: Surroundings,
  status: Signal<SyncStatus>,
): Pick<SyncEngine, "syncNow" | "stop"> {
  let failures = 0;
  let timer: number | undefined;
  let isStopped = false;

  const round = async (): Promise<"done" | "give-up"> => {
    status.value = { phase: "syncing" };
    const fault = await roundOf(device, around, status, () => isStopped);
    if (isStopped) return "give-up";
    failures = fault ? failures + 1 : 0;
    status.value = { phase: phaseAfter(fault) };
    return fault ? "give-up" : "done";
  };
  const onTimer = () => (around.isVisible() ? void syncNow() : undefined);
  const ask = oneAtATime(round, () => {
    if (!isStopped) timer = around.page.setTimeout(onTimer, waitAfterMs(failures, around.random));
  });
  const syncNow = (): Promise<void> => {
    around.page.clearTimeout(timer);
    return isStopped ? Promise.resolve() : ask();
  };
  const stop = () => {
    isStopped = true;
    around.page.clearTimeout(timer);
  };
  return { syncNow, stop };
}

/**
 * Whoever asks while one runs gets one more after it, unless that one gave up.
 * @param onEnded the last one that was asked for has ended
 */
function oneAtATime(run: () => Promise<"done" | "give-up">, onEnded: () => void): () => Promise<void> {
  let running: Promise<void> | undefined;
  let isAskedAgain = false;
  const runAll = async (): Promise<void> => {
    let outcome: "done" | "give-up";
    do {
      isAskedAgain = false;
      outcome = await run();
    } while (outcome === "done" && isAskedAgain);
  };
  return () => {
    isAskedAgain = running !== undefined;
    running ??= runAll().finally(() => {
      running = undefined;
      onEnded();
    });
    return running;
  };
}

/** Full jitter: a random part of a span that doubles, so that a school's tablets do not come back all at once. */
function waitAfterMs(failures: number, random: () => number): number {
  if (failures === 0) return everyMs;
  return 1000 + random() * Math.min(longestWaitMs, 1000 * 2 ** Math.min(failures, 9));
}

/** @returns stops asking and listening */
function askWhenNeeded(device: Device, around: Surroundings, ask: () => void): () => void {
  // Only while the page is seen: a stream left open in the background gets the app stopped on iPads.
  let stopListening: (() => void) | undefined;
  const onVisible = () => {
    if (around.isVisible()) {
      stopListening ??= around.listenForPokes(ask);
      ask();
    } else {
      stopListening?.();
      stopListening = undefined;
    }
  };

  device.saved.add(ask);
  around.page.addEventListener("online", ask);
  around.page.addEventListener("pageshow", ask);
  around.document.addEventListener("visibilitychange", onVisible);
  onVisible();

  return () => {
    device.saved.delete(ask);
    around.page.removeEventListener("online", ask);
    around.page.removeEventListener("pageshow", ask);
    around.document.removeEventListener("visibilitychange", onVisible);
    stopListening?.();
  };
}

function phaseAfter(fault: Fault | undefined): SyncStatus["phase"] {
  switch (fault?.fault) {
    case undefined:
      return "idle";
    case "offline":
    case "upgrade-needed":
    case "storage":
      return fault.fault;
    case "refused":
      return fault.refusal.code === "not-signed-in" ? "signed-out" : "waiting";
    case "garbled":
    case "unsettled":
      return "waiting";
  }
}

/**
 * A fault of this device's own database is passing too: its connection is opened again, and the next round goes on. A
 * fault of the program is thrown, and the person sees "waiting" rather than "sending" for ever.
 */
async function roundOf(
  device: Device,
  around: Surroundings,
  status: Signal<SyncStatus>,
  isStopped: () => boolean,
): Promise<Fault | undefined> {
  try {
    const onProgress = (progress: number) => (status.value = { phase: "syncing", progress });
    return await whileAlive(around.page, around.messenger, (messenger) =>
      syncRound(device, messenger, onProgress),
    );
  } catch (fault) {
    const code = storageRefusal(fault);
    if (isStopped() && code !== undefined) return undefined;
    status.value = { phase: "waiting" };
    if (code === undefined) throw fault;
    if (code === "storage-closed" || code === "storage-stuck") await isReopened(device);
    return { ok: false, fault: "storage" };
  }
}
