// A SEN status from a day on. The earlier ones stay: a figure of last term keeps the status of last term.
import { useState } from "preact/hooks";
import { parseDay } from "../../domain/calendar.ts";
import type { PupilId } from "../../domain/ids.ts";
import type { SenRecord } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import { senStatusSchema, type SenStatus } from "../../domain/sen.ts";
import { senStatusLabel } from "../../domain/sen-labels.ts";
import type { Stored } from "../../storage/read.ts";
import { change, make } from "../../storage/write.ts";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirtyForm } from "../shared/dirty-form.ts";
import { FromField } from "../shared/from-field.tsx";
import { SavingForm } from "../shared/saving-form.tsx";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";

const options = senStatusSchema.options.map((value) => ({ value, label: senStatusLabel[value] }));

export function ChangeStatus(props: {
  readonly pupilId: PupilId;
  readonly statuses: readonly Stored<SenRecord>[];
}) {
  const { device } = useAlongside();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [status, setStatus] = useState<SenStatus>();
  const [from, setFrom] = useState<string | undefined>(today);
  const [isAsked, setIsAsked] = useState(false);
  useDirtyForm(status !== undefined);
  const save = async () => {
    setIsAsked(true);
    const day = parseDay(from ?? "");
    if (status === undefined || day === undefined) return;
    // One status a day: a second one for the same day corrects the first.
    const sameDay = props.statuses.find((one) => one.record.from === day);
    const wish = sameDay
      ? change(records.senRecord, sameDay, { status })
      : make(records.senRecord, device.newId(), { pupilId: props.pupilId, status, from: day });
    if (!(await saving.save([wish]))) return;
    const undo =
      sameDay &&
      (async () =>
        void (await saving.save([change(records.senRecord, sameDay, { status: sameDay.record.status })])));
    offerUndo({ message: "Saved on this tablet", ...(undo && { undo }) });
    setStatus(undefined);
    setIsAsked(false);
  };
  return (
    <SavingForm saving={saving} saveLabel="Save the status" onSave={save}>
      <ChipGroup
        label="SEN status"
        options={options}
        value={status}
        onChange={setStatus}
        error={isAsked && status === undefined ? "Choose the status." : undefined}
      />
      <FromField value={from} onChange={setFrom} isAsked={isAsked} />
    </SavingForm>
  );
}
