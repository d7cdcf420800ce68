// The form of a place: new, or changed. Its dates come in the order in which things happen.
import { entryReasonSchema, exitReasonSchema } from "../../domain/nurture-placement.ts";
import { entryReasonLabel, exitReasonLabel } from "../../domain/nurture-labels.ts";
import type { HalfDay } from "../../domain/half-days.ts";
import { Combobox } from "../../ui/combobox.tsx";
import { DateField } from "../../ui/date-field.tsx";
import { ErrorSummary, type FormProblem } from "../../ui/error-summary.tsx";
import { Select } from "../../ui/select.tsx";
import { usePupilOptions } from "../shared/pupil-options.ts";
import { useToday } from "../shared/today.ts";
import { HalfDayField } from "./half-day-field.tsx";
import { exitReasonQuestion, labelOfDate, type PlaceDate, type PlaceDraft } from "./place-draft.ts";

export interface PlaceFormProps {
  readonly draft: PlaceDraft;
  readonly onChange: (draft: PlaceDraft) => void;
  readonly problems: readonly FormProblem[];
  readonly attempt: number;
  readonly isNew: boolean;
  readonly meets: readonly HalfDay[];
}

export function PlaceForm(props: PlaceFormProps) {
  const { draft, onChange, problems, isNew, meets } = props;
  return (
    <>
      <ErrorSummary problems={problems} attempt={props.attempt} />
      {isNew && <PupilField {...props} />}
      <Dates {...props} keys={["referredOn", "parentsInformedOn", "agreedOn", "startedOn"]} />
      {isNew && meets.length > 0 && (
        <HalfDayField
          label="Half-days"
          hint="On which the child comes at first. This can be changed from any day on."
          values={draft.halfDays}
          meets={meets}
          onChange={(halfDays) => onChange({ ...draft, halfDays })}
        />
      )}
      <Select
        label="Why the child has a place"
        optional
        options={entryReasonSchema.options.map((value) => ({ value, label: entryReasonLabel[value] }))}
        value={draft.entryReason ?? undefined}
        onChange={(entryReason) => onChange({ ...draft, entryReason })}
      />
      <Dates {...props} keys={["plannedEnd"]} />
      {!isNew && <Leaving {...props} />}
    </>
  );
}

function PupilField({ draft, onChange, problems }: PlaceFormProps) {
  const options = usePupilOptions(useToday());
  return (
    <Combobox
      id="place-pupil"
      label="Child"
      options={options}
      value={draft.pupilId}
      onChange={(pupilId) => onChange({ ...draft, pupilId })}
      error={errorOf(problems, "place-pupil")}
    />
  );
}

function Dates({
  draft,
  onChange,
  problems,
  keys,
}: PlaceFormProps & { readonly keys: readonly PlaceDate[] }) {
  return (
    <>
      {keys.map((key) => (
        <DateField
          key={key}
          id={`place-${key}`}
          label={labelOfDate(key, draft)}
          optional
          value={draft.dates[key]}
          onChange={(day, isUnclear) => {
            const others = draft.unclear.filter((one) => one !== key);
            const unclear = isUnclear ? [...others, key] : others;
            onChange({ ...draft, unclear, dates: { ...draft.dates, [key]: day } });
          }}
          error={errorOf(problems, `place-${key}`)}
        />
      ))}
    </>
  );
}

function Leaving(props: PlaceFormProps) {
  const { draft, onChange, problems } = props;
  return (
    <>
      <Dates {...props} keys={["endedOn"]} />
      {draft.dates.endedOn !== undefined && (
        <Select
          id="place-exitReason"
          label={exitReasonQuestion(draft)}
          options={exitReasonSchema.options.map((value) => ({ value, label: exitReasonLabel[value] }))}
          value={draft.exitReason ?? undefined}
          onChange={(exitReason) => onChange({ ...draft, exitReason })}
          error={errorOf(problems, "place-exitReason")}
        />
      )}
    </>
  );
}

function errorOf(problems: readonly FormProblem[], fieldId: string): string | undefined {
  return problems.find((one) => one.fieldId === fieldId)?.message;
}
