// Each child of the session: there, late, gone early, or not there; how it went; one note each.
import { useState } from "preact/hooks";
import { type MarkStatus } from "../../domain/session.ts";
import { markStatusLabel } from "../../domain/session-labels.ts";
import { pupilName } from "../../domain/pupil.ts";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Section } from "../../ui/section.tsx";
import { Cluster } from "../../ui/stack.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { TimeField } from "../../ui/time-field.tsx";
import { useDirectory } from "../shared/directory.tsx";
import type { DraftPupil } from "../shared/session-draft.ts";
import type { DraftPart } from "./session-form.tsx";
import styles from "./sessions.module.css";

const statuses: readonly { value: MarkStatus; label: string }[] = [
  { value: "here", label: "Here" },
  { value: "absent", label: "Absent" },
  { value: "elsewhere", label: "Elsewhere" },
  { value: "refused", label: "Refused" },
];

export function PupilRows({ draft, onChange, errorOf }: DraftPart) {
  const directory = useDirectory();
  const end = draft.start + draft.plannedSeconds;
  const set = (pupil: DraftPupil) =>
    onChange({ ...draft, pupils: draft.pupils.map((one) => (one.pupilId === pupil.pupilId ? pupil : one)) });
  const lead = directory.school?.record.safeguardingLead;
  return (
    <Section title="Who came">
      <ul class={styles.pupils}>
        {draft.pupils.map((pupil) => {
          const card = directory.pupil(pupil.pupilId)?.record;
          const name = card ? pupilName(card) : "A child not on this tablet";
          const error = errorOf(`pupil-${pupil.pupilId}`);
          return (
            <li key={pupil.pupilId}>
              <PupilRow
                pupil={pupil}
                name={name}
                start={draft.start}
                end={end}
                error={error}
                onChange={set}
              />
            </li>
          );
        })}
      </ul>
      <p class={styles.soft}>
        {`Notes are not a safeguarding log. If you are worried about a child, tell ${lead ?? "your safeguarding lead"} now. The family can ask to read this.`}
      </p>
    </Section>
  );
}

function PupilRow(props: {
  readonly pupil: DraftPupil;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly error: string | undefined;
  readonly onChange: (pupil: DraftPupil) => void;
}) {
  const { pupil, name, onChange } = props;
  const isTimed = pupil.from !== undefined || pupil.to !== undefined;
  const [showsTimes, setShowsTimes] = useState(isTimed);
  const options = statuses.some((one) => one.value === pupil.status)
    ? statuses
    : [...statuses, { value: pupil.status, label: markStatusLabel[pupil.status] }];
  return (
    <div class={styles.pupil}>
      <ChipGroup
        id={`session-pupil-${pupil.pupilId}`}
        label={name}
        options={options}
        value={pupil.status}
        onChange={(status) => onChange({ ...pupil, status })}
        error={props.error}
      />
      {pupil.status === "here" && !showsTimes && (
        <button
          type="button"
          class={styles.textButton}
          aria-label={`Late or left early: ${name}`}
          onClick={() => setShowsTimes(true)}
        >
          Late or left early
        </button>
      )}
      {pupil.status === "here" && showsTimes && (
        <Cluster align="start">
          <TimeField
            label="Came at"
            value={pupil.from ?? props.start}
            onChange={(from) => onChange(withTime(pupil, "from", from, props.start))}
          />
          <TimeField
            label="Left at"
            value={pupil.to ?? props.end}
            onChange={(to) => onChange(withTime(pupil, "to", to, props.end))}
          />
        </Cluster>
      )}
      <Disclosure
        summary={pupil.note ? "Note and progress (written)" : "Note and progress"}
        open={Boolean(pupil.note)}
      >
        <ChipGroup
          label="Target"
          options={[
            { value: "not-yet", label: "Not yet" },
            { value: "nearly", label: "Nearly" },
            { value: "got-it", label: "Got it" },
          ]}
          value={pupil.progress ?? undefined}
          onChange={(progress) => onChange({ ...pupil, progress })}
        />
        <TextArea
          label={`Note about ${name}`}
          value={pupil.note ?? ""}
          onChange={(note) => onChange({ ...pupil, note })}
          maxLength={500}
          optional
        />
      </Disclosure>
    </div>
  );
}

/** A time equal to the session's own is no exception and is not kept. */
function withTime(
  pupil: DraftPupil,
  which: "from" | "to",
  value: number | undefined,
  own: number,
): DraftPupil {
  const { [which]: _old, ...rest } = pupil;
  return value === undefined || value === own ? rest : { ...rest, [which]: value };
}
