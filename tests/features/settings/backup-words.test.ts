import { expect, it } from "vitest";
import { backupWords } from "../../../src/features/account/settings/backup-words.ts";

const schoolSince = "2026-09-01T09:00:00.000Z";
const words = (lastAt: string | null, serverAt: string, since = schoolSince) =>
  backupWords({ lastAt, schoolSince: since, serverAt });

it("says when the last one was, by the school's wall clock in summer and winter", () => {
  expect(words("2026-11-23T08:50:00.000Z", "2026-11-23T10:00:00.000Z")).toEqual({
    words: "Last backup: Monday 23 November, 8:50am",
    isLate: false,
  });
  expect(words("2026-07-01T23:30:00.000Z", "2026-07-02T10:00:00.000Z").words).toBe(
    "Last backup: Thursday 2 July, 12:30am",
  );
  expect(words("2026-12-30T02:00:00.000Z", "2027-01-02T10:00:00.000Z").words).toBe(
    "Last backup: 30 December 2026, 2am",
  );
});

it("is late after seven days, counted on the calendar", () => {
  expect(words("2026-11-16T00:10:00.000Z", "2026-11-23T23:50:00.000Z").isLate).toBe(false);
  expect(words("2026-11-15T23:50:00.000Z", "2026-11-23T00:10:00.000Z")).toEqual({
    words: "No backup for 8 days.",
    isLate: true,
  });
});

it("gives a new school a week before it is late", () => {
  expect(words(null, "2026-09-08T10:00:00.000Z")).toEqual({
    words: "No backup has been made yet.",
    isLate: false,
  });
  expect(words(null, "2026-09-09T10:00:00.000Z")).toEqual({
    words: "There has never been a backup.",
    isLate: true,
  });
});
