// Monday to Friday, morning and afternoon, as ten boxes; those on which the group does not meet are left out.
import { halfDays, halfLabel, type Half, type HalfDay } from "../../domain/half-days.ts";
import { FieldGroup } from "../../ui/field-group.tsx";
import styles from "./nurture-group.module.css";

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"] as const;
const halves: readonly Half[] = ["am", "pm"];

export function HalfDayField(props: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly values: readonly HalfDay[];
  readonly meets: readonly HalfDay[];
  readonly onChange: (values: HalfDay[]) => void;
}) {
  const { values, meets, onChange } = props;
  const toggle = (changed: HalfDay) =>
    onChange(halfDays.filter((one) => (one === changed ? !values.includes(one) : values.includes(one))));
  const cell = (at: number, half: Half) => halfDays.find((one) => one === `${at + 1}${half}`);
  return (
    <FieldGroup label={props.label} hint={props.hint}>
      <table class={styles.week}>
        <thead>
          <tr>
            <th scope="col">Half-day</th>
            {weekdays.map((day) => (
              <th key={day} scope="col">
                {day.slice(0, 3)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {halves
            .filter((half) => meets.some((one) => one.endsWith(half)))
            .map((half) => (
              <tr key={half}>
                <th scope="row">{halfLabel[half]}</th>
                {weekdays.map((day, at) => {
                  const one = cell(at, half);
                  return (
                    <td key={day}>
                      {one && meets.includes(one) ? (
                        <label class={styles.box}>
                          <input
                            type="checkbox"
                            aria-label={`${day} ${halfLabel[half].toLowerCase()}`}
                            checked={values.includes(one)}
                            onChange={() => toggle(one)}
                          />
                        </label>
                      ) : (
                        <span aria-hidden="true">–</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
        </tbody>
      </table>
    </FieldGroup>
  );
}

/** "Monday, Tuesday and Friday mornings": the half-days of a week in words. */
export function halfDayWords(values: readonly HalfDay[]): string {
  const parts = halves.flatMap((half) => {
    const days = weekdays.filter((_day, at) => values.some((one) => one === `${at + 1}${half}`));
    if (days.length === 0) return [];
    const named = days.length === weekdays.length ? "all" : days.map((day) => day.slice(0, 3)).join(", ");
    return [`${named} ${halfLabel[half].toLowerCase()}s`];
  });
  return parts.length === 0 ? "none" : parts.join("; ");
}
