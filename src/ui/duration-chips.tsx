// A length in minutes: the usual ones in one tap, any other by five more, five fewer, or typing.
import { useId } from "preact/hooks";
import { Chip } from "./chip.tsx";
import styles from "./chip.module.css";
import { FieldGroup } from "./field-group.tsx";
import type { FieldText } from "./field.tsx";
import { NumberStepper } from "./number-stepper.tsx";

export interface DurationChipsProps extends FieldText {
  /** Minutes. */
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
  /** The usual lengths in minutes; the planned one may be put among them. */
  readonly choices?: readonly number[] | undefined;
  readonly step?: number | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

const usualMinutes = [10, 15, 20, 30] as const;

export function DurationChips(props: DurationChipsProps) {
  const { value, onChange, choices = usualMinutes, step = 5, min = 5, max = 480, ...text } = props;
  const name = useId();
  return (
    <FieldGroup {...text}>
      <div class={styles.chips}>
        {choices.map((minutes) => (
          <Chip
            key={minutes}
            type="radio"
            name={name}
            option={{ value: String(minutes), label: `${minutes} min` }}
            checked={value === minutes}
            onChange={() => onChange(minutes)}
          />
        ))}
        <NumberStepper
          label={`${text.label} in minutes`}
          hideLabel
          unit="minutes"
          {...{ value, onChange, step, min, max }}
        />
      </div>
    </FieldGroup>
  );
}
