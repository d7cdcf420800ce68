// Choosing children and adults for a group: by name, each shown as a chip that can be taken out again.
import type { Day } from "../../domain/calendar.ts";
import type { PupilId, StaffId } from "../../domain/ids.ts";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { ChipGroupMany } from "../../ui/chip-group-many.tsx";
import { Combobox } from "../../ui/combobox.tsx";
import { Stack } from "../../ui/stack.tsx";
import { usePupilOptions } from "../shared/pupil-options.ts";
import { useStaffOptions } from "./staff-options.ts";

interface FieldProps<Id> {
  readonly id: string;
  readonly values: readonly Id[];
  readonly onChange: (ids: readonly Id[]) => void;
  readonly error?: string | undefined;
}

export function PupilsField(props: FieldProps<PupilId> & { readonly day: Day }) {
  const options = usePupilOptions(props.day);
  const chosen = options.filter((one) => props.values.includes(one.value));
  return (
    <Stack>
      <Combobox
        id={props.id}
        label="Add a pupil"
        hint="Type a name, then choose. As many as the group has."
        options={options.filter((one) => !props.values.includes(one.value))}
        value={undefined}
        onChange={(value) => {
          const pupil = options.find((one) => one.value === value);
          if (pupil) props.onChange([...props.values, pupil.value]);
        }}
        error={props.error}
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

export function AdultsField(props: FieldProps<StaffId> & { readonly label: string }) {
  return (
    <ChipGroupMany
      id={props.id}
      label={props.label}
      options={useStaffOptions()}
      values={props.values}
      onChange={props.onChange}
      error={props.error}
    />
  );
}

export function LeadField(props: {
  readonly values: readonly StaffId[];
  readonly leadId: StaffId | undefined;
  readonly onChange: (leadId: StaffId) => void;
}) {
  const options = useStaffOptions().filter((one) => props.values.includes(one.value));
  return <ChipGroup label="Who leads?" options={options} value={props.leadId} onChange={props.onChange} />;
}
