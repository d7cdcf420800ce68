// The children of the invented school, cohort by cohort: who they are, which class they are in on a day, and what help they
// are likely to get. No id is made from a name.
import { addDays, type Day } from "../domain/calendar.ts";
import { derivedId, pupilIdSchema, type PupilId } from "../domain/ids.ts";
import { isInForce, uniqueInitials, type Enrolment } from "../domain/pupil.ts";
import type { NeedType, SenStatus } from "../domain/sen.ts";
import { chanceOf } from "./chance.ts";
import { classFor, yearGroupAt, yearGroupCount, type ClassPlan } from "./classes.ts";
import { childName } from "./names.ts";
import { halfTermAt, type InventedYear, type Timeline } from "./timeline.ts";

export interface InventedPupil {
  readonly pupilId: PupilId;
  /** Counts every child of every cohort; makes the id. */
  readonly number: number;
  /** The school year in which the child was in Reception. */
  readonly cohort: number;
  readonly first: string;
  readonly family: string;
  readonly initials: string;
  readonly status: SenStatus;
  readonly needs: readonly NeedType[];
  /** Not on the SEN register, and often in a catch-up group. */
  readonly isWatched: boolean;
  readonly enrolments: readonly Enrolment[];
  readonly leftOn?: Day;
}

/** Everybody on roll in any of the school years, the oldest cohort first. */
export function inventPupils(timeline: Timeline, plan: ClassPlan): InventedPupil[] {
  const { schoolYears, pupils, seed } = timeline;
  const firstYear = schoolYears[0]?.schoolYear ?? 0;
  const lastYear = schoolYears.at(-1)?.schoolYear ?? 0;
  const events = classEvents(timeline, plan);
  const taken = new Set<string>();
  const everybody: InventedPupil[] = [];
  for (let cohort = firstYear - yearGroupCount + 1; cohort <= lastYear; cohort += 1) {
    const start = cohortStart(cohort, pupils);
    const size = cohortStart(cohort + 1, pupils) - start;
    for (let place = 0; place < size; place += 1) {
      everybody.push(
        inventPupil({ timeline, plan, events, taken, seed, cohort, place, number: start + place }),
      );
    }
  }
  return everybody;
}

/** The class that a child is in on a day, or undefined when not on roll. */
export function classOn(pupil: InventedPupil, day: Day): string | undefined {
  return pupil.enrolments.findLast((one) => isInForce(one, day))?.className;
}

/** 0 for Reception to 6 for Year 6 in a school year; outside that the child is not in the school. */
export function yearIndexIn(pupil: InventedPupil, schoolYear: number): number {
  return schoolYear - pupil.cohort;
}

/** How many children all earlier cohorts hold; any seven cohorts in a row add up to the school's size. */
function cohortStart(cohort: number, pupils: number): number {
  return Math.floor((cohort * pupils) / yearGroupCount);
}

interface Place {
  readonly timeline: Timeline;
  readonly plan: ClassPlan;
  readonly events: ReadonlyMap<number, ClassEvent>;
  readonly taken: Set<string>;
  readonly seed: number;
  readonly cohort: number;
  readonly place: number;
  readonly number: number;
}

function inventPupil(at: Place): InventedPupil {
  const { seed, number, cohort, taken } = at;
  const chance = chanceOf(seed, "pupil", number);
  const name = childName(chance);
  const initials = uniqueInitials(name.first, name.family, taken);
  taken.add(initials);
  const standing = standingOf(seed, number);
  const enrolments = enrolmentsOf(at);
  const lastDay = enrolments.at(-1)?.to ?? undefined;
  return {
    pupilId: pupilIdAt(seed, number),
    number,
    cohort,
    first: name.first,
    family: name.family,
    initials,
    status: standing === "E" || standing === "K" ? standing : "N",
    needs: standing === "E" || standing === "K" ? needsOf(seed, number, standing) : [],
    isWatched: standing === "watched",
    enrolments,
    ...(lastDay === undefined ? {} : { leftOn: lastDay }),
  };
}

function pupilIdAt(seed: number, number: number): PupilId {
  return pupilIdSchema.parse(derivedId("demo-pupil", String(seed), String(number)));
}

type Standing = "E" | "K" | "watched" | "none";

/** Of every 50 children in a row 2 have an EHC plan (4 %), 7 SEN support (14 %) and 8 are in catch-up groups. */
function standingOf(seed: number, number: number): Standing {
  const block: Standing[] = Array.from({ length: 50 }, (_, at): Standing => {
    if (at < 2) return "E";
    if (at < 9) return "K";
    return at < 17 ? "watched" : "none";
  });
  return chanceOf(seed, "standing", Math.floor(number / 50)).shuffle(block)[number % 50] ?? "none";
}

