// A child's place as its form holds it, what is wrong with it, and everything that changes with it in one save: the place,
// who is in the group from when to when, and the first grid of half-days. Pure.
import { addDays, parseDay, type Day } from "../../domain/calendar.ts";
import type { GroupMember } from "../../domain/group.ts";
import type { HalfDay } from "../../domain/half-days.ts";
import { derivedId, pupilIdSchema, type GroupId, type PupilId } from "../../domain/ids.ts";
import { type NurturePlacement } from "../../domain/nurture-placement.ts";
import { endOfTermAfter } from "../../domain/nurture-due.ts";
import * as records from "../../domain/records.ts";
import type { Stored } from "../../storage/read.ts";
import { change, make, type Change } from "../../storage/write.ts";
import type { FormProblem } from "../../ui/error-summary.tsx";
import { sayDay } from "../../ui/words.ts";

/** The dates of a place in the order in which they come. */
export const placeDates = ["referredOn", "agreedOn", "startedOn", "endedOn"] as const;
export type PlaceDate = (typeof placeDates)[number] | "parentsInformedOn" | "plannedEnd";

export const placeDateLabel: Readonly<Record<PlaceDate, string>> = {
  referredOn: "Referred on",
  parentsInformedOn: "Parents or carers informed on",
  agreedOn: "Agreed on",
  startedOn: "First day in the group",
  plannedEnd: "Planned last day",
  endedOn: "Last day in the group",
};

export interface PlaceDraft {
  readonly pupilId: string | undefined;
  /** As the date fields give them: undefined = not entered, or not a day. */
  readonly dates: Readonly<Partial<Record<PlaceDate, string | undefined>>>;
  /** In which of them something is typed that is no day. */
  readonly unclear: readonly PlaceDate[];
  readonly entryReason: NurturePlacement["entryReason"];
  readonly exitReason: NurturePlacement["exitReason"];
  /** On which half-days the child comes at first; asked for a new place only. */
  readonly halfDays: readonly HalfDay[];
}

export function draftOfPlace(place: NurturePlacement): PlaceDraft {
  const { referredOn, agreedOn, startedOn, endedOn, parentsInformedOn, plannedEnd } = place;
  const dates = { referredOn, agreedOn, startedOn, endedOn, parentsInformedOn, plannedEnd };
  return {
    pupilId: place.pupilId,
    unclear: [],
    dates: Object.fromEntries(Object.entries(dates).flatMap(([key, day]) => (day ? [[key, day]] : []))),
    entryReason: place.entryReason,
    exitReason: place.exitReason,
    halfDays: [],
  };
}

/**
 * @param hereOn the days of this place, as it was saved, on which the register has the child as here: a place that leaves one of
 * them out says another thing than the register
 */
export function placeProblems(draft: PlaceDraft, hereOn: readonly Day[] = []): FormProblem[] {
  const { dates } = draft;
  const problems: FormProblem[] = draft.unclear.map((key) => ({
    fieldId: `place-${key}`,
    message: `"${labelOfDate(key, draft)}" is no day as it stands. Enter day, month and year, or leave all three empty.`,
  }));
  if (draft.pupilId === undefined) problems.push({ fieldId: "place-pupil", message: "Choose the child." });
  if (!dates.referredOn && !dates.agreedOn && !dates.startedOn)
    problems.push({ fieldId: "place-referredOn", message: "Enter the day on which the child was referred." });
  const known = placeDates.flatMap((key) => (dates[key] ? [{ key, day: dates[key] }] : []));
  for (const [at, { key, day }] of known.entries()) {
    const before = known[at - 1];
    if (before && day < before.day)
      problems.push({
        fieldId: `place-${key}`,
        message: `"${labelOfDate(key, draft)}" is ${sayDay(day)}, before "${labelOfDate(before.key, draft)}", ${sayDay(before.day)}. Put one of them right.`,
      });
  }
  problems.push(...registerProblems(draft, hereOn));
  if (dates.endedOn && !draft.exitReason)
    problems.push({
      fieldId: "place-exitReason",
      message: `Choose an answer to "${exitReasonQuestion(draft)}".`,
    });
  return problems;
}

function registerProblems(draft: PlaceDraft, hereOn: readonly Day[]): FormProblem[] {
  const { startedOn, endedOn } = draft.dates;
  const days = hereOn.toSorted();
  const early = startedOn ? days.find((day) => day < startedOn) : days[0];
  const late = endedOn ? days.findLast((day) => day > endedOn) : undefined;
  const isOn = (day: Day) =>
    `The register has the child as here on ${sayDay(day)}. Put this day right, or the register.`;
  return [
    ...(early
      ? [
          {
            fieldId: "place-startedOn",
            message: `${startedOn ? "The first day is later" : "There is no first day"}. ${isOn(early)}`,
          },
        ]
      : []),
    ...(late ? [{ fieldId: "place-endedOn", message: `The last day is earlier. ${isOn(late)}` }] : []),
  ];
}

