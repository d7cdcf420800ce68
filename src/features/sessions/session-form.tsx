// The form of a session, new or corrected. What is typed stays until it is saved, whatever happens in between.
import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { Change } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Stack } from "../../ui/stack.tsx";
import { useDirtyForm } from "../shared/dirty-form.ts";
import { useLogDraft } from "../shared/log-draft.ts";
import { useSaving } from "../shared/saving.tsx";
import { draftProblems, type SessionDraft } from "../shared/session-draft.ts";
import { AdultFields } from "./adult-fields.tsx";
import { OutcomeFields } from "./outcome-fields.tsx";
import { PupilPicker } from "./pupil-picker.tsx";
import { PupilRows } from "./pupil-rows.tsx";
import { DraftIsBack } from "../shared/draft-is-back.tsx";
import { readSessionDraft } from "../shared/session-draft-schema.ts";
import { useDraft } from "../shared/use-draft.ts";
import { SameSessionNotice } from "./same-session-notice.tsx";
import styles from "./sessions.module.css";
import { WhatFields } from "./what-fields.tsx";
import { WhenFields } from "./when-fields.tsx";

export interface DraftPart {
  readonly draft: SessionDraft;
  readonly onChange: (draft: SessionDraft) => void;
  /** The sentence beside a field, once the person has tried to save. */
  readonly errorOf: (field: string) => string | undefined;
}

export function SessionForm(props: {
  readonly initial: SessionDraft;
  /** What the form is about, in ids: what was typed comes back under the same one. */
  readonly draftKey: string;
  readonly doneHref: string;
  /** From the timetable: what and where are known, and not asked again. */
  readonly isPlanned?: boolean;
  /** Saved together with the session, or not at all. */
  readonly also?: readonly Change[];
  /** After the commit, before the way on. */
  readonly onSaved?: () => Promise<void>;
}) {
  const kept = useDraft(`session|${props.draftKey}`, props.initial, readSessionDraft);
  const { value: draft, set: setDraft } = kept;
  const [attempt, setAttempt] = useState(0);
  const [isSaved, setIsSaved] = useState(false);
  const saving = useSaving();
  const logDraft = useLogDraft(saving);
  const { route } = useLocation();
  useDirtyForm(!isSaved && draft !== props.initial);
  const problems = attempt === 0 ? [] : draftProblems(draft);
  const errorOf = (field: string) => problems.find((one) => one.field === field)?.message;
  const part: DraftPart = { draft, onChange: setDraft, errorOf };
  const save = async (event: Event) => {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (draftProblems(draft).length > 0 || !(await logDraft(draft, false, props.also))) return;
    kept.drop();
    setIsSaved(true);
    await props.onSaved?.();
    route(props.doneHref);
  };
  const isDelivered = draft.outcome === "delivered";
  return (
    <form class={styles.form} onSubmit={(event) => void save(event)} noValidate>
      <Stack gap="large">
        {kept.isBack && <DraftIsBack onStartAfresh={kept.startAfresh} />}
        <ErrorSummary
          attempt={attempt}
          problems={problems.map((one) => ({ fieldId: `session-${one.field}`, message: one.message }))}
        />
        <ProblemNotice problem={saving.problem} />
        <SameSessionNotice draft={draft} />
        {props.isPlanned !== true && <PupilPicker {...part} />}
        <WhatFields {...part} isPlanned={props.isPlanned ?? false} />
        <OutcomeFields {...part} />
        <WhenFields {...part} />
        {isDelivered && draft.pupils.length > 0 && <PupilRows {...part} />}
        <AdultFields {...part} />
        <div class={styles.saveBar}>
          <Button type="submit" variant="primary" big wide busy={saving.isSaving}>
            Save
          </Button>
        </div>
      </Stack>
    </form>
  );
}
