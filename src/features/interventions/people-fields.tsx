// Choosing children and adults for a group: by name, each shown as a chip that can be taken out again.
import type { Day } from "../../domain/calendar.ts";
import type { PupilId, StaffId } from "../../domain/ids.ts";
import { ChipGroupMany } from "../../ui/chip-group-many.tsx";
import { Combobox } from "../../ui/combobox.tsx";
import { Stack } from "../../ui/stack.tsx";
import { useDirectory } from "../shared/directory.tsx";
import { usePupilOptions } from "../shared/pupil-options.ts";

export function PupilsField(props: {
  readonly day: Day;
  readonly values: readonly PupilId[];
  readonly onChange: (ids: readonly PupilId[]) => void;
}) {
  const options = usePupilOptions(props.day);
  const chosen = options.filter((one) => props.values.includes(one.value));
  return (
    <Stack>
      <Combobox
        label="Add a pupil"
        options={options.filter((one) => !props.values.includes(one.value))}
        value={undefined}
        onChange={(value) => {
          const pupil = options.find((one) => one.value === value);
          if (pupil) props.onChange([...props.values, pupil.value]);
        }}
      />
      {chosen.length > 0 && (
        <ChipGroupMany
          label={`Pupils (${chosen.length})`}
          options={chosen.map(({ value, label }) => ({ value, label }))}
          values={props.values}
          onChange={props.onChange}
        />
      )}
    </Stack>
  );
}

export function AdultsField(props: {
  readonly label: string;
  readonly values: readonly StaffId[];
  readonly onChange: (ids: readonly StaffId[]) => void;
}) {
  const { staffById } = useDirectory();
  const people = [...staffById].filter(([, one]) => one.record.leftOn === undefined);
  return (
    <ChipGroupMany
      label={props.label}
      hint="The first one leads."
      options={people.map(([value, one]) => ({ value, label: one.record.name }))}
      values={props.values}
      onChange={props.onChange}
    />
  );
}
