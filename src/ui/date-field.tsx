// A day typed as three numbers, as GOV.UK asks for a date one knows by heart. Undefined until the three make a day; where none
// need be entered, whoever saves must tell a day that is half typed from none.
import { useState } from "preact/hooks";
import styles from "./date-field.module.css";
import { FieldGroup } from "./field-group.tsx";
import type { FieldText } from "./field.tsx";
import fieldStyles from "./field.module.css";
import { dayOfParts, partsOfDay } from "./iso-day.ts";

export interface DateFieldProps extends FieldText {
  /** "YYYY-MM-DD" */
  readonly value: string | undefined;
  /** @param isUnclear something is typed, and it is no day */
  readonly onChange: (value: string | undefined, isUnclear: boolean) => void;
}

interface TypedDay {
  readonly date: string;
  readonly month: string;
  readonly year: string;
}

const blank: TypedDay = { date: "", month: "", year: "" };
const parts = [
  { key: "date", name: "Day", length: 2 },
  { key: "month", name: "Month", length: 2 },
  { key: "year", name: "Year", length: 4 },
] as const;

export function DateField({ value, onChange, ...text }: DateFieldProps) {
  const [typed, setTyped] = useState<TypedDay>(blank);
  // What was typed stands while it means the value; a value set from outside replaces it.
  const shown = dayOfTyped(typed) === value ? typed : typedOfDay(value);
  const type = (changed: Partial<TypedDay>) => {
    const next = { ...shown, ...changed };
    setTyped(next);
    const day = dayOfTyped(next);
    onChange(day, day === undefined && Object.values(next).some((part) => part.trim() !== ""));
  };
  return (
    <FieldGroup {...text}>
      <div class={styles.parts}>
        {parts.map(({ key, name, length }) => (
          <label key={key} class={styles.part}>
            {name}
            <input
              type="text"
              inputMode="numeric"
              autoComplete="off"
              maxLength={length}
              class={fieldStyles.control}
              aria-invalid={text.error === undefined ? undefined : true}
              value={shown[key]}
              onInput={(event) => type({ [key]: event.currentTarget.value })}
            />
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}

function dayOfTyped({ date, month, year }: TypedDay): string | undefined {
  const isTyped = [date, month, year].every((part) => /^\s*\d+\s*$/.test(part));
  return isTyped ? dayOfParts({ date: Number(date), month: Number(month), year: Number(year) }) : undefined;
}

function typedOfDay(day: string | undefined): TypedDay {
  const known = day === undefined ? undefined : partsOfDay(day);
  if (known === undefined) return blank;
  return { date: String(known.date), month: String(known.month), year: String(known.year) };
}
