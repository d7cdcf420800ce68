// My log: what I logged today and in the last 14 days, where each of it is on its way, and the way to change or undo it.
import { addDays } from "../../domain/calendar.ts";
import * as records from "../../domain/records.ts";
import { useProblems, useRecords, useUnsent } from "../../storage/live.ts";
import { Button } from "../../ui/button.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Stack } from "../../ui/stack.tsx";
import { sayWeekday } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useProblemOps } from "../shared/problem-ops.ts";
import { useToday } from "../shared/today.ts";
import { FinishThese } from "./finish-these.tsx";
import { LogRow } from "./log-row.tsx";
import {
  byDay,
  logStateOf,
  logTotals,
  refusedSessionId,
  troubledRecords,
  type LogState,
} from "./my-log-queries.ts";
import own from "./my-log.module.css";
import { RefusedSessions } from "./refused-sessions.tsx";
import styles from "./sessions.module.css";

export function MyLogScreen() {
  const { device, sync } = useAlongside();
  const today = useToday();
  const unsent = useUnsent(device)?.count ?? 0;
  const { sessions, stateOf, refused } = useMyLog();
  const isSending = sync.status.value.phase === "syncing";
  return (
    <Page
      title="My log"
      lead="Today and the last 14 days."
      actions={
        unsent > 0 && (
          <Button icon="cloud" busy={isSending} onClick={() => void sync.syncNow()}>
            Send now
          </Button>
        )
      }
    >
      <Stack gap="large">
        {sessions && sessions.length + refused.length + unsent > 0 && (
          <p class={own.totals} role="status">
            {totalWords([...stateOf.values()], refused.length, unsent)}
          </p>
        )}
        <FinishThese />
        <RefusedSessions problems={refused} />
        {sessions === undefined && <Skeleton lines={5} />}
        {sessions?.length === 0 && refused.length === 0 && (
          <EmptyState
            title="Nothing logged yet"
            icon="list"
            action={<ButtonLink href="/log/new">Log a session</ButtonLink>}
          >
            What you log appears here, with the way to change or undo it.
          </EmptyState>
        )}
        {byDay(sessions ?? []).map(([date, ofDay]) => (
          <Section key={date} title={date === today ? "Today" : sayWeekday(date)}>
            <ul class={styles.log}>
              {ofDay.map((one) => (
                <LogRow key={one.id} session={one} state={stateOf.get(one.id) ?? "Saved on this tablet"} />
              ))}
            </ul>
          </Section>
        ))}
      </Stack>
    </Page>
  );
}

/** My sessions with their states, and those of mine that the server refused whole. */
function useMyLog() {
  const { device, sync } = useAlongside();
  const today = useToday();
  const range = {
    index: "[authorId+date]",
    from: [device.staffId, addDays(today, -14)],
    to: [device.staffId, addDays(today, 1)],
  };
  const problems = useProblems(device) ?? [];
  const opsOf = useProblemOps(problems);
  const sessions = useRecords(device, records.session, range);
  const ofThese =
    sessions === undefined ? null : { index: "sessionId", anyOf: sessions.map((one) => one.id).toSorted() };
  const marks = useRecords(device, records.mark, ofThese);
  const notes = useRecords(device, records.note, ofThese);
  const parts = [...(marks ?? []), ...(notes ?? [])].filter((one) => one.pendingN > 0);
  const facts = {
    pendingParts: new Set<string>(parts.map((one) => one.record.sessionId)),
    troubled: new Set(problems.flatMap((one) => troubledRecords(one, opsOf.get(one.mutationId) ?? []))),
    isSending: sync.status.value.phase === "syncing",
  };
  const stateOf = new Map((sessions ?? []).map((one) => [one.id, logStateOf(one, facts)]));
  const refused = problems.filter((one) => {
    const id = refusedSessionId(one, opsOf.get(one.mutationId) ?? []);
    return id !== undefined && !stateOf.has(id);
  });
  return { sessions, stateOf, refused };
}

function totalWords(states: readonly LogState[], refused: number, unsent: number): string {
  const { saved, sent, waiting, attention } = logTotals(states, refused);
  const parts = [
    `${saved} saved, ${sent} sent`,
    ...(waiting > 0 ? [`${waiting} waiting to send`] : []),
    ...(attention > 0 ? [`${attention} ${attention === 1 ? "needs" : "need"} attention`] : []),
  ];
  // Not only sessions wait: an adult moved, a pupil's card.
  const others = waiting === 0 && unsent > 0 ? ` Other changes: ${unsent} waiting to send.` : "";
  return `Sessions on this tablet: ${parts.join(", ")}.${others}`;
}
