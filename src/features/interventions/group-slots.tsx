// When a group meets. A changed time is a new slot from today: the old one ends, and its past stays where it was.
import { useState } from "preact/hooks";
import { addDays } from "../../domain/calendar.ts";
import { isInForce } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import type { Slot } from "../../domain/timetable.ts";
import type { Stored } from "../../storage/read.ts";
import { change, make } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { Stack } from "../../ui/stack.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useHasRole } from "../shared/roles.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import type { GroupPart } from "./group-screen.tsx";
import styles from "./interventions.module.css";
import { SlotFields, slotTimesOf, useSlotState } from "./slot-fields.tsx";
import { slotWords } from "./timetable-words.ts";

export function GroupSlots({ id }: GroupPart) {
  const { device } = useAlongside();
  const directory = useDirectory();
  const today = useToday();
  const isSenco = useHasRole("senco");
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [slot, setSlot] = useSlotState(30);
  const [problem, setProblem] = useState<string>();
  const own = [...directory.slotsById.values()].filter((one) => one.record.groupId === id);
  const current = own.filter((one) => isInForce(one.record, today) || one.record.from > today);
  const add = async () => {
    const times = slotTimesOf(slot);
    if ("problem" in times) return setProblem(times.problem);
    setProblem(undefined);
    const record = { type: "intervention" as const, groupId: id, staffIds: [], ...times, from: today };
    if (await saving.save([make(records.slot, device.newId(), record)]))
      offerUndo({ message: "Saved on this tablet" });
    return undefined;
  };
  const end = async (one: Stored<Slot>) => {
    const before = one.record.to ?? null;
    if (!(await saving.save([change(records.slot, one, { to: addDays(today, -1) })]))) return;
    const undo = async () => void (await saving.save([change(records.slot, one, { to: before })]));
    offerUndo({ message: "Saved on this tablet", undo });
  };
  return (
    <Section title="Times">
      <Stack>
        {(problem ?? saving.problem) !== undefined && (
          <Notice tone="problem" announce>
            {problem ?? saving.problem}
          </Notice>
        )}
        <ul class={styles.rows}>
          {current.map((one) => (
            <li key={one.id} class={styles.memberRow}>
              <span>{slotWords(one.record)}</span>
              {isSenco && (
                <Button variant="quiet" onClick={() => void end(one)}>
                  End this time
                </Button>
              )}
            </li>
          ))}
        </ul>
        {isSenco && (
          <Disclosure summary="Add a time">
            <Stack>
              <SlotFields state={slot} onChange={setSlot} />
              <Button busy={saving.isSaving} onClick={() => void add()}>
                Add this time
              </Button>
            </Stack>
          </Disclosure>
        )}
      </Stack>
    </Section>
  );
}
