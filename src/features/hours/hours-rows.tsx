// The rows behind the totals: one an intervention, group and rule; each opens to its sessions, each session to its working.
import { divisorRuleLabel } from "../../domain/group.ts";
import type { PupilId } from "../../domain/ids.ts";
import type { HoursRow, PupilHours, WorkedLine } from "../../domain/pupil-hours.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Section } from "../../ui/section.tsx";
import { Tag } from "../../ui/tag.tsx";
import { sayDayShort, sayExact, sayMinutes, sayTime } from "../../ui/words.ts";
import { useDirectory, type Directory } from "../shared/directory.tsx";
import styles from "./hours.module.css";
import { SessionWorking } from "./session-working.tsx";

export function HoursRows({
  hours,
  pupilIds,
}: {
  readonly hours: PupilHours;
  readonly pupilIds: readonly PupilId[];
}) {
  const directory = useDirectory();
  if (hours.rows.length === 0) {
    return (
      <EmptyState title="Nothing received in this period">
        Sessions appear here as soon as they are logged.
      </EmptyState>
    );
  }
  const lineById = new Map(hours.sessions.map((one) => [one.sessionId, one]));
  return (
    <Section title="Behind the figures">
      {hours.rows.map((row) => (
        <div key={row.key} class={styles.row}>
          <h3>{rowTitle(row, directory)}</h3>
          <p>
            {`Contact ${sayExact(row.totals.contactSeconds)}. Apportioned ${sayExact(row.totals.apportionedSeconds)}. Adult ${sayExact(row.totals.adultSeconds)}. Attended ${row.totals.attended} of ${row.totals.delivered}.`}
          </p>
          <p class={styles.soft}>{`Divisor rule: ${divisorRuleLabel[row.rule].toLowerCase()}`}</p>
          <Disclosure
            summary={`Show the ${row.sessionIds.length === 1 ? "session" : `${row.sessionIds.length} sessions`}`}
          >
            <ul class={styles.sessions}>
              {row.sessionIds.map((id) => {
                const line = lineById.get(id);
                return line && <SessionLine key={id} line={line} pupilIds={pupilIds} />;
              })}
            </ul>
          </Disclosure>
        </div>
      ))}
    </Section>
  );
}

function SessionLine({
  line,
  pupilIds,
}: {
  readonly line: WorkedLine;
  readonly pupilIds: readonly PupilId[];
}) {
  const words =
    line.attendance === "missed"
      ? "Missed"
      : `Contact ${sayMinutes(line.contactSeconds)}, apportioned ${sayExact(line.apportionedSeconds)}`;
  return (
    <li>
      <p>
        <a href={`/log/${line.sessionId}`}>{`${sayDayShort(line.date)}, ${sayTime(line.start)}`}</a>
        {` ${words} `}
        {line.overlaps.length > 0 && <Tag tone="warm">Overlaps with another session</Tag>}
      </p>
      <SessionWorking line={line} pupilIds={pupilIds} />
    </li>
  );
}

function rowTitle(row: HoursRow, directory: Directory): string {
  const intervention = row.interventionId
    ? directory.interventionsById.get(row.interventionId)?.record.name
    : undefined;
  const group = row.groupId ? directory.groupsById.get(row.groupId)?.record.name : undefined;
  const type = {
    intervention: "Intervention",
    "class-support": "Class support",
    "personal-care": "Personal care",
    other: "Other support",
  }[row.type];
  // Groups are often named after what they do: "Phonics: Otters" need not be told twice.
  if (intervention !== undefined && group?.startsWith(intervention)) return group;
  return [intervention ?? type, group].filter((one) => one !== undefined).join(": ");
}
