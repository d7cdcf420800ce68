// One of a few choices, all in sight: real radios that look like chips.
import { useId } from "preact/hooks";
import { Chip, type ChipOption } from "./chip.tsx";
import styles from "./chip.module.css";
import { FieldGroup } from "./field-group.tsx";
import type { FieldText } from "./field.tsx";

export interface ChipGroupProps<V extends string> extends FieldText {
  readonly options: readonly ChipOption<V>[];
  readonly value: V | undefined;
  readonly onChange: (value: V) => void;
}

export function ChipGroup<V extends string>({ options, value, onChange, ...text }: ChipGroupProps<V>) {
  const name = useId();
  return (
    <FieldGroup {...text}>
      <div class={styles.chips}>
        {options.map((option) => (
          <Chip
            key={option.value}
            type="radio"
            name={name}
            option={option}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
