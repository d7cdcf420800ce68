// The timers that run on this tablet: ids and times of day only, outside of the sealed database, so that they survive a
// lock, a reload, a crash and a flat battery. Nothing ticks.
import type { Day } from "../../domain/calendar.ts";

/** In seconds of the local day. */
export interface RunningTimer {
  readonly startedAt: number;
  /** When the session was to begin; undefined when it has no fixed time. */
  readonly plannedStart?: number;
}

type Kept = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const prefix = "alongside-timer";

export function readTimer(kept: Kept, slotId: string, day: Day): RunningTimer | undefined {
  return parseTimer(kept.getItem(`${prefix}|${slotId}|${day}`));
}

export function startTimer(kept: Kept, slotId: string, day: Day, timer: RunningTimer): void {
  const { startedAt, plannedStart } = timer;
  kept.setItem(`${prefix}|${slotId}|${day}`, [startedAt, plannedStart ?? []].flat().join("/"));
}

export function clearTimer(kept: Kept, slotId: string, day: Day): void {
  kept.removeItem(`${prefix}|${slotId}|${day}`);
}

/** All that run on this day, the one that began first before the others. */
export function runningTimers(kept: Kept, day: Day): RunningTimer[] {
  const keys = Array.from({ length: kept.length }, (_, at) => kept.key(at) ?? "");
  const ofDay = keys.filter((key) => key.startsWith(`${prefix}|`) && key.endsWith(`|${day}`));
  const timers = ofDay.map((key) => parseTimer(kept.getItem(key)));
  return timers.filter((one) => one !== undefined).toSorted((a, b) => a.startedAt - b.startedAt);
}

function parseTimer(text: string | null): RunningTimer | undefined {
  const [, startedAt, plannedStart] = /^(\d{1,5})(?:\/(\d{1,5}))?$/.exec(text ?? "") ?? [];
  if (startedAt === undefined) return undefined;
  return {
    startedAt: Number(startedAt),
    ...(plannedStart !== undefined && { plannedStart: Number(plannedStart) }),
  };
}
