// The one form of a child's scores: restricted ones on the child's page, measures on the group's. It asks; what is asked of
// it becomes a record is the page's own.
import type { ComponentChildren } from "preact";
import { measureMomentLabel, measureMomentSchema } from "../../domain/intervention-measure.ts";
import {
  answeredByLabel,
  answeredBySchema,
  instrumentLabel,
  instrumentSchema,
  scalesOf,
  sdqTotal,
} from "../../domain/named-score.ts";
import { scaleKey, type Scale } from "../../domain/score.ts";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { DateChoice } from "../../ui/date-choice.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { FieldGroup } from "../../ui/field-group.tsx";
import { Select, type SelectOption } from "../../ui/select.tsx";
import { Stack } from "../../ui/stack.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { OwnScaleFields } from "./own-scale-fields.tsx";
import {
  fieldOfScale,
  totalOfDraft,
  type DraftProblem,
  type ScoreDraft,
  type ScoreUse,
} from "./score-draft.ts";
import styles from "./scores.module.css";
import { useToday } from "./today.ts";

export interface ScorePart {
  readonly draft: ScoreDraft;
  readonly onChange: (draft: ScoreDraft) => void;
  /** The sentence beside a field, once somebody tried to save. */
  readonly errorOf: (field: string) => string | undefined;
  /** Tells the fields of this form from those of another on the page. */
  readonly prefix: string;
}

export interface ScoreFormProps extends Pick<ScorePart, "draft" | "onChange" | "prefix"> {
  readonly use: ScoreUse;
  /** Nothing until somebody tried to save. */
  readonly problems: readonly DraftProblem[];
  readonly attempt: number;
  /** Scales that were used here before. */
  readonly known: readonly Scale[];
  /** Of a measure: the children of the group. */
  readonly pupils?: readonly SelectOption<string>[];
}

export function ScoreForm({ use, problems, attempt, known, pupils, ...rest }: ScoreFormProps) {
  const errorOf = (field: string) => problems.find((one) => one.field === field)?.message;
  const part: ScorePart = { ...rest, errorOf };
  return (
    <Stack>
      <ErrorSummary
        attempt={attempt}
        problems={problems.map(({ field, message }) => ({ fieldId: `${rest.prefix}-${field}`, message }))}
      />
      {use === "named" ? <NamedFields {...part} /> : <MeasureFields {...part} pupils={pupils ?? []} />}
      <DayField {...part} />
      {rest.draft.instrument === "own" ? (
        <OwnScaleFields {...part} known={known} />
      ) : (
        <KnownScaleFields {...part} />
      )}
    </Stack>
  );
}

const instruments = instrumentSchema.options.map((value) => ({ value, label: instrumentLabel[value] }));
const answerers = answeredBySchema.options.map((value) => ({ value, label: answeredByLabel[value] }));
const moments = measureMomentSchema.options.map((value) => ({ value, label: measureMomentLabel[value] }));

function NamedFields({ draft, onChange, errorOf, prefix }: ScorePart) {
  return (
    <>
      <ChipGroup
        label="Score of"
        options={instruments}
        value={draft.instrument}
        onChange={(instrument) => onChange({ ...draft, instrument })}
      />
      <ChipGroup
        id={`${prefix}-answered-by`}
        label="Who answered"
        options={answerers}
        value={draft.answeredBy}
        onChange={(answeredBy) => onChange({ ...draft, answeredBy })}
        error={errorOf("answered-by")}
      />
    </>
  );
}

function MeasureFields(props: ScorePart & { readonly pupils: readonly SelectOption<string>[] }) {
  const { draft, onChange, errorOf, prefix } = props;
  const { pupilId: _before, ...without } = draft;
  return (
    <>
      <Select
        id={`${prefix}-pupil`}
        label="Child"
        options={props.pupils}
        value={draft.pupilId}
        onChange={(pupilId) => onChange(pupilId === undefined ? without : { ...draft, pupilId })}
        error={errorOf("pupil")}
      />
      <ChipGroup
        id={`${prefix}-moment`}
        label="When in the intervention"
        options={moments}
        value={draft.moment}
        onChange={(moment) => onChange({ ...draft, moment })}
        error={errorOf("moment")}
      />
    </>
  );
}

function DayField({ draft, onChange, errorOf, prefix }: ScorePart) {
  const today = useToday();
  const { date: _before, ...without } = draft;
  return (
    <DateChoice
      id={`${prefix}-date`}
      label="Day"
      value={draft.date}
      onChange={(date) => onChange(date === undefined ? without : { ...draft, date })}
      today={today}
      error={errorOf("date")}
    />
  );
}

function KnownScaleFields({ draft, onChange, errorOf, prefix }: ScorePart) {
  const total = totalOfDraft(draft);
  const hint = (scale: Scale): ComponentChildren => {
    const range = `${scale.min} to ${scale.max}`;
    if (scaleKey(scale) !== scaleKey(sdqTotal)) return range;
    return total === undefined
      ? `${range}. Worked out from the four scales`
      : `The four scales make ${total}`;
  };
  return (
    <FieldGroup label="Scores" hint="Enter what you have and leave the rest empty.">
      <div class={styles.values}>
        {scalesOf[draft.instrument].map((scale) => (
          <TextField
            key={scale.name}
            id={`${prefix}-${fieldOfScale(scale)}`}
            label={scale.name}
            hint={hint(scale)}
            value={draft.texts[scale.name] ?? ""}
            onChange={(text) => onChange({ ...draft, texts: { ...draft.texts, [scale.name]: text } })}
            inputMode="numeric"
            width="short"
            maxLength={6}
            error={errorOf(fieldOfScale(scale))}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
