// Every session of the invented school, day by day up to yesterday: as planned, lost, moved to another day, logged and then
// undone, or never logged at all. Each delivery has a chance of its own, so that leaving out earlier days changes no other.
import { addDays, schoolYearOf, type Day } from "../domain/calendar.ts";
import { membersOn } from "../domain/group.ts";
import { derivedId, plannedSessionId, sessionIdSchema } from "../domain/ids.ts";
import { lostThrough, standingAdults, type InterruptedPlan } from "../domain/interruption.ts";
import type { LostReason } from "../domain/session.ts";
import { chanceOf, type Chance } from "./chance.ts";
import { deliver, lose, recordedAfter, type InventedSession } from "./deliver.ts";
import { deliveriesOn, plannedAdults, type Delivery } from "./planned.ts";
import { classOn } from "./pupils.ts";
import { interruptionsOn, type SchoolFacts } from "./school-facts.ts";
import { plannedDays } from "./timeline.ts";
import { unplannedOn } from "./unplanned.ts";
import { cells } from "./week-grid.ts";

/** How far after its day a session can be made up. */
const longestDelayDays = 7;

/** All sessions from `sessionsStart` to yesterday, in the order of their days. */
export function inventSessions(facts: SchoolFacts): InventedSession[] {
  const { today, sessionsStart, calendar } = facts.timeline;
  const yesterday = addDays(today, -1);
  const days = plannedDays(addDays(sessionsStart, -longestDelayDays), yesterday, calendar);
  const closed = new Set(calendar.days.filter((one) => one.type === "closure").map((one) => one.date));
  const open = days.filter((day) => !closed.has(day));
  const sessions = open.flatMap((day) => sessionsOf(facts, day, open));
  return sessions
    .filter(({ session }) => session.date >= sessionsStart && session.date <= yesterday)
    .sort((a, b) => (a.session.date < b.session.date ? -1 : a.session.date > b.session.date ? 1 : 0));
}

/** What comes of one day's plan, sessions made up on a later day included, with that day's unplanned sessions. */
function sessionsOf(facts: SchoolFacts, date: Day, openDays: readonly Day[]): InventedSession[] {
  const yearFacts = facts.yearFacts.find(({ year }) => year.schoolYear === schoolYearOf(date));
  if (yearFacts === undefined) return [];
  const planned = deliveriesOn(facts, yearFacts, date).flatMap((delivery) =>
    outcomesOf(facts, delivery, openDays),
  );
  return [...planned, ...unplannedOn(facts, yearFacts, date)];
}

type Fate = "delivered" | "lost" | "moved" | "not-logged" | "undone";

const groupFates = [
  ["delivered", 893],
  ["lost", 48],
  ["moved", 15],
  ["not-logged", 40],
  ["undone", 4],
] as const;
const classSupportFates = [
  ["delivered", 925],
  ["lost", 25],
  ["not-logged", 50],
] as const;

const lostReasons: readonly (readonly [reason: LostReason, weight: number])[] = [
  ["adult-needed-elsewhere", 38],
  ["adult-absent", 12],
  ["trip-or-event", 18],
  ["pupil-absent", 8],
  ["pupil-refused", 6],
  ["room", 12],
  ["other", 6],
];

function outcomesOf(facts: SchoolFacts, delivery: Delivery, openDays: readonly Day[]): InventedSession[] {
  const { seed } = facts.timeline;
  const { slot, group, date } = delivery;
  const interruptions = interruptionsOn(facts, date);
  const plan = interruptedPlan(facts, delivery);
  const staffIds = standingAdults(plan, interruptions);
  const [author] = staffIds;
  // An interruption says it all: nobody logs these one by one.
  if (author === undefined || lostThrough(plan, interruptions) !== undefined) return [];
  if (group !== undefined && membersOn(group.members, date).length === 0) return [];
  const chance = chanceOf(seed, "delivery", slot.slotId, date);
  const id = plannedSessionId(slot.slotId, date);
  const fate: Fate = chance.weighted<Fate>(group === undefined ? classSupportFates : groupFates);
  switch (fate) {
    case "delivered":
      return [deliver(facts, delivery, id, staffIds, chance)];
    case "lost":
      return [lose(seed, delivery, id, author, lostReason(delivery, chance), chance)];
    case "moved":
      // A register is of its own half-day.
      if (group?.isNurture) return [deliver(facts, delivery, id, staffIds, chance)];
      return movedOutcomes(facts, delivery, openDays, chance);
    case "not-logged":
      return [];
    case "undone":
      return [undone(deliver(facts, delivery, id, staffIds, chance), chance)];
  }
}

function interruptedPlan(facts: SchoolFacts, delivery: Delivery): InterruptedPlan {
  const { group, slot, date, start } = delivery;
  const classNames =
    group === undefined
      ? [slot.slot.className ?? ""]
      : membersOn(group.members, date).flatMap((pupilId) => {
          const pupil = facts.pupilsById.get(pupilId);
          return pupil === undefined ? [] : [classOn(pupil, date) ?? ""];
        });
  const staffIds = plannedAdults(delivery);
  return { date, start, plannedSeconds: slot.slot.plannedSeconds, staffIds, classNames };
}

function lostReason({ group }: Delivery, chance: Chance): LostReason {
  const reason = chance.weighted(lostReasons);
  const isAboutPupil = reason === "pupil-absent" || reason === "pupil-refused";
  return isAboutPupil && group === undefined ? "adult-needed-elsewhere" : reason;
}

/** Made up in the lunch hour of one of the next days, if one has come; half of them were logged as lost before. */
function movedOutcomes(
  facts: SchoolFacts,
  delivery: Delivery,
  openDays: readonly Day[],
  chance: Chance,
): InventedSession[] {
  const { slot, date } = delivery;
  const { seed } = facts.timeline;
  const staffIds = plannedAdults(delivery);
  const [author] = staffIds;
  const at = openDays.indexOf(date);
  const later = openDays.slice(at + 1, at + 1 + chance.int(1, 3)).at(-1);
  const isLogged = chance.chance(0.5) && author !== undefined;
  const lost = isLogged
    ? [lose(seed, delivery, plannedSessionId(slot.slotId, date), author, "adult-needed-elsewhere", chance)]
    : [];
  if (later === undefined || later > addDays(date, longestDelayDays)) return lost;
  const id = sessionIdSchema.parse(derivedId("demo-moved", slot.slotId, date));
  const made = deliver(facts, { ...delivery, date: later, start: cells.lunch.start }, id, staffIds, chance);
  if (made.session.outcome === "lost") return lost;
  const { slotId, ...session } = made.session;
  const replacing = slotId === undefined ? session : { ...session, replaces: { slotId, date } };
  return [...lost, { ...made, session: replacing }];
}

/** Tapped by mistake and undone within seconds: it stays readable and counts for nothing. */
function undone(one: InventedSession, chance: Chance): InventedSession {
  const { date, start, plannedSeconds, authorId } = one.session;
  const at = recordedAfter(date, start + plannedSeconds + 1800, chance);
  return { ...one, session: { ...one.session, voided: { reason: "undo", by: authorId, at } } };
}
