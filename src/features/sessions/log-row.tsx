// One of my sessions in My log, with where it is on its way.
import { lostReasonLabel, type Session } from "../../domain/session.ts";
import type { Stored } from "../../storage/read.ts";
import { Tag } from "../../ui/tag.tsx";
import { sayMinutes, sayTime } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { storedEnd } from "../shared/session-changes.ts";
import styles from "./sessions.module.css";

export function LogRow({ session }: { readonly session: Stored<Session> }) {
  const { sync } = useAlongside();
  const { groupsById, interventionsById } = useDirectory();
  const { record } = session;
  const group = record.groupId ? groupsById.get(record.groupId)?.record.name : undefined;
  const intervention = record.interventionId && interventionsById.get(record.interventionId)?.record.name;
  const title =
    group ?? intervention ?? (record.className ? `Class support: ${record.className}` : "Session");
  const isSending = sync.status.value.phase === "syncing";
  const state = session.pendingN === 0 ? "Sent" : isSending ? "Sending" : "Saved on this tablet";
  return (
    <li>
      <a class={styles.logRow} href={`/log/${session.id}`}>
        <span class={styles.time}>{sayTime(record.start)}</span>
        <span class={styles.logTitle}>{title}</span>
        {record.voided ? (
          <Tag>Undone</Tag>
        ) : record.outcome === "lost" ? (
          <Tag tone="warm">{`Lost: ${lostReasonLabel[record.lostReason ?? "other"].toLowerCase()}`}</Tag>
        ) : (
          <span class={styles.soft}>{sayMinutes(storedEnd(record) - record.start)}</span>
        )}
        <Tag
          tone={session.pendingN === 0 ? "good" : "neutral"}
          icon={session.pendingN === 0 ? "check" : "cloud"}
        >
          {state}
        </Tag>
      </a>
    </li>
  );
}
