// One line of text.
import type { HTMLAttributes } from "preact";
import { classes } from "./classes.ts";
import { Field, type FieldText } from "./field.tsx";
import styles from "./field.module.css";

export interface TextFieldProps extends FieldText {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: "text" | "email" | "password" | "tel" | "url" | undefined;
  /** As wide as the answer is long. */
  readonly width?: "short" | "medium" | "full" | undefined;
  readonly maxLength?: number | undefined;
  readonly inputMode?: "text" | "numeric" | "decimal" | "email" | "tel" | "url" | undefined;
  readonly autoComplete?: HTMLAttributes["autoComplete"];
  readonly autoFocus?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly spellcheck?: boolean | undefined;
  readonly onBlur?: (() => void) | undefined;
}

export function TextField(props: TextFieldProps) {
  const { value, onChange, type = "text", width = "medium", onBlur, autoComplete = "off", ...rest } = props;
  const { label, hint, error, id, optional, hideLabel, ...plain } = rest;
  return (
    <Field {...{ label, hint, error, id, optional, hideLabel }}>
      {(wiring) => (
        <input
          {...plain}
          {...wiring}
          type={type}
          class={classes(styles.control, styles[width])}
          autoComplete={autoComplete}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
          onBlur={() => onBlur?.()}
        />
      )}
    </Field>
  );
}
