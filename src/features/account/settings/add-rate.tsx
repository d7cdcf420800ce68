// A rate from a day on. Earlier sessions keep the rate of their own day.
import { useState } from "preact/hooks";
import { rateBasisLabel, rateBasisSchema, type PayBand } from "../../../domain/cost.ts";
import * as records from "../../../domain/records.ts";
import type { Stored } from "../../../storage/read.ts";
import { make } from "../../../storage/write.ts";
import { ChipGroupMany } from "../../../ui/chip-group-many.tsx";
import { DateField } from "../../../ui/date-field.tsx";
import { ErrorSummary, type FormProblem } from "../../../ui/error-summary.tsx";
import { Select } from "../../../ui/select.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { useAlongside } from "../../shared/context.ts";
import { useDirectory } from "../../shared/directory.tsx";
import { useDirtyForm } from "../../shared/dirty-form.ts";
import { SavingForm } from "../../shared/saving-form.tsx";
import { useSaving } from "../../shared/saving.tsx";
import { useToday } from "../../shared/today.ts";
import { useOfferUndo } from "../../shared/undo.tsx";
import { readRate, type RateDraft } from "./rate-draft.ts";

export function AddRate({ bands }: { readonly bands: readonly Stored<PayBand>[] }) {
  const { device } = useAlongside();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [draft, setDraft] = useState<RateDraft>({
    band: "",
    pounds: "",
    basis: "pay-with-on-costs",
    weeks: "38",
    from: today,
    staffIds: [],
  });
  const [attempt, setAttempt] = useState(0);
  useDirtyForm(draft.band !== "" || draft.pounds !== "");
  const read = readRate(draft);
  const problems = attempt > 0 && "problems" in read ? read.problems : [];
  const add = async () => {
    setAttempt(attempt + 1);
    if ("problems" in read) return;
    const known = bands.find((one) => one.record.name === read.band);
    const payBandId = known?.id ?? device.newId();
    const { from } = read.rate;
    const isSaved = await saving.save([
      ...(known ? [] : [make(records.payBand, payBandId, { name: read.band })]),
      make(records.rate, device.newId(), { payBandId, ...read.rate }),
      ...draft.staffIds.map((staffId) =>
        make(records.staffBand, device.newId(), { staffId, payBandId, from }),
      ),
    ]);
    if (!isSaved) return;
    offerUndo({ message: "Saved on this tablet" });
    setDraft({ ...draft, band: "", pounds: "", staffIds: [] });
    setAttempt(0);
  };
  return (
    <SavingForm saving={saving} saveLabel="Add this rate" onSave={add}>
      <ErrorSummary problems={problems} attempt={attempt} />
      <RateFields draft={draft} onChange={setDraft} problems={problems} />
    </SavingForm>
  );
}

function RateFields(props: {
  readonly draft: RateDraft;
  readonly onChange: (draft: RateDraft) => void;
  readonly problems: readonly FormProblem[];
}) {
  const { draft, problems } = props;
  const { staffById } = useDirectory();
  const set = (part: Partial<RateDraft>) => props.onChange({ ...draft, ...part });
  const errorOf = (field: string) => problems.find((one) => one.fieldId === `rate-${field}`)?.message;
  const people = [...staffById]
    .filter(([, one]) => one.record.leftOn === undefined)
    .map(([value, one]) => ({ value, label: one.record.name }));
  return (
    <>
      <TextField
        id="rate-band"
        label="Pay band"
        hint="Such as Teaching assistant, level 2. The name of a band that there is adds a rate to it."
        value={draft.band}
        onChange={(band) => set({ band })}
        maxLength={60}
        error={errorOf("band")}
      />
      <TextField
        id="rate-pounds"
        label="Pounds an hour"
        value={draft.pounds}
        onChange={(pounds) => set({ pounds })}
        inputMode="decimal"
        width="short"
        error={errorOf("pounds")}
      />
      <Select
        id="rate-basis"
        label="Basis"
        options={rateBasisSchema.options.map((value) => ({ value, label: rateBasisLabel[value] }))}
        value={draft.basis}
        onChange={(basis) => set({ basis })}
        error={errorOf("basis")}
      />
      <TextField
        id="rate-weeks"
        label="Weeks a year"
        hint="The weeks that the pay covers. A year of 190 pupil days is 38 weeks."
        value={draft.weeks}
        onChange={(weeks) => set({ weeks })}
        inputMode="decimal"
        width="short"
        error={errorOf("weeks")}
      />
      <DateField
        id="rate-from"
        label="From"
        value={draft.from}
        onChange={(from) => set({ from })}
        error={errorOf("from")}
      />
      <ChipGroupMany
        label="Who is in this band"
        options={people}
        values={draft.staffIds}
        onChange={(staffIds) => set({ staffIds })}
      />
    </>
  );
}
