// Whether the school's data is still coming in, and how far it has come: the same on Today, in the header and on reports.
import { useSyncState } from "../../storage/live.ts";
import type { SyncStatus } from "../../sync/engine.ts";
import { useAlongside } from "./context.ts";

export interface Filling {
  /** Data that this person may see is not all here yet. */
  readonly isFilling: boolean;
  /** 0 to 1; absent while nothing is coming in. */
  readonly part?: number;
  /** Why nothing more comes in for now. */
  readonly stopped?: "no-network" | "signed-out" | "too-old" | "storage";
  /** Some of it came before: a restart goes on where it stopped. */
  readonly isResumed: boolean;
}

/** @returns undefined until the first answer of the database */
export function useFilling(): Filling | undefined {
  const { device, sync } = useAlongside();
  const state = useSyncState(device);
  const { phase, progress } = sync.status.value;
  if (state === undefined) return undefined;
  const isFilling = state.cursor === null || Object.keys(state.filling).length > 0;
  const stopped = stoppedBy(phase);
  const part = phase === "syncing" ? progress : undefined;
  return {
    isFilling,
    isResumed: state.cursor !== null,
    ...(stopped && { stopped }),
    ...(part !== undefined && { part }),
  };
}

function stoppedBy(phase: SyncStatus["phase"]): Filling["stopped"] {
  switch (phase) {
    case "offline":
    case "waiting":
      return "no-network";
    case "signed-out":
      return "signed-out";
    case "upgrade-needed":
      return "too-old";
    case "storage":
      return "storage";
    case "starting":
    case "syncing":
    case "idle":
      return undefined;
  }
}

/** When the rest comes. */
export const restComes: Readonly<Record<NonNullable<Filling["stopped"]>, string>> = {
  storage: "The rest comes once this tablet has room for it.",
  "no-network": "The rest comes as soon as this tablet meets the school's server.",
  "signed-out": "The rest comes once you have signed in again.",
  "too-old": "The rest comes once this app has been reloaded.",
};

/** Whole per cent, and never 100 while something is missing. */
export function percentOf(part: number): number {
  return Math.min(99, Math.floor(part * 100));
}
