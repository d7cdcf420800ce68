// Any of a few choices, all in sight: real checkboxes that look like chips.
import { useId } from "preact/hooks";
import { Chip, type ChipOption } from "./chip.tsx";
import styles from "./chip.module.css";
import { FieldGroup } from "./field-group.tsx";
import type { FieldText } from "./field.tsx";

export interface ChipGroupManyProps<V extends string> extends FieldText {
  readonly options: readonly ChipOption<V>[];
  readonly values: readonly V[];
  /** In the order of the options, whatever the order of the taps. */
  readonly onChange: (values: V[]) => void;
}

export function ChipGroupMany<V extends string>({
  options,
  values,
  onChange,
  ...text
}: ChipGroupManyProps<V>) {
  const name = useId();
  const choose = (changed: V, isChosen: boolean) => {
    const all = options.map((option) => option.value);
    onChange(all.filter((value) => (value === changed ? isChosen : values.includes(value))));
  };
  return (
    <FieldGroup {...text}>
      <div class={styles.chips}>
        {options.map((option) => (
          <Chip
            key={option.value}
            type="checkbox"
            name={name}
            option={option}
            checked={values.includes(option.value)}
            onChange={(isChosen) => choose(option.value, isChosen)}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
