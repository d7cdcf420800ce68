// Class support on the timetable: whom, which class, when. Confirmed once a half-day, never added to interventions.
import { useState } from "preact/hooks";
import { addDays } from "../../domain/calendar.ts";
import type { StaffId } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import type { Slot } from "../../domain/timetable.ts";
import { change, make } from "../../storage/write.ts";
import { type FormProblem } from "../../ui/error-summary.tsx";
import { ClassField } from "../shared/class-field.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirtyForm } from "../shared/dirty-form.ts";
import { justMade } from "../shared/just-made.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import { AddCard } from "./add-card.tsx";
import { AdultsField } from "./people-fields.tsx";
import { newSlotDraft, slotOfDraft, slotProblems } from "./slot-draft.ts";
import { SlotFields } from "./slot-fields.tsx";

export function AddSupportSlot({ onDone }: { readonly onDone: () => void }) {
  const { device } = useAlongside();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [className, setClassName] = useState("");
  const [adults, setAdults] = useState<readonly StaffId[]>([]);
  const [slot, setSlot] = useState(() => newSlotDraft(90, today));
  const [attempt, setAttempt] = useState(0);
  useDirtyForm(className !== "" || adults.length > 0);
  const found: FormProblem[] = [
    ...(className.trim() === "" ? [{ fieldId: "support-class", message: "Enter the class." }] : []),
    ...(adults.length === 0 ? [{ fieldId: "support-adults", message: "Choose the adult." }] : []),
    ...slotProblems(slot, "slot"),
  ];
  const problems = attempt === 0 ? [] : found;
  const errorOf = (fieldId: string) => problems.find((one) => one.fieldId === fieldId)?.message;
  const save = async () => {
    setAttempt(attempt + 1);
    const times = slotOfDraft(slot);
    if (found.length > 0 || times === undefined) return;
    const id = device.newId();
    const about = { type: "class-support" as const, staffIds: [...adults], className: className.trim() };
    const record: Slot = { ...about, ...times };
    if (!(await saving.save([make(records.slot, id, record)]))) return;
    const gone = change(records.slot, justMade(id, record), { to: addDays(times.from, -1) });
    offerUndo({ message: "Saved on this tablet", undo: async () => void (await saving.save([gone])) });
    onDone();
  };
  return (
    <AddCard
      title="Add class support"
      problems={problems}
      attempt={attempt}
      saving={saving}
      saveLabel="Save class support"
      onSave={save}
      onClose={onDone}
    >
      <ClassField
        id="support-class"
        value={className}
        onChange={setClassName}
        error={errorOf("support-class")}
      />
      <AdultsField
        id="support-adults"
        label="Adult"
        values={adults}
        onChange={setAdults}
        error={errorOf("support-adults")}
      />
      <SlotFields draft={slot} onChange={setSlot} idBase="slot" problems={problems} />
    </AddCard>
  );
}
