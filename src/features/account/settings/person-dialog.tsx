// What somebody may act as, which class they teach, and their last day.
import { useEffect, useState } from "preact/hooks";
import { addDays, parseDay } from "../../../domain/calendar.ts";
import type { StaffId } from "../../../domain/ids.ts";
import { isInForce } from "../../../domain/pupil.ts";
import * as records from "../../../domain/records.ts";
import type { Role } from "../../../domain/staff.ts";
import { change, make, type Change } from "../../../storage/write.ts";
import { Button } from "../../../ui/button.tsx";
import { ChipGroupMany } from "../../../ui/chip-group-many.tsx";
import { DateField } from "../../../ui/date-field.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Stack } from "../../../ui/stack.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { useAlongside } from "../../shared/context.ts";
import { useDirectory } from "../../shared/directory.tsx";
import { useSaving } from "../../shared/saving.tsx";
import { useToday } from "../../shared/today.ts";
import { useOfferUndo } from "../../shared/undo.tsx";
import { roleOptions } from "./invite-person.tsx";

export function PersonDialog({
  staffId,
  onClose,
}: {
  readonly staffId: StaffId | undefined;
  readonly onClose: () => void;
}) {
  const { device } = useAlongside();
  const { staffById, classTeachers } = useDirectory();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const person = staffId && staffById.get(staffId);
  const current = classTeachers.find((one) => one.record.staffId === staffId && isInForce(one.record, today));
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [className, setClassName] = useState("");
  const [leftOn, setLeftOn] = useState<string>();
  useEffect(() => {
    setRoles(person?.record.roles ?? []);
    setClassName(current?.record.className ?? "");
    setLeftOn(person?.record.leftOn);
  }, [staffId]);
  if (person === undefined || staffId === undefined) return null;
  const save = async () => {
    if (roles.length === 0) return;
    const lastDay = leftOn === undefined ? undefined : parseDay(leftOn);
    const changes: Change[] = [
      change(records.staff, person, { roles: [...roles], ...(lastDay && { leftOn: lastDay }) }),
    ];
    if (className.trim() !== (current?.record.className ?? "")) {
      // A class is dated: the old one ends yesterday, so that what was done under it stays right.
      if (current) changes.push(change(records.classTeacher, current, { to: addDays(today, -1) }));
      if (className.trim() !== "") {
        changes.push(
          make(records.classTeacher, device.newId(), { staffId, className: className.trim(), from: today }),
        );
      }
    }
    if (!(await saving.save(changes))) return;
    offerUndo({ message: "Saved on this tablet" });
    onClose();
  };
  return (
    <Dialog
      open
      title={person.record.name}
      onClose={onClose}
      actions={
        <Button variant="primary" busy={saving.isSaving} onClick={() => void save()}>
          Save
        </Button>
      }
    >
      <Stack>
        {saving.problem !== undefined && <Notice tone="problem">{saving.problem}</Notice>}
        <ChipGroupMany
          label="May act as"
          options={roleOptions}
          values={roles}
          onChange={setRoles}
          error={roles.length === 0 ? "Choose at least one." : undefined}
        />
        <TextField
          label="Class taught"
          hint="From today."
          value={className}
          onChange={setClassName}
          maxLength={40}
          optional
        />
        <DateField label="Last day here" value={leftOn} onChange={setLeftOn} optional />
      </Stack>
    </Dialog>
  );
}
