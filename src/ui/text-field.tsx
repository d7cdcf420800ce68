// One line of text.
import { useEffect, useRef } from "preact/hooks";
import { classes } from "./classes.ts";
import { Field, type FieldText, type FieldWiring } from "./field.tsx";
import styles from "./field.module.css";

export interface TextFieldProps extends FieldText {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: "text" | "email" | "password" | "tel" | undefined;
  /** As wide as the answer is long. */
  readonly width?: "short" | "medium" | "full" | undefined;
  readonly maxLength?: number | undefined;
  readonly inputMode?: "text" | "numeric" | "decimal" | "email" | "tel" | "url" | undefined;
  readonly autoComplete?: string | undefined;
  /** Only where the field is what the screen or dialog is for. */
  readonly takesFocus?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly spellcheck?: boolean | undefined;
  readonly onBlur?: (() => void) | undefined;
}

export function TextField(props: TextFieldProps) {
  return <Field {...props}>{(wiring) => <TextInput {...props} wiring={wiring} />}</Field>;
}

/** The control alone. A password is its own element to the types, since it can have no list of suggestions. */
function TextInput({ wiring, ...props }: TextFieldProps & { readonly wiring: FieldWiring }) {
  const { type = "text", width = "medium", onChange, onBlur, takesFocus = false } = props;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) input.current?.focus();
  }, [takesFocus]);
  const shared = {
    ...wiring,
    ref: input,
    class: classes(styles.control, styles[width]),
    value: props.value,
    maxLength: props.maxLength,
    inputMode: props.inputMode,
    autoComplete: props.autoComplete ?? "off",
    "data-takes-focus": takesFocus ? "" : undefined,
    disabled: props.disabled,
    spellcheck: props.spellcheck,
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => onChange(event.currentTarget.value),
    onBlur: () => onBlur?.(),
  };
  if (type === "password") return <input {...shared} type="password" />;
  if (type === "email") return <input {...shared} type="email" />;
  if (type === "tel") return <input {...shared} type="tel" />;
  return <input {...shared} type="text" />;
}
