// A whole or stepped number: typed, by minus and plus, or by the arrow keys. Typed numbers are not bent to the step.
// At an end the button stays and does nothing: a disabled one would drop the focus of whoever is pressing it.
import { useState } from "preact/hooks";
import { Button } from "./button.tsx";
import { classes } from "./classes.ts";
import { Field, type FieldText } from "./field.tsx";
import fieldStyles from "./field.module.css";
import { Icon } from "./icon.tsx";
import styles from "./number-stepper.module.css";
import { VisuallyHidden } from "./visually-hidden.tsx";

export interface NumberStepperProps extends FieldText {
  readonly value: number | undefined;
  /** undefined while what is typed is no number, or outside of min and max. */
  readonly onChange: (value: number | undefined) => void;
  readonly step?: number | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Stands after the field: "minutes". */
  readonly unit?: string | undefined;
}

export function NumberStepper(props: NumberStepperProps) {
  const { value, onChange, step = 1, min = 0, max = Number.MAX_SAFE_INTEGER, unit, ...text } = props;
  const [typed, setTyped] = useState<string>();
  const [stepped, setStepped] = useState<number>();
  const move = (direction: 1 | -1) => {
    const next = steppedNumber({ value, step: direction * step, min, max });
    setTyped(undefined);
    setStepped(next);
    if (next !== value) onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    move(event.key === "ArrowUp" ? 1 : -1);
  };
  const type = (entry: string) => {
    setTyped(entry);
    setStepped(undefined);
    const number = Number(entry);
    const isInRange = entry.trim() !== "" && Number.isFinite(number) && number >= min && number <= max;
    onChange(isInRange ? number : undefined);
  };
  return (
    <Field {...text}>
      {(wiring) => (
        <div class={styles.stepper}>
          <Button
            aria-label={`Less: ${text.label}`}
            aria-disabled={value !== undefined && value <= min}
            onClick={() => move(-1)}
          >
            <Icon name="minus" />
          </Button>
          <input
            {...wiring}
            type="text"
            inputMode={Number.isInteger(step) ? "numeric" : "decimal"}
            autoComplete="off"
            class={classes(fieldStyles.control)}
            value={typed ?? (value === undefined ? "" : String(value))}
            onInput={(event) => type(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            onBlur={() => value !== undefined && setTyped(undefined)}
          />
          <Button
            aria-label={`More: ${text.label}`}
            aria-disabled={value !== undefined && value >= max}
            onClick={() => move(1)}
          >
            <Icon name="plus" />
          </Button>
          {unit && <span class={styles.unit}>{unit}</span>}
          <VisuallyHidden>
            <span aria-live="polite">{stepped ?? ""}</span>
          </VisuallyHidden>
        </div>
      )}
    </Field>
  );
}

/** One step from the value, or from the least one when there is none, kept between min and max and free of 0.1 + 0.2. */
export function steppedNumber(from: {
  value: number | undefined;
  step: number;
  min: number;
  max: number;
}): number {
  const next = from.value === undefined ? from.min : from.value + from.step;
  return Math.min(from.max, Math.max(from.min, Number(next.toFixed(6))));
}
