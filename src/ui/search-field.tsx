// Narrows a list as one types; tells how many are left. The filtering is the screen's.
import { classes } from "./classes.ts";
import { Field, type FieldText } from "./field.tsx";
import fieldStyles from "./field.module.css";
import { Icon } from "./icon.tsx";
import styles from "./search-field.module.css";
import { VisuallyHidden } from "./visually-hidden.tsx";

export interface SearchFieldProps extends FieldText {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Read out when it changes: "12 pupils". */
  readonly results?: string | undefined;
}

export function SearchField({ value, onChange, results, ...text }: SearchFieldProps) {
  return (
    <Field {...text}>
      {(wiring) => (
        <div class={styles.frame}>
          <span class={styles.icon}>
            <Icon name="search" size={22} />
          </span>
          <input
            {...wiring}
            type="search"
            autoComplete="off"
            spellcheck={false}
            class={classes(fieldStyles.control)}
            value={value}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
          <VisuallyHidden>
            <span role="status">{results ?? ""}</span>
          </VisuallyHidden>
        </div>
      )}
    </Field>
  );
}
