// A session of which only the time is known: marked on the locked screen, or noted on a card. The rest is asked here.
import { useEffect, useMemo, useState } from "preact/hooks";
import { dayInZone, secondsOfDayInZone } from "../../domain/calendar.ts";
import { derivedId, sessionIdSchema } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import type { Unfinished } from "../../domain/unfinished.ts";
import { readRecord, type Stored } from "../../storage/read.ts";
import type { TimeMark } from "../../storage/shell.ts";
import { change } from "../../storage/write.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { sayCount, sayTime, sayWeekday } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useNow } from "../shared/today.ts";
import { emptyDraft } from "./empty-draft.ts";
import { SessionForm } from "./session-form.tsx";

const back = { href: "/log", label: "My log" } as const;
const longestMarkedSeconds = 3 * 3600;

/** A card that waited as "Finish this": saving the session settles it, in the same save. */
export function FromCard({ id }: { readonly id: string }) {
  const { device } = useAlongside();
  const now = useNow();
  const [found, setFound] = useState<{ readonly card: Stored<Unfinished> | undefined }>();
  useEffect(() => {
    void readRecord(device, records.unfinished, id).then((card) => setFound({ card }));
  }, [device, id]);
  if (found === undefined) return <Skeleton lines={6} />;
  const { card } = found;
  if (card === undefined || card.record.settled) return <Settled />;
  const { date, start, minutes, children, line } = card.record;
  const sessionId = sessionIdSchema.parse(derivedId("finished", id));
  const draft = {
    ...emptyDraft(sessionId, device.staffId, now),
    date,
    start,
    plannedSeconds: minutes * 60,
  };
  const settle = change(records.unfinished, card, { settled: { as: "session", sessionId }, line: "" });
  return (
    <Page title="Finish this session" back={back}>
      <Notice tone="info" title="What was noted">
        {`${sayWeekday(date)} at ${sayTime(start)}, ${sayCount(minutes, "minute")}, ${sayCount(children, "child", "children")}. ${line}`}
      </Notice>
      <SessionForm draftKey={`card|${id}`} initial={draft} doneHref="/log" also={[settle]} />
    </Page>
  );
}

/** A time that was marked on the locked screen. With a second one after it, that is when it ended. */
export function FromMark({ id }: { readonly id: string }) {
  const { device, timeMarks } = useAlongside();
  const now = useNow();
  const [marks, setMarks] = useState<readonly TimeMark[]>();
  useEffect(() => void timeMarks.list().then(setMarks), [timeMarks]);
  const mark = marks?.find((one) => one.id === id);
  const draft = useMemo(() => {
    if (mark === undefined || marks === undefined) return undefined;
    const start = minuteOf(mark);
    const day = dayInZone(mark.atMs);
    const next = marks.find((one) => one.atMs > mark.atMs && dayInZone(one.atMs) === day);
    const end = next ? minuteOf(next) : now.secondsOfDay;
    const empty = emptyDraft(device.newId(), device.staffId, now);
    const lasted = end - start;
    const isLikely = lasted >= 60 && lasted <= longestMarkedSeconds;
    return { ...empty, date: day, start, plannedSeconds: isLikely ? lasted : empty.plannedSeconds };
  }, [mark === undefined, marks === undefined]);
  if (marks === undefined) return <Skeleton lines={6} />;
  if (draft === undefined) return <Settled />;
  return (
    <Page title="Log a session" back={back}>
      <SessionForm
        draftKey={`mark|${id}`}
        initial={draft}
        doneHref="/today"
        onSaved={() => timeMarks.drop(id)}
      />
    </Page>
  );
}

function minuteOf(mark: TimeMark): number {
  const seconds = secondsOfDayInZone(mark.atMs);
  return seconds - (seconds % 60);
}

function Settled() {
  return (
    <Page title="Finish this session" back={back}>
      <EmptyState title="This is settled" action={<ButtonLink href="/log">Open My log</ButtonLink>}>
        There is nothing to finish.
      </EmptyState>
    </Page>
  );
}
