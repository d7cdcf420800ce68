// A child who is not on the list: first name and class are enough now; the SENCO merges the card with the real one later.
import { useState } from "preact/hooks";
import { pupilIdSchema, type PupilId } from "../../domain/ids.ts";
import { uniqueInitials } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import { make } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useAlongside } from "./context.ts";
import { useDirectory } from "./directory.tsx";
import { SavingDialog } from "./saving-form.tsx";
import { useSaving } from "./saving.tsx";
import { useToday } from "./today.ts";

export function NewChild({ onAdded }: { readonly onAdded: (pupilId: PupilId) => void }) {
  const { device } = useAlongside();
  const { pupilsById } = useDirectory();
  const today = useToday();
  const saving = useSaving();
  const [isOpen, setIsOpen] = useState(false);
  const [name, setName] = useState("");
  const [className, setClassName] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  const add = async () => {
    setIsAsked(true);
    const knownAs = name.trim();
    if (knownAs === "") return;
    const pupilId = pupilIdSchema.parse(device.newId());
    const taken = new Set([...pupilsById.values()].map((one) => one.record.initials));
    const card = {
      knownAs,
      familyInitial: "",
      initials: uniqueInitials(knownAs, "", taken),
      provisional: true,
    };
    const enrolment = { pupilId, className: className.trim(), from: today };
    const isSaved = await saving.save([
      make(records.pupil, pupilId, card),
      make(records.enrolment, device.newId(), enrolment),
    ]);
    if (!isSaved) return;
    onAdded(pupilId);
    setIsOpen(false);
    setName("");
    setClassName("");
    setIsAsked(false);
  };
  return (
    <>
      <Button variant="quiet" icon="plus" onClick={() => setIsOpen(true)}>
        A child who is not on the list
      </Button>
      <SavingDialog
        open={isOpen}
        title="A child who is not on the list"
        saving={saving}
        saveLabel="Add this child"
        onSave={add}
        onClose={() => setIsOpen(false)}
      >
        <TextField
          label="First name"
          value={name}
          onChange={setName}
          maxLength={60}
          error={isAsked && name.trim() === "" ? "Enter the child's first name." : undefined}
        />
        <TextField label="Class" value={className} onChange={setClassName} maxLength={40} optional />
      </SavingDialog>
    </>
  );
}
