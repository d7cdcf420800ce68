// The days of a place on which the group's register has the child as here: what the place's own days must leave in.
import type { Day } from "../../domain/calendar.ts";
import type { NurturePlacement } from "../../domain/nurture-placement.ts";
import * as records from "../../domain/records.ts";
import { useRecords } from "../../storage/live.ts";
import { useAlongside } from "../shared/context.ts";
import { useToday } from "../shared/today.ts";

/** @returns undefined until the first answer of the database; none for a place that is not saved or has not begun */
export function useHereDays(place: NurturePlacement | undefined): readonly Day[] | undefined {
  const { device } = useAlongside();
  const today = useToday();
  const { groupId, pupilId, startedOn: from, endedOn } = place ?? {};
  const to = endedOn ?? today;
  const hasDays = groupId && pupilId && from;
  const sessions = useRecords(
    device,
    records.session,
    hasDays ? { index: "[groupId+date]", from: [groupId, from], to: [groupId, to] } : null,
  );
  const marks = useRecords(
    device,
    records.mark,
    hasDays ? { index: "[pupilId+date]", from: [pupilId, from], to: [pupilId, to] } : null,
  );
  if (!hasDays) return [];
  if (sessions === undefined || marks === undefined) return undefined;
  const held = new Set(
    sessions.flatMap(({ id, record }) =>
      record.half && !record.voided && record.outcome === "delivered" ? [id] : [],
    ),
  );
  return marks.flatMap(({ record }) =>
    record.status === "here" && held.has(record.sessionId) ? [record.date] : [],
  );
}
