// One row of a class list: what it says of a pupil, and what is wrong with it.
import type { Day } from "../domain/calendar.ts";
import { type NeedType, type SenStatus, type YearGroup } from "../domain/sen.ts";
import { readNeedType, readSenStatus, readYearGroup } from "../domain/sen-reading.ts";
import { checkUpn } from "../domain/upn.ts";
import { readCellDate } from "./cell-dates.ts";
import type { ClassListField, ColumnMapping } from "./class-list-columns.ts";

export type RowProblemCode =
  | "no-name"
  | "upn-wrong-letter"
  | "upn-wrong-format"
  | "date-not-understood"
  | "year-not-understood"
  | "sen-not-understood"
  | "sen-historic"
  | "need-not-understood"
  | "rows-disagree";

export interface RowProblem {
  /** As the spreadsheet numbers it: the header is row 1. */
  readonly rowNumber: number;
  readonly code: RowProblemCode;
  /** Plain words for the person who imports; may quote the cell. */
  readonly message: string;
}

export interface RowPupil {
  readonly rowNumber: number;
  readonly legalForename: string;
  readonly legalSurname: string;
  readonly knownAs: string;
  readonly familyName: string;
  readonly upn?: string;
  readonly upnStatus?: "permanent" | "temporary" | "wrong-letter";
  /** The number before this one, as a pupil with a temporary number has it. */
  readonly formerUpn?: string;
  readonly dateOfBirth?: Day;
  readonly yearGroup?: YearGroup;
  readonly className?: string;
  readonly senStatus?: SenStatus;
  readonly need?: { readonly type: NeedType; readonly rank: number | undefined };
}

export type RowReading =
  | { readonly ok: true; readonly pupil: RowPupil; readonly warnings: readonly RowProblem[] }
  | { readonly ok: false; readonly problem: RowProblem };

export function readClassListRow(
  cells: readonly string[],
  rowNumber: number,
  mapping: ColumnMapping,
): RowReading {
  const cell = (field: ClassListField) => tidy(cells[mapping[field] ?? -1] ?? "");
  const warnings: RowProblem[] = [];
  const warn = (code: RowProblemCode, message: string) => void warnings.push({ rowNumber, code, message });
  const legalForename = cell("forename") || cell("preferredForename");
  const legalSurname = cell("surname") || cell("preferredSurname");
  if (legalForename === "" || legalSurname === "") {
    const message = "This row has no first name or no family name, so it cannot be imported.";
    return { ok: false, problem: { rowNumber, code: "no-name", message } };
  }
  const yearGroup = readYear(cell("yearGroup"), warn);
  const className = cell("className");
  const pupil: RowPupil = {
    rowNumber,
    legalForename: legalForename.slice(0, 60),
    legalSurname: legalSurname.slice(0, 60),
    knownAs: (cell("preferredForename") || legalForename).slice(0, 60),
    familyName: (cell("preferredSurname") || legalSurname).slice(0, 60),
    ...readUpn(cell("upn"), warn),
    ...readFormerUpn(cell("formerUpn")),
    ...readBirth(cell("dateOfBirth"), warn),
    ...(yearGroup && { yearGroup }),
    ...(className !== "" && { className: className.slice(0, 40) }),
    ...readSen(cell("senStatus"), warn),
    ...readNeed(cell("senNeed"), cell("senNeedRank"), warn),
  };
  return { ok: true, pupil, warnings };
}

type Warn = (code: RowProblemCode, message: string) => void;

function readUpn(text: string, warn: Warn): Pick<RowPupil, "upn" | "upnStatus"> {
  if (text === "") return {};
  const { status, upn, expectedLetter } = checkUpn(text);
  if (status === "wrong-format" || upn === undefined) {
    warn(
      "upn-wrong-format",
      `"${text}" is not a UPN (a letter and 12 characters), so it is left out. Check it with the office.`,
    );
    return {};
  }
  if (status === "wrong-letter") {
    const hint = `its digits would need ${expectedLetter}, but the slip may be in a digit`;
    warn(
      "upn-wrong-letter",
      `The UPN ${upn} has the wrong check letter (${hint}). It is kept as it is: check it with the office.`,
    );
  }
  return { upn, upnStatus: status };
}

/** Only ever looked up, so one that is no UPN is passed over without a word. */
function readFormerUpn(text: string): Pick<RowPupil, "formerUpn"> {
  const { upn } = checkUpn(text);
  return upn === undefined ? {} : { formerUpn: upn };
}

function readBirth(text: string, warn: Warn): Pick<RowPupil, "dateOfBirth"> {
  if (text === "") return {};
  const read = readCellDate(text);
  if ("day" in read) return { dateOfBirth: read.day };
  const why =
    read.problem === "two-digit-year" ? "its year has only two digits" : "it is not a date that can be read";
  warn("date-not-understood", `The date of birth "${text}" is left out: ${why}. Write it as 03/09/2017.`);
  return {};
}

function readYear(text: string, warn: Warn): YearGroup | undefined {
  if (text === "") return undefined;
  const year = readYearGroup(text);
  if (year === undefined)
    warn("year-not-understood", `The year group "${text}" is left out. Write it as Year 3, R or N1.`);
  return year;
}

function readSen(text: string, warn: Warn): Pick<RowPupil, "senStatus"> {
  if (text === "") return {};
  const read = readSenStatus(text);
  if ("historic" in read) {
    warn(
      "sen-historic",
      `The SEN status "${text}" ended in 2014, so it is left out. Ask for today's status: N, K or E.`,
    );
    return {};
  }
  if (read.status === undefined) {
    warn(
      "sen-not-understood",
      `The SEN status "${text}" is left out. Use N, K (SEN support) or E (EHC plan).`,
    );
    return {};
  }
  return { senStatus: read.status };
}

function readNeed(text: string, rankText: string, warn: Warn): Pick<RowPupil, "need"> {
  if (text === "") return {};
  const type = readNeedType(text);
  if (type === undefined) {
    warn("need-not-understood", `The need "${text}" is left out. Use a code such as SLCN, SEMH or SPLD.`);
    return {};
  }
  const rank = Number.parseInt(rankText, 10);
  return { need: { type, rank: rank >= 1 && rank <= 99 ? rank : undefined } };
}

/** One kind of space, one kind of apostrophe, nothing at the ends: "O’Brien " and "O'Brien" are one name. */
function tidy(text: string): string {
  return text
    .replaceAll(/[\s\u00A0\u200B\uFEFF]+/g, " ")
    .replaceAll(/[\u2018\u2019\u02BC`´]/g, "’")
    .replaceAll("'", "’")
    .trim();
}
