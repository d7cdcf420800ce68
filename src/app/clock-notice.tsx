// A tablet whose clock is wrong by more than five minutes is told so. It refuses nothing: times in records are what
// people say they are.
import { useAlongside } from "../features/shared/context.ts";
import { useSyncState } from "../storage/live.ts";
import { Notice } from "../ui/notice.tsx";
import { sayCount, sayMinutes } from "../ui/words.ts";

const noticeableMs = 5 * 60_000;
const dayMs = 86_400_000;

export function ClockNotice() {
  const { device } = useAlongside();
  const offsetMs = useSyncState(device)?.clockOffsetMs ?? 0;
  if (Math.abs(offsetMs) <= noticeableMs) return null;
  return (
    <div class="no-print">
      <Notice tone="warning" title={`This tablet's clock is ${lengthWords(offsetMs)}`} announce>
        You can go on: nothing is refused. Set the clock right in the tablet's settings, and check the day and
        the times of what you log until then.
      </Notice>
    </div>
  );
}

/** @param offsetMs the server's clock less this tablet's */
function lengthWords(offsetMs: number): string {
  const ms = Math.abs(offsetMs);
  const length = ms < 2 * dayMs ? sayMinutes(ms / 1000) : sayCount(Math.round(ms / dayMs), "day");
  return `${length} ${offsetMs > 0 ? "slow" : "fast"}`;
}
