// What an assessment is: whose, which form, when, which occasion, and who gave the answers. The form is chosen, never filled
// in by itself: what is usual is said in words.
import { boxallKindSchema, boxallVersionSchema } from "../../domain/boxall.ts";
import { boxallKindLabel, boxallVersionLabel } from "../../domain/boxall-labels.ts";
import type { BoxallKind, BoxallVersion } from "../../domain/boxall.ts";
import { usualVersion, type KnownAssessment } from "../../domain/boxall-standing.ts";
import { parseDay, type Day } from "../../domain/calendar.ts";
import type { StaffId } from "../../domain/ids.ts";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { DateChoice } from "../../ui/date-choice.tsx";
import type { FormProblem } from "../../ui/error-summary.tsx";
import { useToday } from "../shared/today.ts";
import { AssessorsField } from "./assessors-field.tsx";

export interface AssessmentDraft {
  readonly version: BoxallVersion | undefined;
  readonly kind: BoxallKind | undefined;
  readonly date: string | undefined;
  readonly assessorIds: readonly StaffId[];
}

export function assessmentProblems(draft: AssessmentDraft, today: Day): FormProblem[] {
  const date = parseDay(draft.date ?? "");
  const problems: (FormProblem | false)[] = [
    draft.version === undefined && { fieldId: "boxall-version", message: "Choose the form that was used." },
    draft.kind === undefined && { fieldId: "boxall-kind", message: "Choose the occasion." },
    date === undefined && { fieldId: "boxall-date", message: "Enter the day as day, month and year." },
    date !== undefined &&
      date > today && { fieldId: "boxall-date", message: "Enter a day that has been: today or earlier." },
    draft.assessorIds.length === 0 && {
      fieldId: "boxall-assessors",
      message: "Choose who gave the answers.",
    },
    draft.assessorIds.length > 4 && { fieldId: "boxall-assessors", message: "Choose at most four people." },
  ];
  return problems.filter((one) => one !== false);
}

export function AssessmentFields(props: {
  readonly draft: AssessmentDraft;
  readonly onChange: (draft: AssessmentDraft) => void;
  readonly problems: readonly FormProblem[];
  readonly yearGroup: string | undefined;
  readonly earlier: readonly KnownAssessment[];
}) {
  const { draft, problems } = props;
  const today = useToday();
  const set = (part: Partial<AssessmentDraft>) => props.onChange({ ...draft, ...part });
  const errorOf = (fieldId: string) => problems.find((one) => one.fieldId === fieldId)?.message;
  const usual = usualVersion(props.yearGroup, props.earlier);
  const isOther = usual && draft.version !== undefined && draft.version !== usual.version;
  return (
    <>
      <ChipGroup<BoxallVersion>
        id="boxall-version"
        label="Form"
        hint={usual && usualWords(usual)}
        options={boxallVersionSchema.options.map((value) => ({ value, label: boxallVersionLabel[value] }))}
        value={draft.version}
        onChange={(version) => set({ version })}
        error={errorOf("boxall-version")}
      />
      {isOther && (
        <p>
          Another form than is usual here: fine if it is the one on the paper. Forms for children and young
          people are not compared.
        </p>
      )}
      <ChipGroup<BoxallKind>
        id="boxall-kind"
        label="Occasion"
        hint="A baseline before the first day in the group is usual."
        options={boxallKindSchema.options.map((value) => ({ value, label: boxallKindLabel[value] }))}
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        error={errorOf("boxall-kind")}
      />
      <DateChoice
        id="boxall-date"
        label="Completed on"
        value={draft.date}
        onChange={(date) => set({ date })}
        today={today}
        error={errorOf("boxall-date")}
      />
      <AssessorsField
        values={draft.assessorIds}
        onChange={(assessorIds) => set({ assessorIds })}
        error={errorOf("boxall-assessors")}
      />
    </>
  );
}

function usualWords({ version, why }: NonNullable<ReturnType<typeof usualVersion>>): string {
  return why === "begun-with"
    ? `This child's last one was ${boxallVersionLabel[version]}: keep to it, so that they compare.`
    : `${boxallVersionLabel[version]} is usual for this year group.`;
}
