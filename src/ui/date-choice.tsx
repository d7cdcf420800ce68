// A recent day: today, yesterday, or another one typed as three numbers.
import { useState } from "preact/hooks";
import { ChipGroup } from "./chip-group.tsx";
import { DateField } from "./date-field.tsx";
import type { FieldText } from "./field.tsx";
import { shiftDay } from "./iso-day.ts";
import { Stack } from "./stack.tsx";
import { sayDayShort } from "./words.ts";

export interface DateChoiceProps extends FieldText {
  /** "YYYY-MM-DD" */
  readonly value: string | undefined;
  /** undefined while another day is chosen and not yet typed in full. */
  readonly onChange: (value: string | undefined) => void;
  readonly today: string;
}

type Choice = "today" | "yesterday" | "other";

export function DateChoice({ value, onChange, today, ...text }: DateChoiceProps) {
  const yesterday = shiftDay(today, -1);
  const [isOther, setOther] = useState(false);
  const known = value === today ? "today" : value === yesterday ? "yesterday" : undefined;
  const choice: Choice | undefined =
    isOther || (value !== undefined && known === undefined) ? "other" : known;
  const choose = (chosen: Choice) => {
    setOther(chosen === "other");
    onChange(chosen === "other" ? undefined : chosen === "today" ? today : yesterday);
  };
  return (
    <Stack gap="small">
      <ChipGroup<Choice>
        {...text}
        value={choice}
        onChange={choose}
        options={[
          { value: "today", label: "Today", hint: sayDayShort(today) },
          { value: "yesterday", label: "Yesterday", hint: sayDayShort(yesterday) },
          { value: "other", label: "Another day" },
        ]}
      />
      {choice === "other" && (
        <DateField
          label={`${text.label}: another day`}
          hideLabel
          hint="For example, 6 8 2026"
          value={value}
          onChange={onChange}
        />
      )}
    </Stack>
  );
}
