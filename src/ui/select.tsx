// One of a list too long for chips and too short for a combobox. The browser's own picker.
import { classes } from "./classes.ts";
import { Field, type FieldText } from "./field.tsx";
import fieldStyles from "./field.module.css";
import { Icon } from "./icon.tsx";
import styles from "./select.module.css";

export interface SelectOption<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly disabled?: boolean | undefined;
}

export interface SelectProps<V extends string> extends FieldText {
  readonly options: readonly SelectOption<V>[];
  readonly value: V | undefined;
  /** undefined when the blank line is chosen. */
  readonly onChange: (value: V | undefined) => void;
  /** The words of the blank line; false when there is always a value. */
  readonly blank?: string | false | undefined;
  readonly width?: "short" | "medium" | "full" | undefined;
  readonly disabled?: boolean | undefined;
}

export function Select<V extends string>(props: SelectProps<V>) {
  const { options, value, onChange, blank = "Choose…", width = "medium", disabled = false, ...text } = props;
  const choose = (chosen: string) => onChange(options.find((option) => option.value === chosen)?.value);
  return (
    <Field {...text}>
      {(wiring) => (
        <div class={classes(styles.frame, fieldStyles[width])}>
          <select
            {...wiring}
            class={classes(fieldStyles.control, styles.select)}
            value={value ?? ""}
            disabled={disabled}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            {blank !== false && <option value="">{blank}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled ?? false}>
                {option.label}
              </option>
            ))}
          </select>
          <span class={styles.arrow}>
            <Icon name="chevron-down" size={20} />
          </span>
        </div>
      )}
    </Field>
  );
}
