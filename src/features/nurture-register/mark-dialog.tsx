// The details of one child's mark: late and early in minutes, in school but elsewhere and why, the check-in, one note.
import * as z from "zod/mini";
import {
  hereWish,
  missedSeconds,
  type HalfDayPlan,
  type RegisterWish,
} from "../../domain/nurture-register.ts";
import type { PupilId } from "../../domain/ids.ts";
import { type Mark } from "../../domain/session.ts";
import { markStatusLabel } from "../../domain/session-labels.ts";
import { Button } from "../../ui/button.tsx";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { NumberStepper } from "../../ui/number-stepper.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Stack } from "../../ui/stack.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useDirectory } from "../shared/directory.tsx";
import { useDraft } from "../shared/use-draft.ts";
import type { RegisterSaving } from "./use-register.ts";

const statuses = ["here", "absent", "elsewhere", "not-expected", "blank"] as const;
const formSchema = z.object({
  status: z.enum([...statuses, "refused"]),
  /** Null while what is typed is no number. */
  late: z.nullable(z.number()),
  early: z.nullable(z.number()),
  reason: z.string(),
  note: z.string(),
});
type MarkForm = z.infer<typeof formSchema>;
const mostNote = 500;

function readForm(kept: unknown): MarkForm | undefined {
  const parsed = formSchema.safeParse(kept);
  return parsed.success ? parsed.data : undefined;
}

/** What stands in the form at first: the mark as it is, an absent child who came after all as late. */
function formOf(mark: Mark | undefined, note: string, plan: HalfDayPlan): MarkForm {
  const { lateSeconds, earlySeconds } = missedSeconds(mark ?? { intervals: [] }, plan);
  return {
    status: mark?.status ?? "blank",
    late: Math.round(lateSeconds / 60),
    early: Math.round(earlySeconds / 60),
    reason: mark?.reason ?? "",
    note,
  };
}

function formProblem({ status, late, early, reason, note }: MarkForm, plan: HalfDayPlan): string | undefined {
  const minutes = Math.floor((plan.end - plan.start) / 60);
  const isWhole = Number.isInteger(late) && Number.isInteger(early);
  if (status === "here" && (!isWhole || (late ?? 0) + (early ?? 0) >= minutes))
    return `Late and early together are less than ${minutes} minutes: the half-day is that long.`;
  if (reason.trim().length > 60) return "Write at most 60 characters for where the child was.";
  return note.trim().length > mostNote ? `Write at most ${mostNote} characters in the note.` : undefined;
}

function wishOf(form: MarkForm, plan: HalfDayPlan): RegisterWish {
  const { status, late, early } = form;
  if (status !== "here")
    return { status, intervals: [], reason: status === "elsewhere" ? form.reason.trim() || null : null };
  const interval = { from: plan.start + (late ?? 0) * 60, to: plan.end - (early ?? 0) * 60 };
  return { ...hereWish(plan), intervals: [interval] };
}

export function MarkDialog(props: {
  readonly pupilId: PupilId;
  readonly name: string;
  readonly plan: HalfDayPlan;
  readonly mark: Mark | undefined;
  readonly note: string;
  readonly saving: RegisterSaving;
  readonly onClose: () => void;
}) {
  const { pupilId, plan, saving } = props;
  const initial = formOf(props.mark, props.note, plan);
  const kept = useDraft<MarkForm>(`register|${plan.sessionId}|${pupilId}`, initial, readForm);
  const form = kept.value;
  const problem = formProblem(form, plan);
  const close = () => {
    kept.drop();
    props.onClose();
  };
  const save = async () => {
    if (problem !== undefined) return;
    const entry = { pupilId, wish: wishOf(form, plan), note: form.note };
    if (await saving.enter(() => [entry])) close();
  };
  return (
    <Dialog
      open
      title={props.name}
      onClose={close}
      actions={
        <Button variant="primary" onClick={() => void save()}>
          Save
        </Button>
      }
    >
      <Stack>
        <ProblemNotice problem={saving.problem ?? problem} />
        <MarkFields form={form} onChange={kept.set} plan={plan} />
      </Stack>
    </Dialog>
  );
}

function MarkFields(props: {
  readonly form: MarkForm;
  readonly onChange: (form: MarkForm) => void;
  readonly plan: HalfDayPlan;
}) {
  const { form, plan } = props;
  const lead = useDirectory().school?.record.safeguardingLead;
  const set = (part: Partial<MarkForm>) => props.onChange({ ...form, ...part });
  const most = Math.floor((plan.end - plan.start) / 60) - 1;
  return (
    <>
      <ChipGroup
        label="Where the child is"
        options={statuses.map((value) => ({ value, label: markStatusLabel[value] }))}
        value={statuses.find((one) => one === form.status)}
        onChange={(status) => set({ status })}
      />
      {form.status === "here" && (
        <>
          <Minutes label="Came late" value={form.late} most={most} onChange={(late) => set({ late })} />
          <Minutes label="Left early" value={form.early} most={most} onChange={(early) => set({ early })} />
        </>
      )}
      {form.status === "elsewhere" && (
        <TextField
          label="Where, or why"
          optional
          value={form.reason}
          onChange={(reason) => set({ reason })}
          maxLength={60}
        />
      )}
      <TextArea
        label="Note"
        optional
        hint={`One note a child and half-day.${lead ? ` A worry about a child goes to ${lead}, not here.` : ""}`}
        value={form.note}
        onChange={(note) => set({ note })}
        maxLength={mostNote}
      />
    </>
  );
}

function Minutes(props: {
  readonly label: string;
  readonly value: number | null;
  readonly most: number;
  readonly onChange: (minutes: number | null) => void;
}) {
  const isWhole = props.value !== null && Number.isInteger(props.value);
  return (
    <NumberStepper
      label={props.label}
      value={props.value ?? undefined}
      onChange={(minutes) => props.onChange(minutes ?? null)}
      step={5}
      max={props.most}
      unit="minutes"
      error={isWhole ? undefined : `Enter whole minutes from 0 to ${props.most}.`}
    />
  );
}
