// The school year: half terms, INSET days, bank holidays and closures. Plans, weeks and Today all follow it.
import { useState } from "preact/hooks";
import { parseDay, pupilDaysBetween, type CalendarDay } from "../../../domain/calendar.ts";
import * as records from "../../../domain/records.ts";
import { useRecords } from "../../../storage/live.ts";
import { make } from "../../../storage/write.ts";
import { Button } from "../../../ui/button.tsx";
import { ChipGroup } from "../../../ui/chip-group.tsx";
import { DataTable } from "../../../ui/data-table.tsx";
import { DateField } from "../../../ui/date-field.tsx";
import { Disclosure } from "../../../ui/disclosure.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Section } from "../../../ui/section.tsx";
import { Stack } from "../../../ui/stack.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { sayDay } from "../../../ui/words.ts";
import { useAlongside } from "../../shared/context.ts";
import { useDirectory } from "../../shared/directory.tsx";
import { useSaving } from "../../shared/saving.tsx";
import { useOfferUndo } from "../../shared/undo.tsx";
import { buckinghamshire2026 } from "./term-dates.ts";

export function YearSettings() {
  const { device } = useAlongside();
  const { calendar } = useDirectory();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const halfTerms = calendar.halfTerms.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const useKnownDates = async () => {
    const changes = [
      ...buckinghamshire2026.halfTerms.map((one) => make(records.halfTerm, device.newId(), one)),
      ...buckinghamshire2026.days.map((one) => make(records.calendarDay, device.newId(), one)),
    ];
    if (await saving.save(changes)) offerUndo({ message: "Saved on this tablet" });
  };
  return (
    <Section title="School year">
      <Stack>
        {saving.problem !== undefined && <Notice tone="problem">{saving.problem}</Notice>}
        {halfTerms.length === 0 && (
          <Notice
            tone="info"
            title="No term dates yet"
            action={
              <Button busy={saving.isSaving} onClick={() => void useKnownDates()}>
                Use Buckinghamshire 2026 to 2027
              </Button>
            }
          >
            Without term dates nothing can be planned. Take these and change what differs, or add your own
            below.
          </Notice>
        )}
        <DataTable
          caption="Half terms"
          rows={halfTerms}
          rowKey={(one) => one.from}
          empty="No half terms yet."
          columns={[
            { key: "name", title: "Half term", rowHeader: true, cell: (one) => one.name },
            { key: "from", title: "First day", cell: (one) => sayDay(one.from) },
            { key: "to", title: "Last day", cell: (one) => sayDay(one.to) },
            {
              key: "days",
              title: "Pupil days",
              numeric: true,
              cell: (one) => String(pupilDaysBetween(one.from, one.to, calendar)),
            },
          ]}
        />
        <Disclosure summary="Add a half term">
          <AddHalfTerm />
        </Disclosure>
        <SpecialDays />
      </Stack>
    </Section>
  );
}

function AddHalfTerm() {
  const { device } = useAlongside();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [name, setName] = useState("");
  const [from, setFrom] = useState<string>();
  const [to, setTo] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const add = async () => {
    const [first, last] = [parseDay(from ?? ""), parseDay(to ?? "")];
    if (name.trim() === "" || !first || !last) return setProblem("Enter a name, a first day and a last day.");
    if (last < first) return setProblem("The last day is before the first day. Check both.");
    setProblem(undefined);
    if (
      await saving.save([
        make(records.halfTerm, device.newId(), { name: name.trim(), from: first, to: last }),
      ])
    ) {
      offerUndo({ message: "Saved on this tablet" });
      setName("");
    }
    return undefined;
  };
  return (
    <Stack>
      {(problem ?? saving.problem) !== undefined && (
        <Notice tone="problem" announce>
          {problem ?? saving.problem}
        </Notice>
      )}
      <TextField label="Name" hint="Such as Autumn 1." value={name} onChange={setName} maxLength={60} />
      <DateField label="First day" value={from} onChange={setFrom} />
      <DateField label="Last day" value={to} onChange={setTo} />
      <Button busy={saving.isSaving} onClick={() => void add()}>
        Add this half term
      </Button>
    </Stack>
  );
}

const dayTypes = [
  { value: "inset", label: "INSET day" },
  { value: "bank-holiday", label: "Bank holiday" },
  { value: "closure", label: "Closure" },
] as const;

function SpecialDays() {
  const { device } = useAlongside();
  const days = useRecords(device, records.calendarDay);
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [date, setDate] = useState<string>();
  const [type, setType] = useState<CalendarDay["type"] | undefined>("inset");
  const [problem, setProblem] = useState<string>();
  const add = async () => {
    const day = parseDay(date ?? "");
    if (!day || !type) return setProblem("Enter the day and choose what it is.");
    setProblem(undefined);
    if (await saving.save([make(records.calendarDay, device.newId(), { date: day, type })])) {
      offerUndo({ message: "Saved on this tablet" });
    }
    return undefined;
  };
  const label = (one: CalendarDay["type"]) => dayTypes.find((other) => other.value === one)?.label ?? one;
  return (
    <>
      <DataTable
        caption="INSET days, bank holidays and closures"
        rows={(days ?? []).toSorted((a, b) => (a.record.date < b.record.date ? -1 : 1))}
        rowKey={(one) => one.id}
        empty="None yet."
        columns={[
          { key: "date", title: "Day", rowHeader: true, cell: (one) => sayDay(one.record.date) },
          { key: "type", title: "What it is", cell: (one) => label(one.record.type) },
        ]}
      />
      <Disclosure summary="Add a day">
        <Stack>
          {(problem ?? saving.problem) !== undefined && (
            <Notice tone="problem" announce>
              {problem ?? saving.problem}
            </Notice>
          )}
          <ChipGroup label="What is it?" options={[...dayTypes]} value={type} onChange={setType} />
          <DateField label="Day" value={date} onChange={setDate} />
          <Button busy={saving.isSaving} onClick={() => void add()}>
            Add this day
          </Button>
        </Stack>
      </Disclosure>
    </>
  );
}
