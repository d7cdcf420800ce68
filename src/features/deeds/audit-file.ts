// The audit as a table for a file: what the screen shows, with the row's number and hash, so that it can be held against
// the server's. Names of pupils are left out: a file travels.
import type { AuditRow } from "../../api/client.ts";
import type { FileTable } from "../../files/table.ts";
import { deedWords, type Names } from "./deed-words.ts";

export function auditTable(rows: readonly AuditRow[], names: Names, madeBy: string, at: string): FileTable {
  const inFile: Names = { person: names.person, pupil: (id) => `pupil ${id}` };
  return {
    title: "Audit",
    columns: [
      { header: "Row", type: "integer", width: 8 },
      { header: "When (UTC)", type: "text", width: 26 },
      { header: "Who", type: "text", width: 28 },
      { header: "What", type: "text", width: 70 },
      { header: "Event", type: "text", width: 20 },
      { header: "Tablet", type: "text", width: 38 },
      { header: "Hash", type: "text", width: 66 },
    ],
    rows: rows.map((row) => [
      row.n,
      row.at,
      row.staffId === null ? "" : names.person(row.staffId),
      deedWords(row, inFile),
      row.event,
      row.tablet ?? "",
      row.hash,
    ]),
    notes: [`Made by ${madeBy}, ${at}.`],
  };
}
