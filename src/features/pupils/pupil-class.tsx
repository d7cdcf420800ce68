// A new class from today, or the last day here. The old class keeps its dates, so that earlier figures stay right.
import { useState } from "preact/hooks";
import { addDays } from "../../domain/calendar.ts";
import type { PupilId } from "../../domain/ids.ts";
import { enrolmentOn, type Pupil } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import { yearGroupSchema, type YearGroup } from "../../domain/sen.ts";
import type { Stored } from "../../storage/read.ts";
import { change, make } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Select } from "../../ui/select.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";

const years = yearGroupSchema.options.map((value) => ({ value, label: value }));

export function PupilClass({ id, card }: { readonly id: PupilId; readonly card: Stored<Pupil> }) {
  const { device } = useAlongside();
  const directory = useDirectory();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const own = directory.enrolments.filter((one) => one.record.pupilId === id);
  const record = enrolmentOn(
    own.map((one) => one.record),
    today,
  );
  const current = own.find((one) => one.record === record);
  const [className, setClassName] = useState(record?.className ?? "");
  const [year, setYear] = useState<YearGroup | undefined>(record?.yearGroup);
  const move = async () => {
    const next = { pupilId: id, className: className.trim(), ...(year && { yearGroup: year }), from: today };
    const changes = [
      ...(current ? [change(records.enrolment, current, { to: addDays(today, -1) })] : []),
      make(records.enrolment, device.newId(), next),
    ];
    if (await saving.save(changes)) offerUndo({ message: "Saved on this tablet" });
  };
  const leave = async () => {
    const before = card.record.leftOn ?? null;
    if (!(await saving.save([change(records.pupil, card, { leftOn: before === null ? today : null })])))
      return;
    const undo = async () => void (await saving.save([change(records.pupil, card, { leftOn: before })]));
    offerUndo({ message: "Saved on this tablet", undo });
  };
  return (
    <Disclosure summary="Class, and leaving">
      <Stack>
        {saving.problem !== undefined && <Notice tone="problem">{saving.problem}</Notice>}
        <TextField label="Class from today" value={className} onChange={setClassName} maxLength={40} />
        <Select
          label="Year group"
          optional
          options={years}
          value={year}
          onChange={setYear}
          blank="Not said"
        />
        <Cluster>
          <Button busy={saving.isSaving} onClick={() => void move()}>
            Save the class
          </Button>
          <Button variant="quiet" onClick={() => void leave()}>
            {card.record.leftOn ? "Is back at this school" : "Leaves today"}
          </Button>
        </Cluster>
      </Stack>
    </Disclosure>
  );
}
