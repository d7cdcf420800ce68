// Class support on the timetable: whom, which class, when. Confirmed once a half-day, never added to interventions.
import { useState } from "preact/hooks";
import type { StaffId } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import { make } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useAlongside } from "../shared/context.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import { AdultsField } from "./people-fields.tsx";
import { SlotFields, slotTimesOf, useSlotState } from "./slot-fields.tsx";

export function AddSupportSlot({ onDone }: { readonly onDone: () => void }) {
  const { device } = useAlongside();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [className, setClassName] = useState("");
  const [adults, setAdults] = useState<readonly StaffId[]>([]);
  const [slot, setSlot] = useSlotState(90);
  const [problem, setProblem] = useState<string>();
  const save = async (event: Event) => {
    event.preventDefault();
    const times = slotTimesOf(slot);
    if (className.trim() === "") return setProblem("Enter the class.");
    if (adults.length === 0) return setProblem("Choose the adult.");
    if ("problem" in times) return setProblem(times.problem);
    setProblem(undefined);
    const record = {
      type: "class-support" as const,
      staffIds: [...adults],
      className: className.trim(),
      ...times,
      from: today,
    };
    if (!(await saving.save([make(records.slot, device.newId(), record)]))) return undefined;
    offerUndo({ message: "Saved on this tablet" });
    return onDone();
  };
  return (
    <Card as="section">
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack>
          <h2>Add class support</h2>
          {(problem ?? saving.problem) !== undefined && (
            <Notice tone="problem" announce>
              {problem ?? saving.problem}
            </Notice>
          )}
          <TextField label="Class" value={className} onChange={setClassName} maxLength={40} />
          <AdultsField label="Adult" values={adults} onChange={setAdults} />
          <SlotFields state={slot} onChange={setSlot} />
          <Cluster>
            <Button type="submit" variant="primary" busy={saving.isSaving}>
              Save class support
            </Button>
            <Button variant="quiet" onClick={onDone}>
              Close
            </Button>
          </Cluster>
        </Stack>
      </form>
    </Card>
  );
}
