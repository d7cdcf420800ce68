// Several lines of text; says how many characters are left once few are.
import { classes } from "./classes.ts";
import { Field, type FieldText } from "./field.tsx";
import styles from "./field.module.css";
import { sayCount } from "./words.ts";

export interface TextAreaProps extends FieldText {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number | undefined;
  /** Typing beyond it is allowed and said, so that pasted text is not cut in silence; the form refuses it. */
  readonly maxLength?: number | undefined;
}

export function TextArea({ value, onChange, rows = 3, maxLength, ...text }: TextAreaProps) {
  return (
    <Field {...text}>
      {(wiring) => (
        <>
          <textarea
            {...wiring}
            rows={rows}
            class={classes(styles.control, styles.full)}
            value={value}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
          {maxLength !== undefined && <CharactersLeft left={maxLength - value.length} of={maxLength} />}
        </>
      )}
    </Field>
  );
}

/** Seen at all times; read out only when a fifth is left, lest every key speaks. */
function CharactersLeft({ left, of }: { readonly left: number; readonly of: number }) {
  const isClose = left <= of / 5;
  return (
    <p class={left < 0 ? styles.error : styles.hint} role={isClose ? "status" : undefined}>
      {left < 0 ? `${sayCount(-left, "character")} too many` : `${sayCount(left, "character")} left`}
    </p>
  );
}
