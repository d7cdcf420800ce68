// A member of staff: names, what they may act as, which class they teach, and their last day.
import { useState } from "preact/hooks";
import { parseDay } from "../../../domain/calendar.ts";
import type { StaffId } from "../../../domain/ids.ts";
import { isInForce } from "../../../domain/pupil.ts";
import * as records from "../../../domain/records.ts";
import type { Role, Staff } from "../../../domain/staff.ts";
import type { Stored } from "../../../storage/read.ts";
import { change } from "../../../storage/write.ts";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { ChipGroupMany } from "../../../ui/chip-group-many.tsx";
import { DateField } from "../../../ui/date-field.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { ClassField } from "../../shared/class-field.tsx";
import { useAlongside } from "../../shared/context.ts";
import { useDirectory } from "../../shared/directory.tsx";
import { SavingDialog } from "../../shared/saving-form.tsx";
import { useSaving } from "../../shared/saving.tsx";
import { useToday } from "../../shared/today.ts";
import { useOfferUndo } from "../../shared/undo.tsx";
import { roleOptions } from "./invite-person.tsx";
import { personChanges, personProblem, type PersonDraft } from "./person-changes.ts";

export function PersonDialog(props: {
  readonly staffId: StaffId;
  readonly person: Stored<Staff>;
  readonly onClose: () => void;
}) {
  const { staffId, person, onClose } = props;
  const { device } = useAlongside();
  const { staffById, classTeachers } = useDirectory();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const { record } = person;
  const current = classTeachers.find((one) => one.record.staffId === staffId && isInForce(one.record, today));
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
    const on = { staffId, today, newId: device.newId };
    if (!(await saving.save(personChanges(draft, person, current, on)))) return;
    const back = { name: record.name, shortName: record.shortName, roles: record.roles };
    const undo = async () => void (await saving.save([change(records.staff, person, back)]));
    // A last day and a class cannot be cleared, only set anew, so the undo offers what it can keep.
    const canUndo = lastDay === undefined && draft.className.trim() === (current?.record.className ?? "");
    offerUndo({ message: "Saved on this tablet", ...(canUndo && { undo }) });
    onClose();
  };
  return (
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
