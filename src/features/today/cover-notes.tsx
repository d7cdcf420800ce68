// What somebody who covers needs: each child's target and the last note about them in this group.
import { useState } from "preact/hooks";
import { addDays, type Day } from "../../domain/calendar.ts";
import type { PlannedSession } from "../../domain/planned-session.ts";
import * as records from "../../domain/records.ts";
import { useRecords } from "../../storage/live.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { sayDayShort } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { targetsOf } from "./plan-names.ts";
import { firstNames } from "../shared/people-names.ts";
import styles from "./today.module.css";

export function CoverNotes({ plan, day }: { readonly plan: PlannedSession; readonly day: Day }) {
  const directory = useDirectory();
  const targets = targetsOf(plan, day, directory);
  if (plan.pupilIds.length === 0) return null;
  return (
    <Disclosure summary="Targets and last notes">
      <dl class={styles.targets}>
        {firstNames(plan.pupilIds, directory).map(({ id, name }) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd>{targets.find((one) => one.id === id)?.text ?? "No target yet"}</dd>
            <LastNote pupilId={id} day={day} />
          </div>
        ))}
      </dl>
    </Disclosure>
  );
}

/** The newest note of the last eight weeks. */
function LastNote({ pupilId, day }: { readonly pupilId: string; readonly day: Day }) {
  const { device } = useAlongside();
  const [from] = useState(() => addDays(day, -56));
  const notes = useRecords(device, records.note, {
    index: "[pupilId+date]",
    from: [pupilId, from],
    to: [pupilId, day],
  });
  const last = notes?.toSorted((a, b) => (a.record.recordedAt < b.record.recordedAt ? 1 : -1))[0]?.record;
  if (last === undefined || last.text === "") return null;
  return <dd class={styles.soft}>{`${sayDayShort(last.date)}: ${last.text}`}</dd>;
}
