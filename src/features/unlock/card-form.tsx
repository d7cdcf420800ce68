// The write-only card: who, when, how long, how many, one line. It is sealed to the server as soon as it is kept; nobody
// on this tablet can read it again, its writer included. It waits in their My log and counts when they have finished it.
import { useState } from "preact/hooks";
import { dayInZone, secondsOfDayInZone } from "../../domain/calendar.ts";
import { Button } from "../../ui/button.tsx";
import { DurationChips } from "../../ui/duration-chips.tsx";
import { Notice } from "../../ui/notice.tsx";
import { NumberStepper } from "../../ui/number-stepper.tsx";
import { Select } from "../../ui/select.tsx";
import { Stack } from "../../ui/stack.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { TimeField } from "../../ui/time-field.tsx";
import { LockedHead } from "./locked-head.tsx";
import styles from "./unlock.module.css";
import type { LockedPerson, UnlockDoor } from "./unlock-door.ts";

const usualMinutes = 20;
const mostChildren = 40;

export function CardForm(props: {
  readonly door: UnlockDoor;
  /** The time in milliseconds since the epoch, as this device believes. */
  readonly nowMs: () => number;
  readonly person: LockedPerson | undefined;
  readonly onDone: () => void;
}) {
  const { door, nowMs } = props;
  const now = secondsOfDayInZone(nowMs());
  const [key, setKey] = useState(props.person?.key);
  const [start, setStart] = useState<number | undefined>(Math.max(0, now - (now % 300) - usualMinutes * 60));
  const [minutes, setMinutes] = useState<number | undefined>(usualMinutes);
  const [children, setChildren] = useState<number | undefined>(1);
  const [line, setLine] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  const [isKept, setIsKept] = useState(false);
  const person = door.people.find((one) => one.key === key);
  const keep = async (event: Event) => {
    event.preventDefault();
    setIsAsked(true);
    if (!person || start === undefined || !minutes || !children || !door.keepCard) return;
    const date = dayInZone(nowMs());
    await door.keepCard({ person, date, start, minutes, children, line: line.trim() });
    setIsKept(true);
  };
  if (isKept) return <Kept name={person?.name ?? ""} onDone={props.onDone} />;
  return (
    <form class={styles.narrow} onSubmit={(event) => void keep(event)} noValidate>
      <LockedHead title="Note a session for later" onBack={props.onDone}>
        Sealed at once: nobody on this tablet can read it. It waits in your My log until you finish it.
      </LockedHead>
      <Select
        label="Whose session"
        options={door.people.map((one) => ({ value: one.key, label: one.name }))}
        value={key}
        onChange={setKey}
        error={isAsked && !person ? "Choose your name." : undefined}
      />
      <TimeField
        label="Began at"
        value={start}
        onChange={setStart}
        error={isAsked && start === undefined ? "Enter when it began." : undefined}
      />
      <DurationChips
        label="How long"
        value={minutes}
        onChange={setMinutes}
        error={isAsked && !minutes ? "Enter how many minutes." : undefined}
      />
      <NumberStepper
        label="How many children"
        value={children}
        onChange={setChildren}
        min={1}
        max={mostChildren}
        error={isAsked && !children ? "Enter how many children." : undefined}
      />
      <TextField
        label="One line to remember it by"
        hint="No names, please: 'Phonics in the library'."
        value={line}
        onChange={setLine}
        maxLength={120}
        width="full"
        optional
      />
      <Button type="submit" variant="primary" big>
        Seal and keep
      </Button>
    </form>
  );
}

function Kept({ name, onDone }: { readonly name: string; readonly onDone: () => void }) {
  return (
    <div class={styles.narrow}>
      <Stack>
        <Notice tone="success" title="Sealed on this tablet" announce>
          {`It is sent by itself when the network is there, and then waits in the My log of ${name} as "Finish this". It counts when it is finished.`}
        </Notice>
        <Button variant="primary" big onClick={onDone}>
          Done
        </Button>
      </Stack>
    </div>
  );
}
