// Yes or no to one statement. The words are part of the target.
import { classes } from "./classes.ts";
import styles from "./checkbox.module.css";
import { FieldNotes, useFieldWiring, type FieldText } from "./field.tsx";
import fieldStyles from "./field.module.css";

export interface CheckboxProps extends Omit<FieldText, "optional" | "hideLabel"> {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
}

export function Checkbox({ label, hint, error, id, checked, onChange, disabled = false }: CheckboxProps) {
  const wiring = useFieldWiring({ hint, error, id });
  return (
    <div class={classes(fieldStyles.field, error !== undefined && fieldStyles.broken)}>
      <label class={styles.row}>
        <input
          {...wiring}
          type="checkbox"
          class={styles.box}
          checked={checked}
          disabled={disabled}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      <div class={styles.notes}>
        <FieldNotes id={wiring.id} hint={hint} error={error} />
      </div>
    </div>
  );
}
