// The school itself as records: its name, its calendar, its staff with their classes, and what their time costs.
import { daySchema } from "../domain/calendar.ts";
import { derivedId } from "../domain/ids.ts";
import {
  calendarDay,
  classTeacher,
  halfTerm,
  payBand,
  rate,
  school,
  staff,
  staffBand,
} from "../domain/records.ts";
import { instantAt } from "./instant.ts";
import { inventedIn, type InventedRecord, type Made } from "./record.ts";
import type { InventedPerson, StaffRoom } from "./staff.ts";
import type { Timeline } from "./timeline.ts";

export const schoolName = "Larkmeadow Primary School";

/** The school and every day of its calendar. */
export function calendarRecords(timeline: Timeline, staffRoom: StaffRoom, made: Made): InventedRecord[] {
  const { seed, calendar } = timeline;
  const head = staffRoom.people.find((person) => person.staffId === staffRoom.head);
  const fields = {
    name: schoolName,
    ...(head === undefined ? {} : { safeguardingLead: head.name }),
    demo: true,
  };
  return [
    inventedIn(school, derivedId("demo-school", String(seed)), fields, made),
    ...calendar.halfTerms.map((one) =>
      inventedIn(halfTerm, derivedId("demo-half-term", String(seed), one.from), one, made),
    ),
    ...calendar.days.map((one) => {
      const closedAt =
        one.type === "closure" ? { ...made, recordedAt: instantAt(one.date, 6 * 3600 + 2700) } : made;
      return inventedIn(calendarDay, derivedId("demo-day", String(seed), one.date, one.type), one, closedAt);
    }),
  ];
}

/** The staff, then the class of each teacher in each school year. */
export function staffRecords(
  timeline: Timeline,
  { people, teachers }: StaffRoom,
  classNames: readonly string[],
  made: Made,
): InventedRecord[] {
  const lastYear = timeline.schoolYears.at(-1);
  const rows = timeline.schoolYears.flatMap((year) =>
    teachers.map((staffId, index) => {
      const to = year === lastYear ? {} : { to: year.to };
      const row = { staffId, className: classNames[index] ?? "", from: year.from, ...to };
      return inventedIn(classTeacher, derivedId("demo-class-teacher", staffId, year.from), row, made);
    }),
  );
  const persons = people.map(({ staffId, name, shortName, roles }) =>
    inventedIn(staff, staffId, { name, shortName, roles: [...roles] }, made),
  );
  return [...persons, ...rows];
}

interface InventedBand {
  readonly name: string;
  /** The hourly cost of pay with on-costs in the first year; it rises by 3 in 100 each April. */
  readonly firstPence: number;
  readonly isFor: (person: InventedPerson) => boolean;
}

const bands: readonly InventedBand[] = [
  {
    name: "Teaching assistant",
    firstPence: 1720,
    isFor: ({ roles }) => roles.includes("teaching-assistant"),
  },
  {
    name: "Higher level teaching assistant",
    firstPence: 2015,
    isFor: ({ roles }) => roles.includes("nurture-practitioner"),
  },
  {
    name: "Teacher",
    firstPence: 3980,
    isFor: ({ roles }) =>
      roles.some((role) => role === "class-teacher" || role === "senco" || role === "head"),
  },
];

/** Pay bands, a rate for each from the first September and from every April since, and who is on which. */
export function moneyRecords(timeline: Timeline, { people }: StaffRoom, made: Made): InventedRecord[] {
  const [first] = timeline.schoolYears;
  if (first === undefined) return [];
  const seed = String(timeline.seed);
  const idOf = (band: InventedBand): string => derivedId("demo-band", seed, band.name);
  return [
    ...bands.map((band) => inventedIn(payBand, idOf(band), { name: band.name }, made)),
    ...bands.flatMap((band) => ratesOf(band, idOf(band), timeline, made)),
    ...people.flatMap((person) => {
      const band = bands.find((one) => one.isFor(person));
      if (band === undefined) return [];
      const row = { staffId: person.staffId, payBandId: idOf(band), from: first.from };
      return [inventedIn(staffBand, derivedId("demo-staff-band", person.staffId), row, made)];
    }),
  ];
}

function ratesOf(band: InventedBand, payBandId: string, timeline: Timeline, made: Made): InventedRecord[] {
  const aprils = timeline.schoolYears.map((year) => daySchema.parse(`${year.schoolYear + 1}-04-01`));
  const starts = [...timeline.schoolYears.slice(0, 1).map((year) => year.from), ...aprils];
  return starts
    .filter((from) => from <= timeline.today)
    .map((from, rises) => {
      const pencePerHour = Math.round((band.firstPence * (100 + 3 * rises)) / 100);
      const row = {
        payBandId,
        pencePerHour,
        basis: "pay-with-on-costs" as const,
        weeksPerYearTenths: 380,
        from,
      };
      return inventedIn(rate, derivedId("demo-rate", payBandId, from), row, made);
    });
}
