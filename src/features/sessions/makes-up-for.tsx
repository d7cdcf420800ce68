// "Makes up for": the planned session, lost or not logged, that this one stands in for. It then counts as delivered (moved).
import { addDays, mondayOf, parseDay } from "../../domain/calendar.ts";
import { plannedBetween } from "../../domain/delivery.ts";
import { slotIdSchema } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import { useRecords } from "../../storage/live.ts";
import { Select } from "../../ui/select.tsx";
import { sayWeekday } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { loggedSessionsOf, usePlanFacts } from "../shared/plan-facts.ts";
import { useToday } from "../shared/today.ts";
import type { DraftPart } from "./session-form.tsx";

export function MakesUpFor({ draft, onChange }: DraftPart) {
  const { device } = useAlongside();
  const facts = usePlanFacts(useDirectory());
  const today = useToday();
  const from = addDays(mondayOf(draft.date), -7);
  const to = addDays(mondayOf(draft.date), 6);
  const sessions = useRecords(device, records.session, { index: "date", from, to });
  if (sessions === undefined) return null;
  const planned = plannedBetween(facts, from, to, loggedSessionsOf(sessions), today);
  const missed = planned.filter(
    (one) =>
      one.groupId === draft.groupId &&
      one.date !== undefined &&
      (one.state === "lost" || one.state === "not-logged"),
  );
  if (missed.length === 0) return null;
  const choose = (value: string | undefined) => {
    const [slot = "", date = ""] = (value ?? "").split("|");
    const slotId = slotIdSchema.safeParse(slot);
    const day = parseDay(date);
    const { replaces: _replaces, ...rest } = draft;
    onChange(slotId.success && day ? { ...rest, replaces: { slotId: slotId.data, date: day } } : rest);
  };
  return (
    <Select
      label="Makes up for"
      optional
      blank="No planned session"
      options={missed.map((one) => ({
        value: `${one.slotId}|${one.date}`,
        label: `The one planned on ${sayWeekday(one.date ?? "")}`,
      }))}
      value={draft.replaces && `${draft.replaces.slotId}|${draft.replaces.date}`}
      onChange={choose}
    />
  );
}
