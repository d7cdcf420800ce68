// The pupil's own part of the last six weeks' sessions: there or not, how it went, the note about this child.
import { addDays } from "../../domain/calendar.ts";
import type { PupilId } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import { markStatusLabel, type Mark, type Session } from "../../domain/session.ts";
import { useRecords } from "../../storage/live.ts";
import type { Stored } from "../../storage/read.ts";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { sayDayShort, sayMinutes } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory, type Directory } from "../shared/directory.tsx";
import { useToday } from "../shared/today.ts";
import styles from "./pupils.module.css";

const progressWords = { "not-yet": "not yet", nearly: "nearly", "got-it": "got it" } as const;

export function PupilSessions({ id }: { readonly id: PupilId }) {
  const { device } = useAlongside();
  const directory = useDirectory();
  const today = useToday();
  const ofPupil = { index: "[pupilId+date]", from: [id, addDays(today, -42)], to: [id, today] };
  const marks = useRecords(device, records.mark, ofPupil);
  const notes = useRecords(device, records.note, ofPupil);
  const ids = marks?.map((one) => one.record.sessionId);
  const sessions = useRecords(device, records.session, ids === undefined ? null : { ids });
  if (marks === undefined || notes === undefined || sessions === undefined) return <Skeleton lines={4} />;
  const counted = sessions
    .filter((one) => !one.record.voided)
    .toSorted((a, b) => (when(a) < when(b) ? 1 : -1));
  return (
    <Section title="Last six weeks">
      {counted.length === 0 && <p class={styles.soft}>No sessions yet.</p>}
      <ul class={styles.list}>
        {counted.map((one) => {
          const mark = marks.find((other) => other.record.sessionId === one.id)?.record;
          const note = notes.find((other) => other.record.sessionId === one.id)?.record.text;
          return (
            <li key={one.id}>
              <a
                href={`/log/${one.id}`}
              >{`${sayDayShort(one.record.date)}: ${titleOf(one.record, directory)}`}</a>
              <span>{` ${mark ? markWords(mark, one.record) : ""}`}</span>
              {note && <p class={styles.note}>{note}</p>}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function when({ record }: Stored<Session>): string {
  return `${record.date}|${String(record.start).padStart(5, "0")}`;
}

function titleOf(session: Session, directory: Directory): string {
  const group = session.groupId && directory.groupsById.get(session.groupId)?.record.name;
  const intervention =
    session.interventionId && directory.interventionsById.get(session.interventionId)?.record.name;
  return group ?? intervention ?? "Session";
}

function markWords(mark: Mark, session: Session): string {
  if (session.outcome === "lost") return "did not happen";
  const seconds = mark.intervals.reduce((sum, one) => sum + one.to - one.from, 0);
  const there = mark.status === "here" ? sayMinutes(seconds) : markStatusLabel[mark.status].toLowerCase();
  return mark.progress ? `${there}, target: ${progressWords[mark.progress]}` : there;
}
