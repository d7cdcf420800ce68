// Days as "YYYY-MM-DD" for controls and words: taken apart, checked, and moved by whole days. Knows no school calendar.

export interface DayParts {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly date: number;
}

/** The parts of a day, or undefined when the text is no day of the calendar. */
export function partsOfDay(day: string): DayParts | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (match === null) return undefined;
  const parts = { year: Number(match[1]), month: Number(match[2]), date: Number(match[3]) };
  return dayOfParts(parts) === day ? parts : undefined;
}

/** The day made of its parts, or undefined for 31 February and the like. A year has four digits. */
export function dayOfParts({ year, month, date }: DayParts): string | undefined {
  if (!Number.isInteger(year) || year < 1000 || year > 9999) return undefined;
  const instant = new Date(Date.UTC(year, month - 1, date));
  if (Number.isNaN(instant.getTime())) return undefined;
  const isSame = instant.getUTCMonth() === month - 1 && instant.getUTCDate() === date;
  return isSame ? instant.toISOString().slice(0, 10) : undefined;
}

/** The day so many days later, or earlier when negative. Throws for text that is no day: a bug of the caller. */
export function shiftDay(day: string, days: number): string {
  const { year, month, date } = dayPartsOrThrow(day);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: string): number {
  const { year, month, date } = dayPartsOrThrow(day);
  return new Date(Date.UTC(year, month - 1, date)).getUTCDay();
}

export function dayPartsOrThrow(day: string): DayParts {
  const parts = partsOfDay(day);
  if (parts === undefined) throw new RangeError(`not a day: ${day}`);
  return parts;
}
