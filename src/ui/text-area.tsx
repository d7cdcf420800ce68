// Several lines of text; says how many characters are left once few are.
import { classes } from "./classes.ts";
import { Field, type FieldText, type FieldWiring } from "./field.tsx";
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
            aria-describedby={describedBy(wiring, maxLength !== undefined)}
            rows={rows}
            class={classes(styles.control, styles.full)}
            value={value}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
          {maxLength !== undefined && (
            <CharactersLeft id={leftId(wiring)} left={maxLength - value.length} of={maxLength} />
          )}
        </>
      )}
    </Field>
  );
}

interface CharactersLeftProps {
  readonly id: string;
  readonly left: number;
  readonly of: number;
}

/** Seen at all times; read out only when a fifth is left, lest every key speaks. */
function CharactersLeft({ id, left, of }: CharactersLeftProps) {
  const isClose = left <= of / 5;
  return (
    <p id={id} class={left < 0 ? styles.error : styles.hint} role={isClose ? "status" : undefined}>
      {left < 0 ? `${sayCount(-left, "character")} too many` : `${sayCount(left, "character")} left`}
    </p>
  );
}

function leftId({ id }: FieldWiring): string {
  return `${id}-left`;
}

/** Hint and error first, then how many characters are left. */
function describedBy(wiring: FieldWiring, isCounted: boolean): string | undefined {
  if (!isCounted) return wiring["aria-describedby"];
  return [wiring["aria-describedby"], leftId(wiring)].filter(Boolean).join(" ");
}
