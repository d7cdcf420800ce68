// The controls of the gallery that hold a value, each with its own state as a screen would have it.
import { useState } from "preact/hooks";
import { Button } from "../../src/ui/button.tsx";
import { Checkbox } from "../../src/ui/checkbox.tsx";
import { ChipGroupMany } from "../../src/ui/chip-group-many.tsx";
import { ChipGroup } from "../../src/ui/chip-group.tsx";
import { Combobox } from "../../src/ui/combobox.tsx";
import { DateChoice } from "../../src/ui/date-choice.tsx";
import { DateField } from "../../src/ui/date-field.tsx";
import { Dialog } from "../../src/ui/dialog.tsx";
import { DurationChips } from "../../src/ui/duration-chips.tsx";
import { FilePicker } from "../../src/ui/file-picker.tsx";
import { NumberStepper } from "../../src/ui/number-stepper.tsx";
import { SearchField } from "../../src/ui/search-field.tsx";
import { Select } from "../../src/ui/select.tsx";
import { Stack } from "../../src/ui/stack.tsx";
import { TextArea } from "../../src/ui/text-area.tsx";
import { TextField } from "../../src/ui/text-field.tsx";
import { TimeField } from "../../src/ui/time-field.tsx";

const reasons = [
  { value: "absent", label: "Pupil absent" },
  { value: "cover", label: "Moved to cover" },
  { value: "trip", label: "Trip or event" },
] as const;
type Reason = (typeof reasons)[number]["value"];

const people = [
  { value: "1", label: "Amber Ali", hint: "Year 3" },
  { value: "2", label: "Bilal Brown", hint: "Year 4" },
  { value: "3", label: "Chloé Carter", hint: "Year 4" },
];

export function GalleryForm() {
  return (
    <Stack gap="large">
      <Choices />
      <TypedFields />
    </Stack>
  );
}

function Choices() {
  const [reason, setReason] = useState<Reason>();
  const [reasonsChosen, setReasons] = useState<Reason[]>(["cover"]);
  const [day, setDay] = useState<string | undefined>("2026-08-06");
  const [other, setOther] = useState<string | undefined>("2026-07-30");
  const [minutes, setMinutes] = useState<number | undefined>(20);
  const [person, setPerson] = useState<string>();
  const [isAgreed, setAgreed] = useState(true);
  return (
    <>
      <ChipGroup label="Why was it not run?" options={reasons} value={reason} onChange={setReason} />
      <ChipGroupMany
        label="Who was away?"
        optional
        options={reasons}
        values={reasonsChosen}
        onChange={setReasons}
      />
      <DateChoice label="When was it?" today="2026-08-06" value={day} onChange={setDay} />
      <DateChoice label="When was the other?" today="2026-08-06" value={other} onChange={setOther} />
      <DurationChips
        id="minutes"
        label="How long?"
        error="Enter how long it lasted"
        value={minutes}
        onChange={setMinutes}
      />
      <Combobox
        label="Pupil"
        hint="Type a few letters"
        options={people}
        value={person}
        onChange={setPerson}
      />
      <Select label="Intervention" options={reasons} value={reason} onChange={setReason} />
      <Checkbox label="The parents agreed" hint="In writing" checked={isAgreed} onChange={setAgreed} />
    </>
  );
}

function TypedFields() {
  const [text, setText] = useState("");
  const [note, setNote] = useState("Kept going with the longer words.");
  const [score, setScore] = useState<number | undefined>(4);
  const [time, setTime] = useState<number | undefined>(52200);
  const [start, setStart] = useState<string>();
  return (
    <>
      <TextField label="Name" hint="As people say it" error="Enter a name" value={text} onChange={setText} />
      <TextArea label="Note" optional maxLength={120} value={note} onChange={setNote} />
      <NumberStepper label="Score" max={10} unit="of 10" value={score} onChange={setScore} />
      <TimeField label="Started at" value={time} onChange={setTime} />
      <DateField label="Start date" hint="For example, 6 8 2026" value={start} onChange={setStart} />
      <SearchField label="Find a pupil" value={text} onChange={setText} results="3 pupils" />
      <FilePicker
        label="Class list"
        hint="A CSV or Excel file"
        accept=".csv,.xlsx"
        onFile={() => undefined}
      />
    </>
  );
}

export function DialogDemo() {
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <Button onClick={() => setOpen(true)}>Open the dialog</Button>
      <Dialog
        open={isOpen}
        title="Finish my day"
        onClose={() => setOpen(false)}
        actions={
          <Button variant="primary" onClick={() => setOpen(false)}>
            Finish
          </Button>
        }
      >
        <p>2 sessions are not logged yet.</p>
      </Dialog>
    </div>
  );
}
