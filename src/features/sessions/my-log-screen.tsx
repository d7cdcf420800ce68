// My log: what I logged today and in the last 14 days, where each of it is on its way, and the way to change or undo it.
import { addDays } from "../../domain/calendar.ts";
import * as records from "../../domain/records.ts";
import type { Session } from "../../domain/session.ts";
import { useRecords, useUnsent } from "../../storage/live.ts";
import type { Stored } from "../../storage/read.ts";
import { Button } from "../../ui/button.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Stack } from "../../ui/stack.tsx";
import { sayCount, sayWeekday } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useToday } from "../shared/today.ts";
import { LogRow } from "./log-row.tsx";
import styles from "./sessions.module.css";

export function MyLogScreen() {
  const { device, sync } = useAlongside();
  const today = useToday();
  const unsent = useUnsent(device)?.count ?? 0;
  const range = {
    index: "[authorId+date]",
    from: [device.staffId, addDays(today, -14)],
    to: [device.staffId, addDays(today, 1)],
  };
  const sessions = useRecords(device, records.session, range);
  const waiting = unsent === 0 ? "Everything is sent." : `${sayCount(unsent, "item")} waiting to send.`;
  return (
    <Page
      title="My log"
      lead={`Today and the last 14 days. ${waiting}`}
      actions={
        unsent > 0 && (
          <Button
            icon="cloud"
            busy={sync.status.value.phase === "syncing"}
            onClick={() => void sync.syncNow()}
          >
            Send now
          </Button>
        )
      }
    >
      {sessions === undefined && <Skeleton lines={5} />}
      {sessions?.length === 0 && (
        <EmptyState
          title="Nothing logged yet"
          icon="list"
          action={<ButtonLink href="/log/new">Log a session</ButtonLink>}
        >
          What you log appears here, with the way to change or undo it.
        </EmptyState>
      )}
      <Stack gap="large">
        {byDay(sessions ?? []).map(([date, ofDay]) => (
          <Section key={date} title={date === today ? "Today" : sayWeekday(date)}>
            <ul class={styles.log}>
              {ofDay.map((one) => (
                <LogRow key={one.id} session={one} />
              ))}
            </ul>
          </Section>
        ))}
      </Stack>
    </Page>
  );
}

function byDay(sessions: readonly Stored<Session>[]): [string, Stored<Session>[]][] {
  const grouped = Map.groupBy(sessions, (one) => String(one.record.date));
  const days = [...grouped].toSorted(([a], [b]) => (a < b ? 1 : -1));
  return days.map(([day, ofDay]) => [day, ofDay.toSorted((a, b) => b.record.start - a.record.start)]);
}
