// What the group did this half-day, in a few words without a name.
import type { HalfDayPlan } from "../../domain/nurture-register.ts";
import * as records from "../../domain/records.ts";
import type { Session } from "../../domain/session.ts";
import type { Stored } from "../../storage/read.ts";
import { change, make } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirtyForm } from "../shared/dirty-form.ts";
import { authorOf } from "../shared/log-draft.ts";
import { useDraft } from "../shared/use-draft.ts";
import styles from "./nurture-register.module.css";
import { registerSession } from "./register-changes.ts";
import type { RegisterSaving } from "./use-register.ts";

const mostLength = 120;
const readText = (kept: unknown) => (typeof kept === "string" ? kept : undefined);

export function ActivityField(props: {
  readonly plan: HalfDayPlan;
  readonly session: Stored<Session> | undefined;
  readonly saving: RegisterSaving;
}) {
  const { plan, session, saving } = props;
  const { device } = useAlongside();
  const kept = useDraft<string | undefined>(`activity|${plan.sessionId}`, undefined, readText);
  const stored = session?.record.activity ?? "";
  const text = kept.value ?? stored;
  const isChanged = text.trim() !== stored;
  const isTooLong = text.trim().length > mostLength;
  useDirtyForm(isChanged);
  const save = async () => {
    if (isTooLong) return;
    const activity = text.trim();
    const isSaved = await saving.alter((before, about) =>
      before === undefined
        ? [make(records.session, plan.sessionId, { ...registerSession(about, authorOf(device)), activity })]
        : [change(records.session, before.session, { activity })],
    );
    if (isSaved) kept.startAfresh();
  };
  return (
    <div class={styles.activity}>
      <TextField
        label="What the group did"
        hint="A few words, without a name."
        optional
        value={text}
        onChange={kept.set}
        maxLength={mostLength}
        error={isTooLong ? `Write at most ${mostLength} characters.` : undefined}
      />
      {isChanged && <Button onClick={() => void save()}>Save what the group did</Button>}
    </div>
  );
}
