// One more adult of a group: who, in which part, from which day; a cover is for one day only.
import { useState } from "preact/hooks";
import { addDays, parseDay } from "../../domain/calendar.ts";
import type { GroupStaff } from "../../domain/group.ts";
import { derivedId } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import type { Stored } from "../../storage/read.ts";
import { change, make } from "../../storage/write.ts";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { DateField } from "../../ui/date-field.tsx";
import { Select } from "../../ui/select.tsx";
import { justMade } from "../shared/just-made.ts";
import { SavingForm } from "../shared/saving-form.tsx";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import type { GroupPart } from "./group-screen.tsx";
import { useStaffOptions } from "./staff-options.ts";

export function AddAdult(props: {
  readonly groupId: GroupPart["id"];
  readonly rows: readonly Stored<GroupStaff>[];
}) {
  const { groupId, rows } = props;
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const people = useStaffOptions();
  const [who, setWho] = useState<string>();
  const [role, setRole] = useState<GroupStaff["role"]>("support");
  const [from, setFrom] = useState<string | undefined>(today);
  const [isAsked, setIsAsked] = useState(false);
  const staffId = people.find((one) => one.value === who)?.value;
  const day = parseDay(from ?? "");
  const add = async () => {
    setIsAsked(true);
    if (staffId === undefined || day === undefined) return;
    const isCover = role === "cover";
    const to = isCover ? day : null;
    // Two devices that arrange the same cover or the same part meet on one record.
    const id = isCover
      ? derivedId("cover", groupId, staffId, day, day)
      : derivedId("staffing", groupId, staffId, day, role);
    const before = rows.find((one) => one.id === id);
    const record: GroupStaff = { groupId, staffId, role, from: day, to };
    const wish = before ? change(records.groupStaff, before, { to }) : make(records.groupStaff, id, record);
    if (!(await saving.save([wish]))) return;
    const toBefore = before ? (before.record.to ?? null) : addDays(day, -1);
    const back = change(records.groupStaff, before ?? justMade(id, record), { to: toBefore });
    offerUndo({ message: "Saved on this tablet", undo: async () => void (await saving.save([back])) });
    setWho(undefined);
    setIsAsked(false);
  };
  return (
    <SavingForm saving={saving} saveLabel="Add this adult" onSave={add}>
      <Select
        label="Adult"
        options={people}
        value={staffId}
        onChange={setWho}
        error={isAsked && staffId === undefined ? "Choose the adult." : undefined}
      />
      <ChipGroup
        label="Part"
        options={[
          { value: "lead", label: "Leads" },
          { value: "support", label: "Supports" },
          { value: "cover", label: "Covers one day" },
        ]}
        value={role}
        onChange={setRole}
      />
      <DateField
        label={role === "cover" ? "Day" : "From"}
        value={from}
        onChange={setFrom}
        error={isAsked && day === undefined ? "Enter day, month and year." : undefined}
      />
    </SavingForm>
  );
}
