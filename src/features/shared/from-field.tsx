// The first day from which something new holds.
import { DateField } from "../../ui/date-field.tsx";

export function FromField(props: {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  /** Somebody tried to save: a missing day is a problem now. */
  readonly isAsked: boolean;
}) {
  const isMissing = props.isAsked && props.value === undefined;
  return (
    <DateField
      label="From"
      value={props.value}
      onChange={props.onChange}
      error={isMissing ? "Enter the first day as day, month and year." : undefined}
    />
  );
}