/** A child who was referred and never came leaves nothing: the referral is closed. */
const isOnlyReferred = ({ dates }: PlaceDraft) => !dates.startedOn;

export function labelOfDate(key: PlaceDate, draft: PlaceDraft): string {
  return key === "endedOn" && isOnlyReferred(draft) ? "Referral closed on" : placeDateLabel[key];
}

export function exitReasonQuestion(draft: PlaceDraft): string {
  return isOnlyReferred(draft) ? "Why the child did not come" : "Why the child left";
}

export interface PlaceFacts {
  readonly groupId: GroupId;
  /** Of this group. */
  readonly members: readonly Stored<GroupMember>[];
  /** The half-days on which the group meets. */
  readonly meets: readonly HalfDay[];
  /** The last school days of terms. */
  readonly termEnds: readonly Day[];
}

/**
 * @param newId for a new place; without `before`
 * @param hereOn see `placeProblems`
 * @returns undefined for a draft with problems
 */
export function placeChanges(
  draft: PlaceDraft,
  facts: PlaceFacts,
  before: Stored<NurturePlacement> | undefined,
  newId: () => string,
  hereOn: readonly Day[] = [],
): Change[] | undefined {
  const pupilId = pupilIdSchema.safeParse(draft.pupilId);
  if (placeProblems(draft, hereOn).length > 0 || !pupilId.success) return undefined;
  const dayOf = (key: PlaceDate): Day | null => parseDay(draft.dates[key] ?? "") ?? null;
  const endedOn = dayOf("endedOn");
  const startedOn = dayOf("startedOn");
  const fields = {
    referredOn: dayOf("referredOn"),
    agreedOn: dayOf("agreedOn"),
    startedOn,
    endedOn,
    heldUntil: endedOn && startedOn ? endOfTermAfter(endedOn, facts.termEnds) : null,
    plannedEnd: dayOf("plannedEnd"),
    parentsInformedOn: dayOf("parentsInformedOn"),
    entryReason: draft.entryReason ?? null,
    exitReason: endedOn ? (draft.exitReason ?? null) : null,
  };
  const place = before
    ? change(records.nurturePlacement, before, fields)
    : make(records.nurturePlacement, newId(), { groupId: facts.groupId, pupilId: pupilId.data, ...fields });
  const member = startedOn
    ? memberChanges(facts, pupilId.data, startedOn, endedOn, before)
    : takenOut(facts, pupilId.data, before);
  const grid = before || !startedOn ? [] : gridChanges(draft, facts, pupilId.data, startedOn);
  return [place, ...member, ...grid];
}

/** Whoever has a place is of the group for as long: that is who is on its register and in every plan. */
function memberChanges(
  { groupId, members }: PlaceFacts,
  pupilId: PupilId,
  from: Day,
  to: Day | null,
  before: Stored<NurturePlacement> | undefined,
): Change[] {
  const own = members.filter((one) => one.record.pupilId === pupilId);
  const started = before?.record.startedOn;
  const id = derivedId("member", groupId, pupilId, from);
  const overlaps = ({ record }: Stored<GroupMember>) =>
    record.from <= (to ?? record.from) && (!record.to || record.to >= from);
  const same =
    own.find((one) => one.record.from === started) ?? own.find((one) => one.id === id) ?? own.find(overlaps);
  if (same === undefined)
    return [make(records.groupMember, id, { groupId, pupilId, from, ...(to && { to }) })];
  const isSame = same.record.from === from && (same.record.to ?? null) === to;
  return isSame ? [] : [change(records.groupMember, same, { from, to })];
}

/** A first day that was taken back: the membership that came with it never was. */
function takenOut(
  { members }: PlaceFacts,
  pupilId: PupilId,
  before: Stored<NurturePlacement> | undefined,
): Change[] {
  const started = before?.record.startedOn;
  const own = members.find((one) => one.record.pupilId === pupilId && one.record.from === started);
  return own && started ? [change(records.groupMember, own, { to: addDays(started, -1) })] : [];
}

function gridChanges(
  { halfDays }: PlaceDraft,
  { groupId, meets }: PlaceFacts,
  pupilId: PupilId,
  from: Day,
): Change[] {
  const isWhole = meets.every((one) => halfDays.includes(one));
  if (isWhole) return [];
  const id = derivedId("half-days", groupId, pupilId, from);
  return [make(records.halfDayGrid, id, { groupId, pupilId, from, halfDays: [...halfDays] })];
}
