// Who knows the child and gave the answers; two people's answers are two assessments.
import { staffIdSchema, type StaffId } from "../../domain/ids.ts";
import { ChipGroupMany } from "../../ui/chip-group-many.tsx";
import { Combobox } from "../../ui/combobox.tsx";
import { useDirectory } from "../shared/directory.tsx";

export function AssessorsField(props: {
  readonly values: readonly StaffId[];
  readonly onChange: (values: readonly StaffId[]) => void;
  readonly error: string | undefined;
}) {
  const { values, onChange } = props;
  const { staffById } = useDirectory();
  const nameOf = (id: StaffId) => staffById.get(id)?.record.shortName ?? "An adult not on this tablet";
  const others = [...staffById]
    .filter(([id, one]) => !values.includes(id) && one.record.leftOn === undefined)
    .map(([id, one]) => ({ value: String(id), label: one.record.name }))
    .toSorted((a, b) => a.label.localeCompare(b.label, "en-GB"));
  const add = (id: string | undefined) => {
    const parsed = staffIdSchema.safeParse(id);
    if (parsed.success) onChange([...values, parsed.data]);
  };
  return (
    <>
      {values.length > 0 && (
        <ChipGroupMany
          label="Who gave the answers"
          options={values.map((value) => ({ value, label: nameOf(value) }))}
          values={values}
          onChange={onChange}
        />
      )}
      <Combobox
        id="boxall-assessors"
        label={values.length === 0 ? "Who gave the answers" : "Somebody else as well"}
        hint="Answers given together are one assessment. Two people who answered apart are two."
        optional={values.length > 0}
        options={others}
        value={undefined}
        onChange={add}
        error={props.error}
      />
    </>
  );
}
