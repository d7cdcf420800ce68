// The invented school's week as a grid of cells, so that nobody is planned in two places at once.

export interface Cell {
  /** Seconds of the local day. */
  readonly start: number;
  readonly seconds: number;
}

const at = (hours: number, minutes: number): number => hours * 3600 + minutes * 60;
const cellOf = (start: number, minutes: number): Cell => ({ start, seconds: minutes * 60 });

/** Before the register, the nurture morning, five cells round class teaching, one at the end of the day, and one in the lunch hour. */
export const cells = {
  early: cellOf(at(8, 40), 20),
  /** The nurture group alone: everybody else is in class. */
  morning: cellOf(at(9, 0), 100),
  lateMorning: cellOf(at(10, 50), 30),
  beforeLunch: cellOf(at(11, 25), 30),
  lunch: cellOf(at(12, 10), 30),
  afterLunch: cellOf(at(13, 5), 30),
  midAfternoon: cellOf(at(13, 40), 30),
  lateAfternoon: cellOf(at(14, 15), 30),
  endOfDay: cellOf(at(14, 50), 30),
} as const satisfies Record<string, Cell>;

export type CellName = keyof typeof cells;

/** Cells that any intervention can have. */
export const regularCells = [
  "lateMorning",
  "beforeLunch",
  "afterLunch",
  "midAfternoon",
  "lateAfternoon",
  "endOfDay",
] as const satisfies readonly CellName[];

/** The cell that follows without a break, for sessions longer than half an hour. */
export const cellAfter: Readonly<Partial<Record<CellName, CellName>>> = {
  lateMorning: "beforeLunch",
  afterLunch: "midAfternoon",
  midAfternoon: "lateAfternoon",
  lateAfternoon: "endOfDay",
};

export const weekdays = [1, 2, 3, 4, 5] as const;

/** Who is taken when: staff and pupils by id, weekdays 1 (Monday) to 5. */
export interface WeekGrid {
  readonly isFree: (who: string, weekdays: readonly number[], names: readonly CellName[]) => boolean;
  readonly book: (who: string, weekdays: readonly number[], names: readonly CellName[]) => void;
  /** How many cells a person is booked for. */
  readonly load: (who: string) => number;
}

export function createWeekGrid(): WeekGrid {
  const taken = new Set<string>();
  const loads = new Map<string, number>();
  const keys = (who: string, days: readonly number[], names: readonly CellName[]): string[] =>
    days.flatMap((weekday) => names.map((name) => `${who}|${weekday}|${name}`));
  return {
    isFree: (who, days, names) => keys(who, days, names).every((key) => !taken.has(key)),
    book: (who, days, names) => {
      const booked = keys(who, days, names);
      for (const key of booked) taken.add(key);
      loads.set(who, (loads.get(who) ?? 0) + booked.length);
    },
    load: (who) => loads.get(who) ?? 0,
  };
}

/** The cells that a session of this length fills when it begins in `first`, or undefined when it does not fit. */
export function cellsFor(first: CellName, minutes: number): CellName[] | undefined {
  const filled: CellName[] = [first];
  let left = minutes * 60 - cells[first].seconds;
  while (left > 0) {
    const next = cellAfter[filled.at(-1) ?? first];
    if (next === undefined) return undefined;
    filled.push(next);
    left -= cells[next].seconds + 300;
  }
  return filled;
}
