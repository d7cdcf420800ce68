// The words round one control: label, hint and error, tied to it by ids so that they are read out with it.
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { classes } from "./classes.ts";
import styles from "./field.module.css";
import { Icon } from "./icon.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";

/** What every form control takes. */
export interface FieldText {
  readonly label: string;
  readonly hint?: ComponentChildren;
  /** What is wrong and how to put it right: "Enter a date in the past". */
  readonly error?: string | undefined;
  /** Of the control itself: an error summary links to it. */
  readonly id?: string | undefined;
  /** Adds "(optional)" to the label. */
  readonly optional?: boolean | undefined;
  /** Read out, not seen; only where the place already says it. */
  readonly hideLabel?: boolean | undefined;
}

/** Spread on the control. */
export interface FieldWiring {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

export interface FieldProps extends FieldText {
  readonly children: (wiring: FieldWiring) => ComponentChildren;
}

export function Field({ label, hint, error, id, optional, hideLabel, children }: FieldProps) {
  const wiring = useFieldWiring({ hint, error, id });
  return (
    <div class={classes(styles.field, error !== undefined && styles.broken)}>
      <label for={wiring.id} class={hideLabel ? styles.hidden : styles.label}>
        {label}
        {optional && <span class={styles.optional}> (optional)</span>}
      </label>
      <FieldNotes id={wiring.id} hint={hint} error={error} />
      {children(wiring)}
    </div>
  );
}

/** The ids that tie a control to its hint and error. */
export function useFieldWiring({ hint, error, id }: Pick<FieldText, "hint" | "error" | "id">): FieldWiring {
  const ownId = useId();
  const controlId = id ?? ownId;
  const described = [hint && `${controlId}-hint`, error !== undefined && `${controlId}-error`]
    .filter(Boolean)
    .join(" ");
  return {
    id: controlId,
    "aria-describedby": described === "" ? undefined : described,
    "aria-invalid": error === undefined ? undefined : true,
  };
}

/** The hint and the error above a control, under the ids that useFieldWiring names. */
export function FieldNotes({ id, hint, error }: { readonly id: string } & Pick<FieldText, "hint" | "error">) {
  return (
    <>
      {hint && (
        <div id={`${id}-hint`} class={styles.hint}>
          {hint}
        </div>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} class={styles.error}>
          <Icon name="alert" />
          <span>
            <VisuallyHidden>Error: </VisuallyHidden>
            {error}
          </span>
        </p>
      )}
    </>
  );
}
