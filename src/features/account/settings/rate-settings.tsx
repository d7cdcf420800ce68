// What an hour costs, by pay band and from a day on. Asked, never assumed; printed with its basis beside every cost.
import { useState } from "preact/hooks";
import { parseDay } from "../../../domain/calendar.ts";
import { impliedHourlyPence, rateBasisLabel, rateBasisSchema, type RateBasis } from "../../../domain/cost.ts";
import { staffIdSchema } from "../../../domain/ids.ts";
import * as records from "../../../domain/records.ts";
import { useRecords } from "../../../storage/live.ts";
import { make } from "../../../storage/write.ts";
import { Button } from "../../../ui/button.tsx";
import { ChipGroupMany } from "../../../ui/chip-group-many.tsx";
import { DataTable } from "../../../ui/data-table.tsx";
import { DateField } from "../../../ui/date-field.tsx";
import { Disclosure } from "../../../ui/disclosure.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Section } from "../../../ui/section.tsx";
import { Select } from "../../../ui/select.tsx";
import { Stack } from "../../../ui/stack.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { sayDay, sayPence } from "../../../ui/words.ts";
import { useAlongside } from "../../shared/context.ts";
import { useDirectory } from "../../shared/directory.tsx";
import { useSaving } from "../../shared/saving.tsx";
import { useToday } from "../../shared/today.ts";
import { useOfferUndo } from "../../shared/undo.tsx";

export function RateSettings() {
  const { device } = useAlongside();
  const bands = useRecords(device, records.payBand) ?? [];
  const rates = useRecords(device, records.rate) ?? [];
  const bandName = (id: string) => bands.find((one) => one.id === id)?.record.name ?? "";
  return (
    <Section title="Rates">
      <Stack>
        <p>
          {`Rates go by pay band, never by person. For comparison: £6,000 for 13.5 hours a week over 38 weeks implies ${sayPence(impliedHourlyPence(600_000, 135, 380))} an hour, which is below real pay.`}
        </p>
        <DataTable
          caption="Rates"
          hideCaption
          rows={rates.toSorted((a, b) => (a.record.from < b.record.from ? 1 : -1))}
          rowKey={(one) => one.id}
          empty="No rates yet: costs are not shown until there are."
          columns={[
            {
              key: "band",
              title: "Pay band",
              rowHeader: true,
              cell: (one) => bandName(one.record.payBandId),
            },
            {
              key: "rate",
              title: "An hour",
              numeric: true,
              cell: (one) => sayPence(one.record.pencePerHour),
            },
            { key: "basis", title: "Basis", cell: (one) => rateBasisLabel[one.record.basis] },
            {
              key: "weeks",
              title: "Weeks a year",
              numeric: true,
              cell: (one) => String(one.record.weeksPerYearTenths / 10),
            },
            { key: "from", title: "From", cell: (one) => sayDay(one.record.from) },
          ]}
        />
        <Disclosure summary="Add a rate">
          <AddRate />
        </Disclosure>
      </Stack>
    </Section>
  );
}

function AddRate() {
  const { device } = useAlongside();
  const { staffById } = useDirectory();
  const today = useToday();
  const bands = useRecords(device, records.payBand) ?? [];
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [name, setName] = useState("");
  const [pounds, setPounds] = useState("");
  const [weeks, setWeeks] = useState("38");
  const [basis, setBasis] = useState<RateBasis | undefined>("pay-with-on-costs");
  const [from, setFrom] = useState<string | undefined>(today);
  const [people, setPeople] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string>();
  const add = async () => {
    const pence = Math.round(Number(pounds.replace("£", "")) * 100);
    const tenths = Math.round(Number(weeks) * 10);
    const day = parseDay(from ?? "");
    if (name.trim() === "" || !day || !basis)
      return setProblem("Enter a pay band, its basis and the first day.");
    if (!(pence >= 1 && pence <= 100_000))
      return setProblem("Enter the cost of an hour in pounds, such as 17.20.");
    if (!(tenths >= 10 && tenths <= 530)) return setProblem("Enter the weeks a year, such as 38 or 38.6.");
    setProblem(undefined);
    const known = bands.find((one) => one.record.name === name.trim());
    const payBandId = known?.id ?? device.newId();
    const isSaved = await saving.save([
      ...(known ? [] : [make(records.payBand, payBandId, { name: name.trim() })]),
      make(records.rate, device.newId(), {
        payBandId,
        pencePerHour: pence,
        basis,
        weeksPerYearTenths: tenths,
        from: day,
      }),
      ...people.map((id) =>
        make(records.staffBand, device.newId(), { staffId: staffIdSchema.parse(id), payBandId, from: day }),
      ),
    ]);
    if (!isSaved) return undefined;
    offerUndo({ message: "Saved on this tablet" });
    setPeople([]);
    return undefined;
  };
  const options = [...staffById].map(([id, one]) => ({ value: String(id), label: one.record.name }));
  return (
    <Stack>
      {(problem ?? saving.problem) !== undefined && (
        <Notice tone="problem" announce>
          {problem ?? saving.problem}
        </Notice>
      )}
      <TextField
        label="Pay band"
        hint="Such as Teaching assistant, level 2."
        value={name}
        onChange={setName}
        maxLength={60}
      />
      <TextField
        label="Pounds an hour"
        value={pounds}
        onChange={setPounds}
        inputMode="decimal"
        width="short"
      />
      <Select
        label="Basis"
        options={rateBasisSchema.options.map((value) => ({ value, label: rateBasisLabel[value] }))}
        value={basis}
        onChange={setBasis}
      />
      <TextField label="Weeks a year" value={weeks} onChange={setWeeks} inputMode="decimal" width="short" />
      <DateField label="From" value={from} onChange={setFrom} />
      <ChipGroupMany label="Who is in this band" options={options} values={people} onChange={setPeople} />
      <Button busy={saving.isSaving} onClick={() => void add()}>
        Add this rate
      </Button>
    </Stack>
  );
}
