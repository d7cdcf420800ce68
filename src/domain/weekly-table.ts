// The weekly summary as a table with the columns that schools' spreadsheets rely on, in their order. It has the shape that
// the file writers take, so that screen, Excel, CSV and print cannot differ.
import { divisorRuleLabel } from "./group.ts";
import type { GroupId, InterventionId, PupilId, StaffId } from "./ids.ts";
import { areaOfNeedLabel } from "./sen-labels.ts";
import { lostReasonLabel } from "./session-labels.ts";
import type { WeeklyRow } from "./weekly-summary.ts";

/** Minutes are whole seconds and pounds whole pence until a writer shows them. */
export interface WeeklyColumn {
  readonly header: string;
  readonly type: "text" | "integer" | "minutes" | "pounds" | "date";
  /** In characters. */
  readonly width: number;
  readonly isTotalled?: boolean;
}

export interface WeeklyTable {
  readonly title: string;
  readonly columns: readonly WeeklyColumn[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  readonly notes: readonly string[];
}

export interface WeeklyTableNames {
  /** Initials, or full names after the person has signed in again. */
  readonly pupil: (pupilId: PupilId) => string;
  readonly intervention: (interventionId: InterventionId) => string;
  readonly group: (groupId: GroupId) => string;
  readonly staff: (staffId: StaffId) => string;
}

export interface WeeklyTableOptions {
  readonly names: WeeklyTableNames;
  /** Whether this person may read SEN status; the column is not there otherwise. */
  readonly holdsSen: boolean;
  readonly holdsMoney: boolean;
  /** Lines to print under the table: as at when, what may be missing. */
  readonly notes?: readonly string[];
}

interface ColumnOfRow extends WeeklyColumn {
  readonly cell: (row: WeeklyRow) => string | number | null;
}

/** The table of a weekly summary; rows by pupil, intervention and group, those of nobody last. */
export function weeklyTable(rows: readonly WeeklyRow[], options: WeeklyTableOptions): WeeklyTable {
  const columns = columnsFor(options);
  const cells = rows.map((row) => ({ row, cells: columns.map((column) => column.cell(row)) }));
  const order = ({ row, cells: [, pupil = ""] }: (typeof cells)[number]) =>
    [row.pupilId ? 0 : 1, pupil, interventionOf(row, options), groupOf(row, options), row.key].join("|");
  return {
    title: "Weekly summary",
    columns: columns.map(({ cell: _cell, ...column }) => column),
    rows: cells.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)).map((one) => one.cells),
    notes: options.notes ?? [],
  };
}

function columnsFor(options: WeeklyTableOptions): ColumnOfRow[] {
  const { names, holdsSen, holdsMoney } = options;
  const sen = text("SEN status", 11, (row) => row.senStatus ?? null);
  const cost: ColumnOfRow = {
    header: "Cost (£)",
    type: "pounds",
    width: 10,
    isTotalled: true,
    cell: (row) => row.pence ?? null,
  };
  return [
    { header: "Week beginning", type: "date", width: 15, cell: (row) => row.week },
    text("Pupil", 16, (row) => (row.pupilId ? names.pupil(row.pupilId) : "Nobody there")),
    text("Year", 6, (row) => row.yearGroup ?? null),
    text("Class", 12, (row) => row.className ?? null),
    ...(holdsSen ? [sen] : []),
    text("Intervention", 26, (row) => interventionOf(row, options)),
    text("Area of need", 30, (row) => (row.areaOfNeed ? areaOfNeedLabel[row.areaOfNeed] : null)),
    text("Group", 22, (row) => groupOf(row, options)),
    count("Planned sessions", (row) => row.planned),
    count("Delivered sessions", (row) => row.delivered),
    count("Lost sessions", (row) => row.lost),
    count("Not logged sessions", (row) => row.notLogged),
    text("Main reason lost", 24, (row) => (row.mainReasonLost ? lostReasonLabel[row.mainReasonLost] : null)),
    count("Attended", (row) => row.attended),
    minutes("Contact minutes", (row) => row.contactSeconds),
    minutes("Apportioned minutes", (row) => row.apportionedSeconds),
    minutes("Adult minutes", (row) => row.adultSeconds),
    text("Divisor rule", 24, (row) => divisorRuleLabel[row.rule]),
    text("Staff", 20, (row) => row.staffIds.map(names.staff).join(", ")),
    ...(holdsMoney ? [cost] : []),
  ];
}

function interventionOf(row: WeeklyRow, { names }: WeeklyTableOptions): string {
  return row.interventionId ? names.intervention(row.interventionId) : "No intervention named";
}

/** "Unplanned" alone where there was no group. */
function groupOf(row: WeeklyRow, { names }: WeeklyTableOptions): string {
  if (row.groupId === undefined) return row.isUnplanned ? "Unplanned" : "No group";
  return row.isUnplanned ? `${names.group(row.groupId)} (unplanned)` : names.group(row.groupId);
}

function text(header: string, width: number, cell: (row: WeeklyRow) => string | null): ColumnOfRow {
  return { header, type: "text", width, cell };
}

function count(header: string, cell: (row: WeeklyRow) => number): ColumnOfRow {
  return { header, type: "integer", width: 11, isTotalled: true, cell };
}

function minutes(header: string, cell: (row: WeeklyRow) => number): ColumnOfRow {
  return { header, type: "minutes", width: 13, isTotalled: true, cell };
}
