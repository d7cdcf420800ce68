// When this window locks by itself: after minutes without input, with a warning before, and when it was hidden for a
// while. By the clock, not by a timer alone: a tablet that slept has locked when it wakes.
import { useEffect, useState } from "preact/hooks";
import type { Clock } from "../protocol/clock.ts";

/** How long "Tap to stay" is shown before the lock. */
export const warningMs = 20_000;
const hiddenMs = 60_000;
const tapMs = 400;

const inputs = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "input"] as const;

/**
 * @param lockMinutes undefined = never by itself
 * @returns whether the warning is due now
 */
export function useLocking(clock: Clock, lockMinutes: number | undefined, onLock: () => void): boolean {
  const [isWarning, setIsWarning] = useState(false);
  useEffect(() => {
    if (lockMinutes === undefined) return undefined;
    return watchInput(clock, lockMinutes * 60_000, setIsWarning, onLock);
  }, [clock, lockMinutes]);
  return isWarning;
}

function watchInput(
  clock: Clock,
  idleMs: number,
  onWarning: (isWarning: boolean) => void,
  onLock: () => void,
): () => void {
  let lastInputMs = clock.nowMs();
  let hiddenSinceMs: number | undefined;
  let timer: ReturnType<typeof setTimeout>;
  const look = () => {
    clearTimeout(timer);
    const nowMs = clock.nowMs();
    const leftMs = lastInputMs + idleMs - nowMs;
    const hiddenLeftMs = hiddenSinceMs === undefined ? Infinity : hiddenSinceMs + hiddenMs - nowMs;
    if (leftMs <= 0 || hiddenLeftMs <= 0) return onLock();
    onWarning(leftMs <= warningMs);
    const nextMs = Math.min(leftMs > warningMs ? leftMs - warningMs : leftMs, hiddenLeftMs);
    timer = setTimeout(look, nextMs);
    return undefined;
  };
  const stay = () => {
    const nowMs = clock.nowMs();
    // The first touch after a sleep is too late to stay.
    const isTooLate = nowMs >= lastInputMs + idleMs;
    const isWarned = nowMs >= lastInputMs + idleMs - warningMs;
    if (!isTooLate) lastInputMs = nowMs;
    if (isTooLate) return look();
    // The warning stays under the finger that taps it, so that the tap does not fall on what is below.
    if (isWarned) {
      clearTimeout(timer);
      timer = setTimeout(look, tapMs);
    }
    return undefined;
  };
  const onVisible = () => {
    hiddenSinceMs = document.visibilityState === "hidden" ? clock.nowMs() : hiddenSinceMs;
    look();
    if (document.visibilityState === "visible") hiddenSinceMs = undefined;
  };
  // A page that the browser had put away whole comes back locked.
  const onShow = (event: PageTransitionEvent) => (event.persisted ? onLock() : undefined);
  for (const name of inputs) addEventListener(name, stay, { capture: true, passive: true });
  document.addEventListener("visibilitychange", onVisible);
  addEventListener("pageshow", onShow);
  look();
  return () => {
    clearTimeout(timer);
    for (const name of inputs) removeEventListener(name, stay, { capture: true });
    document.removeEventListener("visibilitychange", onVisible);
    removeEventListener("pageshow", onShow);
  };
}
