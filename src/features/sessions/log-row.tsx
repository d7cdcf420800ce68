// One of my sessions in My log, with where it is on its way.
import { type Session } from "../../domain/session.ts";
import { lostReasonLabel } from "../../domain/session-labels.ts";
import type { Stored } from "../../storage/read.ts";
import { Tag } from "../../ui/tag.tsx";
import { sayMinutes, sayTime } from "../../ui/words.ts";
import { useDirectory } from "../shared/directory.tsx";
import { storedEnd } from "../shared/session-changes.ts";
import { sessionTitle } from "../shared/session-title.ts";
import own from "./my-log.module.css";
import type { LogState } from "./my-log-queries.ts";
import styles from "./sessions.module.css";

export function LogRow({ session, state }: { readonly session: Stored<Session>; readonly state: LogState }) {
  const directory = useDirectory();
  const { record } = session;
  const needsAttention = state === "Needs attention";
  return (
    <li class={own.item}>
      <a class={styles.logRow} href={`/log/${session.id}`}>
        <span class={styles.time}>{sayTime(record.start)}</span>
        <span class={styles.logTitle}>{sessionTitle(record, directory)}</span>
        {record.voided ? (
          <Tag>Undone</Tag>
        ) : record.outcome === "lost" ? (
          <Tag tone="warm">{`Lost: ${lostReasonLabel[record.lostReason ?? "other"].toLowerCase()}`}</Tag>
        ) : (
          <span class={styles.soft}>{sayMinutes(storedEnd(record) - record.start)}</span>
        )}
        {!needsAttention && (
          <Tag tone={state === "Sent" ? "good" : "neutral"} icon={state === "Sent" ? "check" : "cloud"}>
            {state}
          </Tag>
        )}
      </a>
      {needsAttention && (
        <a class={own.attention} href="/attention">
          <Tag tone="bad" icon="alert">
            {state}
          </Tag>
        </a>
      )}
    </li>
  );
}
