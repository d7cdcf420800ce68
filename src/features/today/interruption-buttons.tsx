// "I've been moved" and "Adult away": one act that takes out, or hands over, every session inside it.
import { useState } from "preact/hooks";
import type { Day } from "../../domain/calendar.ts";
import { adultsOn } from "../../domain/group.ts";
import { derivedId, staffIdSchema, type StaffId } from "../../domain/ids.ts";
import type { Interruption } from "../../domain/interruption.ts";
import * as records from "../../domain/records.ts";
import { instantNow } from "../../storage/access-facts.ts";
import { make, type Change } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { DateField } from "../../ui/date-field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { TimeField } from "../../ui/time-field.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirectory, type Directory } from "../shared/directory.tsx";
import { useHasRole } from "../shared/roles.ts";
import { SavingDialog } from "../shared/saving-form.tsx";
import { useSaving } from "../shared/saving.tsx";
import { useNow } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import { change } from "../../storage/write.ts";
import { readRecord } from "../../storage/read.ts";
import { parseDay } from "../../domain/calendar.ts";

/** Saves an interruption with what belongs to it, and offers to take it back. */
export function useInterrupt() {
  const { device } = useAlongside();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const interrupt = async (
    record: Omit<Interruption, "authorId" | "recordedAt">,
    alongside: readonly Change[] = [],
  ) => {
    const id = device.newId();
    const whole = { ...record, authorId: device.staffId, recordedAt: instantNow(device) };
    const isSaved = await saving.save([make(records.interruption, id, whole), ...alongside]);
    const undo = async () => {
      const stored = await readRecord(device, records.interruption, id);
      if (stored) await saving.save([change(records.interruption, stored, { cleared: true })]);
    };
    if (isSaved) offerUndo({ message: "Saved on this tablet", undo });
    return isSaved;
  };
  return { saving, interrupt };
}

export function MovedButton() {
  const { device } = useAlongside();
  const { today, secondsOfDay } = useNow();
  const { saving, interrupt } = useInterrupt();
  const [isOpen, setIsOpen] = useState(false);
  const [until, setUntil] = useState<number>();
  const [note, setNote] = useState("");
  const save = async () => {
    const isSaved = await interrupt({
      type: "moved",
      staffId: device.staffId,
      from: today,
      to: today,
      fromTime: secondsOfDay,
      ...(until !== undefined && { toTime: until }),
      ...(note.trim() !== "" && { note }),
    });
    if (isSaved) setIsOpen(false);
  };
  return (
    <>
      <Button icon="arrow-right" onClick={() => setIsOpen(true)}>
        I've been moved
      </Button>
      <SavingDialog
        open={isOpen}
        title="I've been moved"
        saving={saving}
        saveLabel="Moved from now"
        onSave={save}
        onClose={() => setIsOpen(false)}
      >
        <p>
          Your sessions from now on are marked as lost: adult needed elsewhere. One that you log later
          replaces it.
        </p>
        <TimeField
          label="Until"
          hint="Leave empty for the rest of the day."
          value={until}
          onChange={setUntil}
          optional
        />
        <TextField label="Where, or why" value={note} onChange={setNote} maxLength={120} optional />
      </SavingDialog>
    </>
  );
}

export function AdultAwayButton() {
  const { device } = useAlongside();
  const directory = useDirectory();
  const { today } = useNow();
  const isSenco = useHasRole("senco");
  const { saving, interrupt } = useInterrupt();
  const [isOpen, setIsOpen] = useState(false);
  const [staffId, setStaffId] = useState<string | undefined>(device.staffId);
  const [to, setTo] = useState<string | undefined>(today);
  const [cover, setCover] = useState<string>();
  const [isAsked, setIsAsked] = useState(false);
  const lastDay = to === undefined ? undefined : parseDay(to);
  const isBackwards = lastDay !== undefined && lastDay < today;
  const save = async () => {
    setIsAsked(true);
    if (staffId === undefined || lastDay === undefined || isBackwards) return;
    const away = staffIdSchema.parse(staffId);
    const coverId = cover === undefined ? undefined : staffIdSchema.parse(cover);
    const changes = coverId ? coverChanges(directory, away, coverId, today, lastDay) : [];
    const record = {
      type: "adult-away",
      staffId: away,
      from: today,
      to: lastDay,
      ...(coverId && { coverStaffId: coverId }),
    } as const;
    if (await interrupt(record, changes)) setIsOpen(false);
  };
  const people = [...directory.staffById].map(([value, one]) => ({ value, label: one.record.name }));
  return (
    <>
      <Button icon="users" onClick={() => setIsOpen(true)}>
        Adult away
      </Button>
      <SavingDialog
        open={isOpen}
        title="Adult away"
        saving={saving}
        saveLabel="Save"
        onSave={save}
        onClose={() => setIsOpen(false)}
      >
        <Select
          label="Who is away"
          options={people}
          value={staffId}
          onChange={setStaffId}
          error={isAsked && staffId === undefined ? "Choose who is away." : undefined}
        />
        <DateField
          label="Last day away"
          value={to}
          onChange={setTo}
          error={
            isAsked && (lastDay === undefined || isBackwards) ? "Enter today or a later day." : undefined
          }
        />
        {isSenco && (
          <Select
            label="Covered by"
            optional
            options={people.filter((one) => one.value !== staffId)}
            value={cover}
            onChange={setCover}
            blank="Nobody: the sessions are lost"
          />
        )}
      </SavingDialog>
    </>
  );
}

/** Whoever covers is given the groups of the one who is away, for those days only. */
function coverChanges(directory: Directory, away: StaffId, cover: StaffId, from: Day, to: Day): Change[] {
  return [...directory.groupsById.keys()].flatMap((groupId) => {
    const ofGroup = directory.groupStaff.map((one) => one.record).filter((one) => one.groupId === groupId);
    const isTheirs = adultsOn(ofGroup, from).some((one) => one.staffId === away);
    if (!isTheirs) return [];
    const record = { groupId, staffId: cover, role: "cover" as const, from, to };
    return [make(records.groupStaff, derivedId("cover", groupId, cover, from, to), record)];
  });
}
