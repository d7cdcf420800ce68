// A time of day with the browser's own picker; outside it is whole seconds since midnight.
import { classes } from "./classes.ts";
import { Field, type FieldText } from "./field.tsx";
import styles from "./field.module.css";

export interface TimeFieldProps extends FieldText {
  /** Seconds since local midnight; shown to the minute. */
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

export function TimeField({ value, onChange, ...text }: TimeFieldProps) {
  return (
    <Field {...text}>
      {(wiring) => (
        <input
          {...wiring}
          type="time"
          class={classes(styles.control, styles.short)}
          value={value === undefined ? "" : clockOfSeconds(value)}
          onInput={(event) => onChange(secondsOfClock(event.currentTarget.value))}
        />
      )}
    </Field>
  );
}

/** 52200 as "14:30". */
export function clockOfSeconds(secondsOfDay: number): string {
  const minutesOfDay = Math.floor(secondsOfDay / 60);
  const pad = (number: number) => String(number).padStart(2, "0");
  return `${pad(Math.floor(minutesOfDay / 60))}:${pad(minutesOfDay % 60)}`;
}

/** "14:30" as 52200; undefined for anything but a time of day. */
export function secondsOfClock(clock: string): number | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)/.exec(clock);
  return match === null ? undefined : Number(match[1]) * 3600 + Number(match[2]) * 60;
}
