// Days that are not as the terms say: INSET days, bank holidays, closures.
import { useState } from "preact/hooks";
import type { CalendarDay } from "../../../domain/calendar.ts";
import { derivedId } from "../../../domain/ids.ts";
import * as records from "../../../domain/records.ts";
import { useRecords } from "../../../storage/live.ts";
import type { Stored } from "../../../storage/read.ts";
import { change, make } from "../../../storage/write.ts";
import { Button } from "../../../ui/button.tsx";
import { ChipGroup } from "../../../ui/chip-group.tsx";
import { DataTable } from "../../../ui/data-table.tsx";
import { DateField } from "../../../ui/date-field.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Disclosure } from "../../../ui/disclosure.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { VisuallyHidden } from "../../../ui/visually-hidden.tsx";
import { sayDay } from "../../../ui/words.ts";
import { useAlongside } from "../../shared/context.ts";
import { SavingForm } from "../../shared/saving-form.tsx";
import { useSaving } from "../../shared/saving.tsx";
import { useOfferUndo } from "../../shared/undo.tsx";
import { readSpecialDay } from "./year-problems.ts";

const dayTypes = [
  { value: "inset", label: "INSET day" },
  { value: "bank-holiday", label: "Bank holiday" },
  { value: "closure", label: "Closure" },
] as const;

const typeHints: Readonly<Record<CalendarDay["type"], string>> = {
  inset: "Staff only: nothing was planned for pupils.",
  "bank-holiday": "Nothing was planned.",
  closure: "School had to close: what was planned is lost through the closure.",
};

export function SpecialDays() {
  const { device } = useAlongside();
  const days = useRecords(device, records.calendarDay) ?? [];
  const [changing, setChanging] = useState<Stored<CalendarDay>>();
  return (
    <>
      <DataTable
        caption="INSET days, bank holidays and closures"
        rows={days.toSorted((a, b) => (a.record.date < b.record.date ? -1 : 1))}
        rowKey={(one) => one.id}
        empty="None yet."
        columns={[
          { key: "date", title: "Day", rowHeader: true, cell: (one) => sayDay(one.record.date) },
          { key: "type", title: "What it is", cell: (one) => wordsOf(one.record) },
          {
            key: "change",
            title: "Change",
            cell: (one) => (
              <Button variant="quiet" onClick={() => setChanging(one)}>
                Change <VisuallyHidden>{sayDay(one.record.date)}</VisuallyHidden>
              </Button>
            ),
          },
        ]}
      />
      <Disclosure summary="Add a day">
        <SpecialDayForm all={days} />
      </Disclosure>
      {changing && (
        <Dialog open title="Change this day" onClose={() => setChanging(undefined)}>
          <SpecialDayForm stored={changing} all={days} onSaved={() => setChanging(undefined)} />
        </Dialog>
      )}
    </>
  );
}

function wordsOf({ type, note }: CalendarDay): string {
  const label = dayTypes.find((one) => one.value === type)?.label ?? type;
  return note ? `${label}: ${note}` : label;
}

function SpecialDayForm(props: {
  readonly stored?: Stored<CalendarDay>;
  readonly all: readonly Stored<CalendarDay>[];
  readonly onSaved?: () => void;
}) {
  const { stored } = props;
  const idBase = stored ? "changed-day" : "added-day";
  const { device } = useAlongside();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [date, setDate] = useState<string | undefined>(stored?.record.date);
  const [type, setType] = useState<CalendarDay["type"]>(stored?.record.type ?? "inset");
  const [note, setNote] = useState(stored?.record.note ?? "");
  const [isAsked, setIsAsked] = useState(false);
  const others = props.all.filter((one) => one.id !== stored?.id).map((one) => one.record);
  const read = readSpecialDay(date, type, others, idBase);
  // One that was corrected since keeps the id of its first day.
  const freeId = (id: string) => (props.all.some((one) => one.id === id) ? device.newId() : id);
  const save = async () => {
    setIsAsked(true);
    if ("problems" in read) return;
    const record: CalendarDay = { date: read.day, type, ...(note.trim() !== "" && { note: note.trim() }) };
    const wish = stored
      ? change(records.calendarDay, stored, { ...record, note: note.trim() })
      : make(records.calendarDay, freeId(derivedId("calendar-day", read.day, type)), record);
    if (!(await saving.save([wish]))) return;
    const back = stored && change(records.calendarDay, stored, { note: "", ...stored.record });
    const undo = back && (async () => void (await saving.save([back])));
    offerUndo({ message: "Saved on this tablet", ...(undo && { undo }) });
    setIsAsked(false);
    if (!stored) setDate(undefined);
    props.onSaved?.();
  };
  return (
    <SavingForm saving={saving} saveLabel={stored ? "Save this day" : "Add this day"} onSave={save}>
      <ChipGroup<CalendarDay["type"]>
        label="What is it?"
        hint={typeHints[type]}
        options={[...dayTypes]}
        value={type}
        onChange={setType}
      />
      <DateField
        id={`${idBase}-date`}
        label="Day"
        value={date}
        onChange={setDate}
        error={isAsked && "problems" in read ? read.problems[0]?.message : undefined}
      />
      <TextField label="What for" value={note} onChange={setNote} maxLength={120} optional />
    </SavingForm>
  );
}
