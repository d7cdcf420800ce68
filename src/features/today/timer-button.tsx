// Start and finish: two taps that take the true time. What runs is remembered on the device as ids and a time of day, so
// it survives a reload, a crash or a flat battery; nothing ticks.
import { useState } from "preact/hooks";
import type { PlannedSession } from "../../domain/planned-session.ts";
import { Button } from "../../ui/button.tsx";
import { sayTime } from "../../ui/words.ts";
import type { SessionDraft } from "../shared/session-draft.ts";
import { clearTimer, readTimer, startTimer } from "../shared/timers.ts";
import { useNow } from "../shared/today.ts";

/** Later than this after the planned end, the person is asked which time is true. */
const forgottenSeconds = 15 * 60;

export function TimerButton(props: {
  readonly plan: PlannedSession;
  readonly draft: () => SessionDraft;
  readonly logDraft: (draft: SessionDraft) => Promise<boolean>;
}) {
  const { today, secondsOfDay } = useNow();
  const { slotId, start: plannedStart } = props.plan;
  const [startedAt, setStartedAt] = useState(() => readTimer(localStorage, slotId, today)?.startedAt);
  const start = () => {
    const timer = { startedAt: secondsOfDay, ...(plannedStart !== undefined && { plannedStart }) };
    startTimer(localStorage, slotId, today, timer);
    setStartedAt(secondsOfDay);
  };
  const clear = () => {
    clearTimer(localStorage, slotId, today);
    setStartedAt(undefined);
  };
  const finish = async (end: number) => {
    if (startedAt === undefined) return;
    const lasted = Math.max(60, end - startedAt);
    if (await props.logDraft({ ...props.draft(), start: startedAt, plannedSeconds: lasted })) clear();
  };
  if (startedAt === undefined) {
    return (
      <Button icon="play" onClick={start}>
        Start
      </Button>
    );
  }
  const plannedEnd = startedAt + props.plan.plannedSeconds;
  const isForgotten = secondsOfDay > plannedEnd + forgottenSeconds;
  return (
    <>
      {isForgotten && (
        <Button icon="clock" onClick={() => void finish(plannedEnd)}>
          {`Finished at ${sayTime(plannedEnd)} (planned)`}
        </Button>
      )}
      <Button icon="check" onClick={() => void finish(secondsOfDay)}>
        {isForgotten ? `Finished now, ${sayTime(secondsOfDay)}` : `Finish (since ${sayTime(startedAt)})`}
      </Button>
      <Button variant="quiet" onClick={clear}>
        Cancel timer
      </Button>
    </>
  );
}
