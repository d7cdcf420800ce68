// Times on the locked screen: what a timer has come to, and "Mark the time" for whoever has no hand free to sign in. An
// instant, no names; which group it was is asked after unlocking.
import { useEffect, useState } from "preact/hooks";
import { dayInZone, secondsOfDayInZone } from "../../domain/calendar.ts";
import { Button } from "../../ui/button.tsx";
import { sayList, sayTime } from "../../ui/words.ts";
import { runningTimers, type RunningTimer } from "../shared/timers.ts";
import styles from "./unlock.module.css";
import type { UnlockDoor } from "./unlock-door.ts";

const lookEveryMs = 10_000;

export function LockedTimes({
  door,
  nowMs: readMs,
}: {
  readonly door: UnlockDoor;
  readonly nowMs: () => number;
}) {
  const nowMs = useNowMs(readMs);
  const now = secondsOfDayInZone(nowMs);
  const timers = runningTimers(localStorage, dayInZone(nowMs));
  const today = door.marks.filter((one) => dayInZone(one.atMs) === dayInZone(nowMs));
  const marked = today.map((one) => sayTime(secondsOfDayInZone(one.atMs)));
  return (
    <section class={styles.times} aria-label="Times">
      {timers.map((one) => (
        <Elapsed key={one.startedAt} timer={one} now={now} />
      ))}
      <Button icon="clock" onClick={() => void door.markTime()}>
        Mark the time
      </Button>
      <span role="status">
        {marked.length === 0
          ? "Notes this minute. You say which group after unlocking."
          : `Marked: ${sayList(marked)}. You say which group after unlocking.`}
      </span>
    </section>
  );
}

function Elapsed({ timer, now }: { readonly timer: RunningTimer; readonly now: number }) {
  const minutes = Math.max(0, Math.floor((now - timer.startedAt) / 60));
  const planned = timer.plannedStart === undefined ? "" : `, planned for ${sayTime(timer.plannedStart)}`;
  return (
    <div class={styles.timer}>
      <p class={styles.elapsed}>{`${minutes} min`}</p>
      <span>{`Running since ${sayTime(timer.startedAt)}${planned}`}</span>
    </div>
  );
}

function useNowMs(readMs: () => number): number {
  const [nowMs, setNowMs] = useState(readMs);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(readMs()), lookEveryMs);
    return () => clearInterval(timer);
  }, [readMs]);
  return nowMs;
}
