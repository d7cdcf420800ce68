// Several controls under one question: fieldset and legend, with one hint and one error for all.
import type { ComponentChildren } from "preact";
import { classes } from "./classes.ts";
import { FieldNotes, useFieldWiring, type FieldText } from "./field.tsx";
import styles from "./field.module.css";

export interface FieldGroupProps extends FieldText {
  readonly children: ComponentChildren;
}

/** `id` is put on the fieldset, which can take focus from an error summary; a control inside may carry it instead. */
export function FieldGroup({ label, hint, error, id, optional, hideLabel, children }: FieldGroupProps) {
  const wiring = useFieldWiring({ hint, error, id });
  return (
    <div class={classes(error !== undefined && styles.broken)}>
      <fieldset id={wiring.id} tabIndex={-1} aria-describedby={wiring["aria-describedby"]}>
        <legend class={hideLabel ? styles.hidden : styles.legend}>
          {label}
          {optional && <span class={styles.optional}> (optional)</span>}
        </legend>
        <div class={styles.field}>
          <FieldNotes id={wiring.id} hint={hint} error={error} />
          {children}
        </div>
      </fieldset>
    </div>
  );
}
