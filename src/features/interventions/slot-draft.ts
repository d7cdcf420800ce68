// A slot as its form holds it, and the slot or the problems that it makes. Pure.
import { parseDay, type Day } from "../../domain/calendar.ts";
import type { Slot } from "../../domain/timetable.ts";
import type { FormProblem } from "../../ui/error-summary.tsx";

export interface SlotDraft {
  readonly repeats: Slot["pattern"]["repeats"];
  /** "1" = Monday; text, as chips hold it. */
  readonly weekday: string | undefined;
  readonly week: "A" | "B";
  readonly start: number | undefined;
  readonly times: number | undefined;
  readonly minutes: number | undefined;
  readonly room: string;
  /** "YYYY-MM-DD", or undefined while it is not a day. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** A last day was asked for, though it may not be typed in full yet. */
  readonly hasEnd: boolean;
}

export type SlotTimes = Pick<Slot, "pattern" | "plannedSeconds" | "room" | "from" | "to">;

export function newSlotDraft(minutes: number, today: Day): SlotDraft {
  return {
    repeats: "weekly",
    weekday: undefined,
    week: "A",
    start: undefined,
    times: 3,
    minutes,
    room: "",
    from: today,
    to: undefined,
    hasEnd: false,
  };
}

/** A slot as it stands, to be changed from a day on. */
export function draftOfSlot(slot: Slot, from: Day): SlotDraft {
  const { pattern } = slot;
  const plain = { ...newSlotDraft(slot.plannedSeconds / 60, from), room: slot.room ?? "" };
  const ended = slot.to ? { ...plain, to: slot.to, hasEnd: true } : plain;
  if (pattern.repeats === "times-a-week") return { ...ended, repeats: pattern.repeats, times: pattern.times };
  const timed = {
    ...ended,
    repeats: pattern.repeats,
    weekday: String(pattern.weekday),
    start: pattern.start,
  };
  return pattern.repeats === "fortnightly" ? { ...timed, week: pattern.week } : timed;
}

/** @param idBase what the ids of the form's fields begin with */
export function slotProblems(draft: SlotDraft, idBase: string): FormProblem[] {
  const problems: FormProblem[] = [];
  const say = (field: string, message: string) => problems.push({ fieldId: `${idBase}-${field}`, message });
  const { minutes, start } = draft;
  if (draft.repeats === "times-a-week") {
    if (draft.times === undefined || draft.times < 1 || draft.times > 5)
      say("times", "Enter from 1 to 5 times a week.");
  } else {
    if (draft.weekday === undefined) say("weekday", "Choose the day of the week.");
    if (start === undefined) say("start", "Enter when it starts, such as 9:15.");
  }
  if (minutes === undefined || minutes < 5 || minutes > 480) say("minutes", "Enter from 5 to 480 minutes.");
  else if (draft.repeats !== "times-a-week" && start !== undefined && start + minutes * 60 > 86_400)
    say("minutes", "It would end after midnight. Check the start and the minutes.");
  const [from, to] = [parseDay(draft.from ?? ""), parseDay(draft.to ?? "")];
  if (from === undefined) say("from", "Enter the first day as day, month and year.");
  if (draft.hasEnd && to === undefined) say("to", "Enter the last day as day, month and year.");
  if (draft.hasEnd && from && to && to < from) say("to", "The last day is before the first day. Check both.");
  return problems;
}

/** The slot that a draft without problems means; undefined when it has some. */
export function slotOfDraft(draft: SlotDraft): SlotTimes | undefined {
  const from = parseDay(draft.from ?? "");
  const to = draft.hasEnd ? parseDay(draft.to ?? "") : undefined;
  const pattern = patternOf(draft);
  if (slotProblems(draft, "slot").length > 0 || !from || !pattern || draft.minutes === undefined)
    return undefined;
  const room = draft.room.trim();
  return {
    pattern,
    plannedSeconds: draft.minutes * 60,
    ...(room !== "" && { room }),
    from,
    ...(to && { to }),
  };
}

function patternOf({ repeats, times, weekday, week, start }: SlotDraft): Slot["pattern"] | undefined {
  if (repeats === "times-a-week") return times === undefined ? undefined : { repeats, times };
  if (weekday === undefined || start === undefined) return undefined;
  const timed = { weekday: Number(weekday), start };
  return repeats === "weekly" ? { repeats, ...timed } : { repeats, ...timed, week };
}
