// A member of staff: names, what they may act as, which class they teach, and their last day.
import { useState } from "preact/hooks";
import { parseDay } from "../../../domain/calendar.ts";
import type { StaffId } from "../../../domain/ids.ts";
import { isInForce } from "../../../domain/pupil.ts";
import type { Role, Staff } from "../../../domain/staff.ts";
import type { Stored } from "../../../storage/read.ts";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { ChipGroupMany } from "../../../ui/chip-group-many.tsx";
import { DateField } from "../../../ui/date-field.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { ClassField } from "../../shared/class-field.tsx";
import { useDirectory } from "../../shared/directory.tsx";
import { SavingDialog } from "../../shared/saving-form.tsx";
import { useToday } from "../../shared/today.ts";
import { roleOptions } from "./invite-person.tsx";
import { personProblem, type PersonDraft } from "./person-changes.ts";
import { useSavingPerson } from "./use-saving-person.ts";

export function PersonDialog(props: {
  readonly staffId: StaffId;
  readonly person: Stored<Staff>;
  readonly onClose: () => void;
}) {
  const { staffId, person, onClose } = props;
  const { staffById, classTeachers } = useDirectory();
  const today = useToday();
  const { record } = person;
  const current = classTeachers.find((one) => one.record.staffId === staffId && isInForce(one.record, today));
  const saving = useSavingPerson(staffId, person, current);
  const [name, setName] = useState(record.name);
  const [shortName, setShortName] = useState(record.shortName);
  const [roles, setRoles] = useState<readonly Role[]>(record.roles);
  const [className, setClassName] = useState(current?.record.className ?? "");
  const [isLeaving, setIsLeaving] = useState(record.leftOn !== undefined);
  const [leftOn, setLeftOn] = useState<string | undefined>(record.leftOn ?? today);
  const lastDay = isLeaving ? parseDay(leftOn ?? "") : undefined;
  const teaches = roles.includes("class-teacher");
  const draft: PersonDraft = {
    name,
    shortName,
    roles,
    className: teaches ? className : "",
    leftOn: lastDay,
  };
  const refusal = personProblem(draft, staffId, staffById);
  const isComplete = name.trim() !== "" && shortName.trim() !== "" && roles.length > 0;
  const save = async () => {
    if (!isComplete || refusal !== undefined || (isLeaving && lastDay === undefined)) return;
    if (await saving.save(draft)) onClose();
  };
  return (
    <>
      <SavingDialog
        open
        title={record.name}
        saving={{ ...saving, problem: refusal ?? saving.problem }}
        saveLabel="Save"
        onSave={save}
        onClose={onClose}
      >
        <Names name={name} onName={setName} shortName={shortName} onShortName={setShortName} />
        <ChipGroupMany
          label="May act as"
          options={roleOptions}
          values={roles}
          onChange={setRoles}
          error={roles.length === 0 ? "Choose at least one." : undefined}
        />
        {teaches && <ClassField value={className} onChange={setClassName} />}
        {record.leftOn === undefined && (
          <Checkbox label="Is leaving, or has left" checked={isLeaving} onChange={setIsLeaving} />
        )}
        {isLeaving && (
          <DateField
            label="Last day here"
            hint="From the next day on this person can no longer sign in or be chosen."
            value={leftOn}
            onChange={setLeftOn}
            error={leftOn === undefined ? "Enter the last day as day, month and year." : undefined}
          />
        )}
      </SavingDialog>
      {saving.question}
    </>
  );
}

function Names(props: {
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly shortName: string;
  readonly onShortName: (name: string) => void;
}) {
  return (
    <>
      <TextField
        label="Full name"
        value={props.name}
        onChange={props.onName}
        maxLength={80}
        error={props.name.trim() === "" ? "Enter the person's name." : undefined}
      />
      <TextField
        label="Short name, on cards"
        value={props.shortName}
        onChange={props.onShortName}
        maxLength={40}
        error={props.shortName.trim() === "" ? "Enter a short name." : undefined}
      />
    </>
  );
}
