// When it was: day, start and minutes.
import { parseDay } from "../../domain/calendar.ts";
import { DateChoice } from "../../ui/date-choice.tsx";
import { DurationChips } from "../../ui/duration-chips.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { TimeField } from "../../ui/time-field.tsx";
import { sayMinutes } from "../../ui/words.ts";
import { useToday } from "../shared/today.ts";
import type { DraftPart } from "./session-form.tsx";

export function WhenFields({ draft, onChange, errorOf }: DraftPart) {
  const today = useToday();
  const isFixedDay = draft.slotId !== undefined;
  return (
    <Stack>
      {!isFixedDay && (
        <DateChoice
          label="Day"
          value={draft.date}
          today={today}
          onChange={(value) => {
            const date = parseDay(value ?? "");
            if (date) onChange({ ...draft, date });
          }}
        />
      )}
      <Cluster align="start">
        <TimeField
          label="Start"
          value={draft.start}
          onChange={(start) => (start === undefined ? undefined : onChange({ ...draft, start }))}
        />
        <DurationChips
          id="session-minutes"
          label="Minutes"
          hint={sayMinutes(draft.plannedSeconds)}
          value={Math.round(draft.plannedSeconds / 60)}
          onChange={(minutes) => onChange({ ...draft, plannedSeconds: (minutes ?? 0) * 60 })}
          error={errorOf("minutes")}
        />
      </Cluster>
    </Stack>
  );
}