function needsOf(seed: number, number: number, status: "E" | "K"): NeedType[] {
  const chance = chanceOf(seed, "needs", number);
  const first = chance.weighted<NeedType>(
    status === "E"
      ? [
          ["ASD", 34],
          ["SLCN", 22],
          ["SEMH", 14],
          ["MLD", 8],
          ["SLD", 6],
          ["PD", 7],
          ["HI", 4],
          ["VI", 3],
          ["SPLD", 2],
        ]
      : [
          ["SLCN", 32],
          ["SEMH", 20],
          ["SPLD", 18],
          ["MLD", 14],
          ["ASD", 9],
          ["PD", 3],
          ["HI", 2],
          ["NSA", 2],
        ],
  );
  const second = chance.weighted<NeedType>([
    ["SLCN", 4],
    ["SEMH", 4],
    ["SPLD", 3],
    ["MLD", 3],
    ["PD", 1],
  ]);
  return second !== first && first !== "NSA" && chance.chance(status === "E" ? 0.7 : 0.3)
    ? [first, second]
    : [first];
}

interface ClassEvent {
  readonly kind: "leaves" | "changes-class";
  /** The last day in the class (of the school) before the event. */
  readonly lastDay: Day;
  readonly schoolYear: number;
}

/**
 * Each year about one child in a hundred leaves and one in 150 changes class, at least one of each, at the autumn or the
 * February half term. What lies after today has not happened.
 */
function classEvents(timeline: Timeline, plan: ClassPlan): Map<number, ClassEvent> {
  const { pupils, seed, today } = timeline;
  const events = new Map<number, ClassEvent>();
  for (const year of timeline.schoolYears) {
    const chance = chanceOf(seed, "class-events", year.schoolYear);
    const first = cohortStart(year.schoolYear - yearGroupCount + 2, pupils);
    const numbers = chance.shuffle(Array.from({ length: Math.floor(pupils * 0.8) }, (_, at) => first + at));
    const leavers = Math.max(1, Math.round(pupils / 100));
    const changers = plan.classNames.length < 2 ? 0 : Math.max(1, Math.round(pupils / 150));
    numbers.slice(0, leavers + changers).forEach((number, at) => {
      const lastDay = halfTermAt(year, at % 2 === 0 ? 0 : 2).to;
      const kind = at < leavers ? "leaves" : "changes-class";
      if (lastDay < today && !events.has(number))
        events.set(number, { kind, lastDay, schoolYear: year.schoolYear });
    });
  }
  return events;
}

function enrolmentsOf(at: Place): Enrolment[] {
  const { timeline, cohort, number } = at;
  const lastYear = timeline.schoolYears.at(-1)?.schoolYear;
  const rows: Enrolment[] = [];
  for (const year of timeline.schoolYears) {
    const yearIndex = year.schoolYear - cohort;
    if (yearIndex < 0 || yearIndex >= yearGroupCount) continue;
    const event = at.events.get(number);
    if (event?.kind === "leaves" && event.schoolYear < year.schoolYear) break;
    const isLeaving = yearIndex === yearGroupCount - 1 && year.closes < timeline.today;
    const end = isLeaving ? year.closes : year.schoolYear === lastYear ? undefined : year.to;
    rows.push(...yearOfEnrolment(at, year, yearIndex, end));
  }
  return rows;
}

/** One row a year, or two when the child changes class, or a short one when the child leaves. */
function yearOfEnrolment(
  at: Place,
  year: InventedYear,
  yearIndex: number,
  end: Day | undefined,
): Enrolment[] {
  const base = { pupilId: pupilIdAt(at.seed, at.number), yearGroup: yearGroupAt(yearIndex) };
  const className = classFor(at.plan, yearIndex, at.place);
  const whole = { ...base, className, from: year.from, ...(end === undefined ? {} : { to: end }) };
  const event = at.events.get(at.number);
  if (event === undefined || event.schoolYear !== year.schoolYear) return [whole];
  const before = { ...whole, to: event.lastDay };
  if (event.kind === "leaves") return [before];
  return [
    before,
    { ...whole, className: otherClass(at, yearIndex, className), from: addDays(event.lastDay, 1) },
  ];
}

/** The parallel class, or where a year has only one, the class of the year next to it. */
function otherClass(at: Place, yearIndex: number, className: string): string {
  const parallel = classFor(at.plan, yearIndex, at.place + 1);
  if (parallel !== className) return parallel;
  const index = at.plan.classNames.indexOf(className);
  return at.plan.classNames[index === 0 ? 1 : index - 1] ?? className;
}
