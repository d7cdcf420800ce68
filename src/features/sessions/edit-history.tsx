// What was corrected, by whom and when: read from records that nobody can change.
import { pupilName } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import { staffIdSchema } from "../../domain/ids.ts";
import { dayInZone, secondsOfDayInZone } from "../../domain/calendar.ts";
import type { Correction, Session } from "../../domain/session.ts";
import { useRecords } from "../../storage/live.ts";
import type { Stored } from "../../storage/read.ts";
import { Section } from "../../ui/section.tsx";
import { sayDay, sayTime } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory, type Directory } from "../shared/directory.tsx";
import styles from "./sessions.module.css";

export function EditHistory({ session }: { readonly session: Stored<Session> }) {
  const { device } = useAlongside();
  const directory = useDirectory();
  const corrections = useRecords(device, records.correction, { index: "sessionId", equals: session.id });
  const inOrder = (corrections ?? []).toSorted((a, b) =>
    a.record.recordedAt < b.record.recordedAt ? 1 : -1,
  );
  return (
    <Section title="History">
      <ul class={styles.history}>
        {inOrder.map(({ id, record }) => (
          <li key={id}>
            <p
              class={styles.soft}
            >{`${whenWords(record.recordedAt)}, ${staffName(record.authorId, directory)}`}</p>
            <ul>
              {record.changes.map((one, at) => (
                <li key={at}>{changeWords(one, directory)}</li>
              ))}
            </ul>
          </li>
        ))}
        <li>
          <p class={styles.soft}>
            {`${whenWords(session.record.recordedAt)}, ${staffName(session.record.authorId, directory)}: logged`}
          </p>
        </li>
      </ul>
    </Section>
  );
}

const whatWords: Readonly<Record<Correction["changes"][number]["what"], string>> = {
  outcome: "Whether it happened",
  reason: "Reason",
  time: "Time",
  adults: "Adults",
  pupil: "",
  note: "Note about",
  group: "Group",
  undone: "The log",
  intervention: "Intervention",
};

function changeWords(one: Correction["changes"][number], directory: Directory): string {
  const pupil = one.pupilId && directory.pupil(one.pupilId)?.record;
  const subject = [whatWords[one.what], pupil ? pupilName(pupil) : ""].filter(Boolean).join(" ");
  const words = (value: string) => (value === "" ? "nothing" : idWords(one.what, value, directory));
  return `${subject}: ${words(one.before)} → ${words(one.after)}`;
}

function idWords(what: Correction["changes"][number]["what"], value: string, directory: Directory): string {
  if (what === "adults")
    return value
      .split(" ")
      .map((id) => staffName(id, directory))
      .join(", ");
  if (what === "group")
    return [...directory.groupsById].find(([id]) => id === value)?.[1].record.name ?? "another group";
  if (what === "intervention")
    return [...directory.interventionsById].find(([id]) => id === value)?.[1].record.name ?? "another";
  return value;
}

function staffName(id: string, directory: Directory): string {
  const parsed = staffIdSchema.safeParse(id);
  return (
    (parsed.success && directory.staffById.get(parsed.data)?.record.name) || "An adult not on this tablet"
  );
}

function whenWords(instant: string): string {
  const ms = Date.parse(instant);
  return `${sayDay(dayInZone(ms))}, ${sayTime(secondsOfDayInZone(ms))}`;
}
