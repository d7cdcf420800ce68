// A tablet whose clock is wrong by more than five minutes is told so. It refuses nothing: times in records are what
// people say they are.
import { useAlongside } from "../features/shared/context.ts";
import { useSyncState } from "../storage/live.ts";
import { Notice } from "../ui/notice.tsx";

const noticeableMs = 5 * 60_000;

export function ClockNotice() {
  const { device } = useAlongside();
  const offsetMs = useSyncState(device)?.clockOffsetMs ?? 0;
  if (Math.abs(offsetMs) <= noticeableMs) return null;
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  return (
    <Notice
      tone="warning"
      title={`This tablet's clock is ${minutes} minutes ${offsetMs > 0 ? "slow" : "fast"}`}
    >
      Set it right in the tablet's settings, and check the date of what you log until then.
    </Notice>
  );
}
