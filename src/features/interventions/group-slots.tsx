// When a group meets.
import { useState } from "preact/hooks";
import { addDays } from "../../domain/calendar.ts";
import * as records from "../../domain/records.ts";
import type { Slot } from "../../domain/timetable.ts";
import { change, make } from "../../storage/write.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Section } from "../../ui/section.tsx";
import { Stack } from "../../ui/stack.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { justMade } from "../shared/just-made.ts";
import { useHasRole } from "../shared/roles.ts";
import { SavingForm } from "../shared/saving-form.tsx";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import { isNowOrLater } from "./dated-rows.ts";
import type { GroupPart } from "./group-screen.tsx";
import styles from "./interventions.module.css";
import { newSlotDraft, slotOfDraft, slotProblems } from "./slot-draft.ts";
import { SlotFields } from "./slot-fields.tsx";
import { SlotRow } from "./slot-row.tsx";
import { byWeek } from "./support-queries.ts";

export function GroupSlots({ id, group }: GroupPart) {
  const directory = useDirectory();
  const today = useToday();
  const isSenco = useHasRole("senco");
  const current = [...directory.slotsById.values()]
    .filter((one) => one.record.groupId === id && isNowOrLater(one.record, today))
    .toSorted(byWeek);
  const usual = directory.interventionsById.get(group.record.interventionId)?.record.usualMinutes ?? 30;
  return (
    <Section title="Times">
      <Stack>
        {current.length === 0 && <p class={styles.soft}>Not on the timetable, so it is not on Today.</p>}
        <ul class={styles.rows}>
          {current.map((one) => (
            <SlotRow key={one.id} slot={one} />
          ))}
        </ul>
        {isSenco && (
          <Disclosure summary="Add a time">
            <AddSlot groupId={id} usualMinutes={usual} />
          </Disclosure>
        )}
      </Stack>
    </Section>
  );
}

function AddSlot({
  groupId,
  usualMinutes,
}: {
  readonly groupId: GroupPart["id"];
  readonly usualMinutes: number;
}) {
  const { device } = useAlongside();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [draft, setDraft] = useState(() => newSlotDraft(usualMinutes, today));
  const [attempt, setAttempt] = useState(0);
  const problems = attempt === 0 ? [] : slotProblems(draft, "added");
  const add = async () => {
    setAttempt(attempt + 1);
    const times = slotOfDraft(draft);
    if (times === undefined) return;
    const id = device.newId();
    const record: Slot = { type: "intervention", groupId, staffIds: [], ...times };
    if (!(await saving.save([make(records.slot, id, record)]))) return;
    const gone = change(records.slot, justMade(id, record), { to: addDays(times.from, -1) });
    offerUndo({ message: "Saved on this tablet", undo: async () => void (await saving.save([gone])) });
    setDraft(newSlotDraft(usualMinutes, today));
    setAttempt(0);
  };
  return (
    <SavingForm saving={saving} saveLabel="Add this time" onSave={add}>
      <ErrorSummary problems={problems} attempt={attempt} />
      <SlotFields draft={draft} onChange={setDraft} idBase="added" problems={problems} />
    </SavingForm>
  );
}
