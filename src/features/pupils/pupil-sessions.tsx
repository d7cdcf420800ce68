// What happened with one child in the last six weeks: each session with this child's own mark and note, and nobody else's.
import { useMemo } from "preact/hooks";
import * as records from "../../domain/records.ts";
import { lostReasonLabel, markStatusLabel } from "../../domain/session-labels.ts";
import { useRecords } from "../../storage/live.ts";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Tag } from "../../ui/tag.tsx";
import { sayDayShort, sayExact, sayTime } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useToday } from "../shared/today.ts";
import { recentPairs, sessionsOfChild, type ChildSession } from "./pupil-queries.ts";
import type { PupilPart } from "./pupil-screen.tsx";
import styles from "./pupils.module.css";

export function PupilSessions({ pupil, ids }: PupilPart) {
  const { device } = useAlongside();
  const today = useToday();
  const recent = useMemo(() => ({ index: "[pupilId+date]", anyOf: recentPairs(ids, today) }), [ids, today]);
  const marks = useRecords(device, records.mark, recent);
  const notes = useRecords(device, records.note, recent);
  const sessionIds = marks?.map((one) => String(one.record.sessionId));
  const sessions = useRecords(device, records.session, sessionIds ? { ids: sessionIds } : null);
  if (pupil.record.mergedInto) return null;
  if (!marks || !notes || !sessions) {
    return (
      <Section title="Last six weeks">
        <Skeleton lines={4} />
      </Section>
    );
  }
  const rows = sessionsOfChild(marks, sessions, notes);
  return (
    <Section title="Last six weeks">
      {rows.length === 0 ? (
        <p class={styles.soft}>Nothing logged in the last six weeks that this tablet may see.</p>
      ) : (
        <ul class={styles.rows}>
          {rows.map((row) => (
            <SessionOfChild key={`${row.id} ${row.mark.pupilId}`} row={row} />
          ))}
        </ul>
      )}
    </Section>
  );
}

const progressWords = { "not-yet": "Not yet", nearly: "Nearly", "got-it": "Got it" } as const;

function SessionOfChild({ row }: { readonly row: ChildSession }) {
  const { session, mark, contactSeconds, note } = row;
  return (
    <li class={styles.row}>
      <div class={styles.between}>
        <span>
          <a href={`/log/${row.id}`}>{`${sayDayShort(session.date)}, ${sayTime(session.start)}`}</a>{" "}
          <Title row={row} />
        </span>
        <span>
          {session.outcome === "lost" ? (
            <Tag tone="warm">{`Lost: ${lostReasonLabel[session.lostReason ?? "other"].toLowerCase()}`}</Tag>
          ) : mark.status === "here" ? (
            sayExact(contactSeconds)
          ) : (
            <Tag>
              {mark.reason ? `${markStatusLabel[mark.status]}: ${mark.reason}` : markStatusLabel[mark.status]}
            </Tag>
          )}{" "}
          {mark.progress && <Tag tone="info">{progressWords[mark.progress]}</Tag>}
        </span>
      </div>
      {note !== undefined && <p class={styles.note}>{note}</p>}
    </li>
  );
}

function Title({ row }: { readonly row: ChildSession }) {
  const { groupsById, interventionsById } = useDirectory();
  const { groupId, interventionId, className } = row.session;
  const group = groupId ? groupsById.get(groupId)?.record.name : undefined;
  const intervention = interventionId && interventionsById.get(interventionId)?.record.name;
  return <>{group ?? intervention ?? (className ? `Class support: ${className}` : "Session")}</>;
}
