// The summary as one table for screen, Excel, CSV and paper: initials only, what it is as at, what it may miss.
import { useMemo } from "preact/hooks";
import type { PupilId, StaffId } from "../../domain/ids.ts";
import { pupilName } from "../../domain/pupil.ts";
import { dayInZone, secondsOfDayInZone } from "../../domain/calendar.ts";
import { weeklyTable } from "../../domain/weekly-table.ts";
import type { WeeklyRow } from "../../domain/weekly-summary.ts";
import type { FileTable } from "../../files/table.ts";
import { useSyncState, useUnsent } from "../../storage/live.ts";
import { sayCount, sayDay, sayTime } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory, type Directory } from "../shared/directory.tsx";
import { useHasRole } from "../shared/roles.ts";
import type { WeeklyAnswer } from "./weekly-summary-queries.ts";

export interface SummaryScope {
  readonly of: "all-groups" | "one-group" | "one-pupil";
  readonly id?: string;
}

/** Full names by pupil, as far as they are known here. */
export type FullNames = ReadonlyMap<string, string>;

export interface SummaryFile {
  /** With initials: what the screen and the usual files show. */
  readonly table: FileTable;
  /** @param why in words, as it stands under the table */
  readonly withFullNames: (names: FullNames, why: string) => FileTable;
}

/** @returns undefined while the group or pupil is still to be chosen */
export function useSummaryFile(
  answer: WeeklyAnswer,
  scope: SummaryScope,
  /** What the figures may miss, one line each. */
  missing: readonly string[],
): SummaryFile | undefined {
  const { device, person } = useAlongside();
  const directory = useDirectory();
  const holdsAll = useHasRole("senco", "head");
  const unsent = useUnsent(device)?.count ?? 0;
  const syncedAt = useSyncState(device)?.syncedAt ?? null;
  return useMemo(() => {
    if (scope.of !== "all-groups" && scope.id === undefined) return undefined;
    const rows = answer.summary.rows.filter((row) => isInScope(row, scope));
    const unpriced = rows.filter((row) => row.pence === null).length;
    const notes = [
      scopeWords(scope, directory),
      `As at ${whenWords(device.clock.nowMs())}, made by ${person.name}. Confidential: pupil data.`,
      syncedAt === null
        ? "This tablet has not met the server yet: other tablets' sessions are missing."
        : `School data from ${whenWords(Date.parse(syncedAt))}; sessions that other tablets have not sent are missing.`,
      ...missing,
      ...(unsent > 0 ? [`${sayCount(unsent, "item")} on this tablet waiting to send, counted here.`] : []),
      ...(holdsAll ? [] : ["In your groups only."]),
      "Contact: time the pupil was there. Apportioned: session time shared by the divisor rule. Adult: adults' time shared likewise.",
      ...answer.rateNotes,
      ...(unpriced > 0
        ? [
            `Cost is not known in ${sayCount(unpriced, "row")}, since an adult has no rate, and not in the total.`,
          ]
        : []),
    ];
    const initialsOf = (id: PupilId) => directory.pupil(id)?.record.initials ?? "?";
    const namesWith = (pupil: (id: PupilId) => string) => ({
      pupil,
      intervention: (id: Parameters<typeof directory.interventionsById.get>[0]) =>
        directory.interventionsById.get(id)?.record.name ?? "",
      group: (id: Parameters<typeof directory.groupsById.get>[0]) =>
        directory.groupsById.get(id)?.record.name ?? "",
      staff: (id: StaffId) => directory.staffById.get(id)?.record.shortName ?? "",
    });
    const holds = { holdsSen: holdsAll, holdsMoney: holdsAll && answer.rateNotes.length > 0 };
    const tableWith = (pupil: (id: PupilId) => string, first: readonly string[]) =>
      weeklyTable(rows, { names: namesWith(pupil), ...holds, notes: [...first, ...notes] });
    const nameOf = (full: FullNames) => (id: PupilId) => {
      const card = directory.pupil(id)?.record;
      return full.get(id) ?? (card === undefined ? "?" : pupilName(card));
    };
    return {
      table: tableWith(initialsOf, []),
      withFullNames: (full, why) => tableWith(nameOf(full), [`With full names. Reason: ${why}.`]),
    };
  }, [answer, scope, directory, holdsAll, unsent, syncedAt, missing.join("|")]);
}

function isInScope(row: WeeklyRow, scope: SummaryScope): boolean {
  switch (scope.of) {
    case "all-groups":
      return true;
    case "one-group":
      return row.groupId === scope.id;
    case "one-pupil":
      return row.pupilId === scope.id;
  }
}

/** What the page is about, in a file that may lie on a desk on its own. */
function scopeWords({ of, id = "" }: SummaryScope, directory: Directory): string {
  switch (of) {
    case "all-groups":
      return "All groups.";
    case "one-group": {
      const group = [...directory.groupsById].find(([groupId]) => groupId === id)?.[1].record.name;
      return `One group: ${group ?? "not known here"}.`;
    }
    case "one-pupil": {
      const pupil = [...directory.pupilsById].find(([pupilId]) => pupilId === id)?.[1].record.initials;
      return `One pupil: ${pupil ?? "not known here"}.`;
    }
  }
}

function whenWords(ms: number): string {
  return `${sayDay(dayInZone(ms))}, ${sayTime(secondsOfDayInZone(ms))}`;
}
