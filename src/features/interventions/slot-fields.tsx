// When a slot takes place: weekly, in A or B weeks, or so many times in any week.
import { useState } from "preact/hooks";
import type { Slot } from "../../domain/timetable.ts";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { NumberStepper } from "../../ui/number-stepper.tsx";
import { Stack } from "../../ui/stack.tsx";
import { TimeField } from "../../ui/time-field.tsx";
import { weekdayNames } from "./timetable-words.ts";

/** The parts of a slot that a form asks for. */
export type SlotTimes = Pick<Slot, "pattern" | "plannedSeconds">;

const days = [1, 2, 3, 4, 5].map((day) => ({ value: String(day), label: weekdayNames[day] ?? "" }));

export interface SlotState {
  readonly repeats: Slot["pattern"]["repeats"];
  readonly weekday: string | undefined;
  readonly week: "A" | "B";
  readonly start: number | undefined;
  readonly times: number | undefined;
  readonly minutes: number | undefined;
}

export function useSlotState(minutes: number) {
  return useState<SlotState>({
    repeats: "weekly",
    weekday: undefined,
    week: "A",
    start: undefined,
    times: 3,
    minutes,
  });
}

/** The slot's times, or what is missing. */
export function slotTimesOf(state: SlotState): SlotTimes | { readonly problem: string } {
  const { repeats, weekday, week, start, times, minutes } = state;
  if (minutes === undefined || minutes < 5 || minutes > 480)
    return { problem: "Enter from 5 to 480 minutes." };
  const plannedSeconds = minutes * 60;
  if (repeats === "times-a-week") {
    if (times === undefined || times < 1 || times > 5) return { problem: "Enter from 1 to 5 times a week." };
    return { pattern: { repeats, times }, plannedSeconds };
  }
  if (weekday === undefined) return { problem: "Choose the day." };
  if (start === undefined) return { problem: "Enter the start." };
  if (start + plannedSeconds > 86_400)
    return { problem: "It would end after midnight. Check start and minutes." };
  const day = Number(weekday);
  return repeats === "weekly"
    ? { pattern: { repeats, weekday: day, start }, plannedSeconds }
    : { pattern: { repeats, weekday: day, week, start }, plannedSeconds };
}

export function SlotFields({
  state,
  onChange,
}: {
  readonly state: SlotState;
  readonly onChange: (state: SlotState) => void;
}) {
  const set = (part: Partial<SlotState>) => onChange({ ...state, ...part });
  return (
    <Stack>
      <ChipGroup
        label="How often"
        options={[
          { value: "weekly", label: "Every week" },
          { value: "fortnightly", label: "A or B weeks" },
          { value: "times-a-week", label: "So many times a week" },
        ]}
        value={state.repeats}
        onChange={(repeats) => set({ repeats })}
      />
      {state.repeats === "fortnightly" && (
        <ChipGroup
          label="Week"
          options={[
            { value: "A", label: "A weeks" },
            { value: "B", label: "B weeks" },
          ]}
          value={state.week}
          onChange={(week) => set({ week })}
        />
      )}
      {state.repeats === "times-a-week" ? (
        <NumberStepper
          label="Times a week"
          min={1}
          max={5}
          value={state.times}
          onChange={(times) => set({ times })}
        />
      ) : (
        <>
          <ChipGroup
            label="Day of the week"
            options={days}
            value={state.weekday}
            onChange={(weekday) => set({ weekday })}
          />
          <TimeField label="Starts at" value={state.start} onChange={(start) => set({ start })} />
        </>
      )}
      <NumberStepper
        label="Length"
        unit="minutes"
        step={5}
        min={5}
        max={480}
        value={state.minutes}
        onChange={(minutes) => set({ minutes })}
      />
    </Stack>
  );
}
