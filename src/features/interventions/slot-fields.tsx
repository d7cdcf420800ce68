// When a slot takes place: weekly, in A or B weeks, or so many times in any week; where, and from when until when.
import { Checkbox } from "../../ui/checkbox.tsx";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { DateField } from "../../ui/date-field.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import type { FormProblem } from "../../ui/error-summary.tsx";
import { NumberStepper } from "../../ui/number-stepper.tsx";
import { Stack } from "../../ui/stack.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { TimeField } from "../../ui/time-field.tsx";
import { weekdayNames } from "../shared/slot-words.ts";
import type { SlotDraft } from "./slot-draft.ts";

const days = [1, 2, 3, 4, 5].map((day) => ({ value: String(day), label: weekdayNames[day] ?? "" }));

interface SlotFieldsProps {
  readonly draft: SlotDraft;
  readonly onChange: (draft: SlotDraft) => void;
  /** What the ids of the fields begin with, so that two forms on one page differ. */
  readonly idBase: string;
  readonly problems: readonly FormProblem[];
}

export function SlotFields(props: SlotFieldsProps) {
  const { draft, idBase } = props;
  const set = (part: Partial<SlotDraft>) => props.onChange({ ...draft, ...part });
  return (
    <Stack>
      <ChipGroup
        label="How often"
        options={[
          { value: "weekly", label: "Every week" },
          { value: "fortnightly", label: "A or B weeks" },
          { value: "times-a-week", label: "So many times a week" },
        ]}
        value={draft.repeats}
        onChange={(repeats) => set({ repeats })}
      />
      {draft.repeats === "fortnightly" && (
        <ChipGroup
          label="Week"
          options={[
            { value: "A", label: "A weeks" },
            { value: "B", label: "B weeks" },
          ]}
          value={draft.week}
          onChange={(week) => set({ week })}
        />
      )}
      <DayAndTime {...props} />
      <NumberStepper
        id={`${idBase}-minutes`}
        label="Length"
        unit="minutes"
        step={5}
        min={5}
        max={480}
        value={draft.minutes}
        onChange={(minutes) => set({ minutes })}
        error={errorAt(props, "minutes")}
      />
      <RoomAndDates {...props} />
    </Stack>
  );
}

function DayAndTime(props: SlotFieldsProps) {
  const { draft, idBase } = props;
  const set = (part: Partial<SlotDraft>) => props.onChange({ ...draft, ...part });
  if (draft.repeats === "times-a-week") {
    return (
      <NumberStepper
        id={`${idBase}-times`}
        label="Times a week"
        hint="On any days, as it fits."
        min={1}
        max={5}
        value={draft.times}
        onChange={(times) => set({ times })}
        error={errorAt(props, "times")}
      />
    );
  }
  return (
    <>
      <ChipGroup
        id={`${idBase}-weekday`}
        label="Day of the week"
        options={days}
        value={draft.weekday}
        onChange={(weekday) => set({ weekday })}
        error={errorAt(props, "weekday")}
      />
      <TimeField
        id={`${idBase}-start`}
        label="Starts at"
        value={draft.start}
        onChange={(start) => set({ start })}
        error={errorAt(props, "start")}
      />
    </>
  );
}

function RoomAndDates(props: SlotFieldsProps) {
  const { draft, idBase } = props;
  const set = (part: Partial<SlotDraft>) => props.onChange({ ...draft, ...part });
  const isBroken = errorAt(props, "from") !== undefined || errorAt(props, "to") !== undefined;
  return (
    <Disclosure summary="Room and dates" open={isBroken || undefined}>
      <Stack>
        <TextField
          label="Room"
          value={draft.room}
          onChange={(room) => set({ room })}
          maxLength={40}
          optional
        />
        <DateField
          id={`${idBase}-from`}
          label="First day"
          value={draft.from}
          onChange={(from) => set({ from })}
          error={errorAt(props, "from")}
        />
        <Checkbox
          label="It ends on a day known already"
          checked={draft.hasEnd}
          onChange={(hasEnd) => set({ hasEnd })}
        />
        {draft.hasEnd && (
          <DateField
            id={`${idBase}-to`}
            label="Last day"
            value={draft.to}
            onChange={(to) => set({ to })}
            error={errorAt(props, "to")}
          />
        )}
      </Stack>
    </Disclosure>
  );
}

function errorAt({ problems, idBase }: SlotFieldsProps, field: string): string | undefined {
  return problems.find((one) => one.fieldId === `${idBase}-${field}`)?.message;
}
