// One time of the timetable, to change or end. A changed time is a new slot: the old one ends the day before, and its past
// stays where it was.
import { useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { addDays, type Day } from "../../domain/calendar.ts";
import * as records from "../../domain/records.ts";
import type { Slot } from "../../domain/timetable.ts";
import type { Stored } from "../../storage/read.ts";
import { change, make } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Cluster } from "../../ui/stack.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { sayDay } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { justMade } from "../shared/just-made.ts";
import { useHasRole } from "../shared/roles.ts";
import { SavingDialog } from "../shared/saving-form.tsx";
import { useSaving } from "../shared/saving.tsx";
import { slotShortWords, slotWords } from "../shared/slot-words.ts";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import { datesWords } from "./dated-rows.ts";
import { EndButton } from "./end-button.tsx";
import styles from "./interventions.module.css";
import { draftOfSlot, slotOfDraft, slotProblems } from "./slot-draft.ts";
import { SlotFields } from "./slot-fields.tsx";

export function SlotRow({
  slot,
  children,
}: {
  readonly slot: Stored<Slot>;
  readonly children?: ComponentChildren;
}) {
  const isSenco = useHasRole("senco");
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [isChanging, setIsChanging] = useState(false);
  const short = slotShortWords(slot.record);
  const end = async (to: Day) => {
    const before = slot.record.to ?? null;
    if (!(await saving.save([change(records.slot, slot, { to })]))) return false;
    const undo = async () => void (await saving.save([change(records.slot, slot, { to: before })]));
    offerUndo({ message: `Saved on this tablet. Last day at this time: ${sayDay(to)}.`, undo });
    return true;
  };
  const more = [slot.record.room, datesWords(slot.record)].filter(Boolean).join(", ");
  return (
    <li class={styles.memberRow}>
      <div>
        {children}
        <span>{slotWords(slot.record)}</span>
        <span class={styles.soft}>{` ${more}`}</span>
      </div>
      {isSenco && (
        <Cluster>
          <Button variant="quiet" onClick={() => setIsChanging(true)}>
            Change <VisuallyHidden>{short}</VisuallyHidden>
          </Button>
          <EndButton label="End this time" what={short} saving={saving} onEnd={end} />
        </Cluster>
      )}
      {isChanging && <ChangeSlotDialog slot={slot} onClose={() => setIsChanging(false)} />}
    </li>
  );
}

function ChangeSlotDialog({ slot, onClose }: { readonly slot: Stored<Slot>; readonly onClose: () => void }) {
  const { device } = useAlongside();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [draft, setDraft] = useState(() => draftOfSlot(slot.record, today));
  const [attempt, setAttempt] = useState(0);
  const problems = attempt === 0 ? [] : slotProblems(draft, "changed");
  const save = async () => {
    setAttempt(attempt + 1);
    const times = slotOfDraft(draft);
    if (times === undefined) return;
    const id = device.newId();
    const { type, groupId, staffIds, className } = slot.record;
    const record: Slot = {
      type,
      staffIds,
      ...(groupId && { groupId }),
      ...(className && { className }),
      ...times,
    };
    const lastDay = addDays(times.from, -1);
    if (!(await saving.save([change(records.slot, slot, { to: lastDay }), make(records.slot, id, record)])))
      return;
    const undo = async () => {
      const made = justMade<Slot>(id, record);
      await saving.save([
        change(records.slot, slot, { to: slot.record.to ?? null }),
        change(records.slot, made, { to: lastDay }),
      ]);
    };
    offerUndo({ message: `Saved on this tablet. The new time begins on ${sayDay(times.from)}.`, undo });
    onClose();
  };
  return (
    <SavingDialog
      open
      title="Change this time"
      saving={saving}
      saveLabel="Save the new time"
      onSave={save}
      onClose={onClose}
    >
      <ErrorSummary problems={problems} attempt={attempt} />
      <p>{`Now: ${slotWords(slot.record)}. It holds until the day before the new time begins.`}</p>
      <SlotFields draft={draft} onChange={setDraft} idBase="changed" problems={problems} />
    </SavingDialog>
  );
}
