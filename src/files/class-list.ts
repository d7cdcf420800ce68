// A whole class list: rows read one by one, rows of the same pupil joined (schools export one row a need), and every
// problem kept with its row number. Nothing is written here.
import type { NeedType } from "../domain/sen.ts";
import { readClassListRow, type RowProblem, type RowPupil } from "./class-list-row.ts";
import type { ColumnMapping } from "./class-list-columns.ts";
import type { TextTable } from "./csv-read.ts";
import type { FileTable } from "./table.ts";

export interface ImportedPupil extends Omit<RowPupil, "rowNumber" | "need"> {
  readonly rowNumbers: readonly number[];
  /** In rank order; the first is the primary need. */
  readonly needs: readonly NeedType[];
}

export interface ClassListReading {
  readonly pupils: readonly ImportedPupil[];
  /** Rows that cannot be imported. */
  readonly errors: readonly RowProblem[];
  /** Cells that were left out or look wrong; their pupils are imported. */
  readonly warnings: readonly RowProblem[];
}

export function readClassList(table: TextTable, mapping: ColumnMapping): ClassListReading {
  const readings = table.rows.flatMap((cells, at) => {
    const isBlank = cells.every((cell) => cell.trim() === "");
    return isBlank ? [] : [readClassListRow(cells, at + 2, mapping)];
  });
  const rows = readings.flatMap((one) => (one.ok ? [one.pupil] : []));
  const byPupil = Map.groupBy(rows, samePupilKey);
  const pupils = [...byPupil.values()].map(joinRows);
  const disagreements = [...byPupil.values()].flatMap(disagreementsOf);
  return {
    pupils,
    errors: readings.flatMap((one) => (one.ok ? [] : [one.problem])),
    warnings: [...readings.flatMap((one) => (one.ok ? one.warnings : [])), ...disagreements].toSorted(
      (a, b) => a.rowNumber - b.rowNumber,
    ),
  };
}

/** The bad rows with their reasons, to download, mend and import again. */
export function rowProblemsTable(problems: readonly RowProblem[], table: TextTable): FileTable {
  const columns = ["Row", "What is wrong", ...table.header].map((header, at) => ({
    header,
    type: at === 0 ? ("integer" as const) : ("text" as const),
    width: at === 1 ? 60 : 16,
  }));
  const rows = problems.map((one) => [one.rowNumber, one.message, ...(table.rows[one.rowNumber - 2] ?? [])]);
  return { title: "Rows to check", columns, rows, notes: [] };
}

/** Two rows are one pupil when they share a UPN, or name and date of birth. */
function samePupilKey(row: RowPupil): string {
  if (row.upn !== undefined) return `upn ${row.upn}`;
  const name = `${row.legalForename} ${row.legalSurname}`.toLowerCase();
  return row.dateOfBirth === undefined ? `row ${row.rowNumber}` : `name ${name} ${row.dateOfBirth}`;
}

function joinRows(rows: readonly RowPupil[]): ImportedPupil {
  const [first, ...others] = rows;
  if (first === undefined) throw new Error("A pupil without a row.");
  const joined = others.reduce<RowPupil>((all, one) => ({ ...one, ...all }), first);
  const ranked = rows.flatMap(({ need }, at) =>
    need ? [{ type: need.type, rank: need.rank ?? 50 + at }] : [],
  );
  const needs = ranked.toSorted((a, b) => a.rank - b.rank).map((one) => one.type);
  const { need: _need, rowNumber: _rowNumber, ...pupil } = joined;
  return { ...pupil, rowNumbers: rows.map((one) => one.rowNumber), needs: [...new Set(needs)] };
}

function disagreementsOf(rows: readonly RowPupil[]): RowProblem[] {
  const [first, ...others] = rows;
  const compared = [
    "legalForename",
    "legalSurname",
    "dateOfBirth",
    "yearGroup",
    "className",
    "senStatus",
  ] as const;
  return others.flatMap((other) => {
    const differs = compared.some((field) => other[field] !== undefined && other[field] !== first?.[field]);
    if (!differs || first === undefined) return [];
    const message = `Rows ${first.rowNumber} and ${other.rowNumber} are one pupil but do not say the same. Row ${first.rowNumber} is used.`;
    return [{ rowNumber: other.rowNumber, code: "rows-disagree", message } as const];
  });
}
