// "Trip or event": a class, or the whole school, is out today; every session planned for those children alone is lost to it.
import { useState } from "preact/hooks";
import { enrolmentOn } from "../../domain/pupil.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { useDirectory } from "../shared/directory.tsx";
import { SavingDialog } from "../shared/saving-form.tsx";
import { useToday } from "../shared/today.ts";
import { useInterrupt } from "./interruption-buttons.tsx";

export function TripButton() {
  const { enrolments } = useDirectory();
  const today = useToday();
  const { saving, interrupt } = useInterrupt();
  const [isOpen, setIsOpen] = useState(false);
  const [className, setClassName] = useState<string>();
  const byPupil = Map.groupBy(enrolments, (one) => one.record.pupilId);
  const current = [...byPupil.values()].map(
    (own) =>
      enrolmentOn(
        own.map((one) => one.record),
        today,
      )?.className ?? "",
  );
  const classes = [...new Set(current)]
    .filter((name) => name !== "")
    .toSorted((a, b) => a.localeCompare(b, "en-GB", { numeric: true }));
  const save = async () => {
    const isSaved = await interrupt({
      type: "trip",
      from: today,
      to: today,
      ...(className !== undefined && { className }),
    });
    if (isSaved) setIsOpen(false);
  };
  return (
    <>
      <Button icon="calendar" onClick={() => setIsOpen(true)}>
        Trip or event
      </Button>
      <SavingDialog
        open={isOpen}
        title="Trip or event today"
        saving={saving}
        saveLabel="Save"
        onSave={save}
        onClose={() => setIsOpen(false)}
      >
        <p>
          Sessions whose children are all out are marked as lost: trip or event. One that you log later
          replaces it.
        </p>
        <Select
          label="Who is out"
          blank="The whole school"
          options={classes.map((value) => ({ value, label: value }))}
          value={className}
          onChange={setClassName}
        />
      </SavingDialog>
    </>
  );
}
