// Supervision of the group by an educational psychologist, once a term: when it was, and whether this term's is still to come.
import { useState } from "preact/hooks";
import { parseDay, termOf } from "../../domain/calendar.ts";
import * as records from "../../domain/records.ts";
import { change } from "../../storage/write.ts";
import { DateField } from "../../ui/date-field.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Section } from "../../ui/section.tsx";
import { sayDay } from "../../ui/words.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useHasRole } from "../shared/roles.ts";
import { SavingForm } from "../shared/saving-form.tsx";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import styles from "./nurture-group.module.css";
import type { NurturePart } from "./nurture-group-screen.tsx";

export function Supervision({ group }: NurturePart) {
  const { calendar } = useDirectory();
  const today = useToday();
  const isSenco = useHasRole("senco");
  const last = group.record.supervisedOn ?? undefined;
  const term = termOf(today, calendar);
  const isDue = term !== undefined && (last === undefined || last < term.from);
  return (
    <Section title="Supervision">
      <p class={styles.soft}>
        {`${last ? `Last supervised by an educational psychologist on ${sayDay(last)}.` : "No supervision by an educational psychologist is recorded."}${isDue ? ` Due once this term, by ${sayDay(term.to)}.` : ""}`}
      </p>
      {isSenco && (
        <Disclosure summary="Record a supervision">
          <SupervisionForm group={group} />
        </Disclosure>
      )}
    </Section>
  );
}

function SupervisionForm({ group }: Pick<NurturePart, "group">) {
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [value, setValue] = useState<string | undefined>(today);
  const [isAsked, setIsAsked] = useState(false);
  const before = group.record.supervisedOn ?? null;
  const save = async () => {
    setIsAsked(true);
    const supervisedOn = parseDay(value ?? "");
    if (supervisedOn === undefined || supervisedOn > today) return;
    if (!(await saving.save([change(records.group, group, { supervisedOn })]))) return;
    const undo = async () =>
      void (await saving.save([change(records.group, group, { supervisedOn: before })]));
    offerUndo({ message: "Saved on this tablet", undo });
  };
  const problem =
    value === undefined
      ? "Enter the day as day, month and year."
      : value > today
        ? "Enter a day that has been: today or earlier."
        : undefined;
  return (
    <SavingForm saving={saving} saveLabel="Save the day" onSave={save}>
      <DateField
        label="Day of the supervision"
        value={value}
        onChange={setValue}
        error={isAsked ? problem : undefined}
      />
    </SavingForm>
  );
}
