// What of a list of totals would be saved: whose each row is, by UPN or by a name that only one child has, and whether it is
// there already. Nothing is guessed. Pure.
import { type BoxallAssessment } from "../../domain/boxall.ts";
import { boxallTotals } from "../../domain/boxall-totals.ts";
import { type BoxallDefinition } from "../../domain/boxall-definition.ts";
import { scoreProblems, scoreSentence } from "../../domain/boxall-checks.ts";
import type { Day } from "../../domain/calendar.ts";
import type { PupilId } from "../../domain/ids.ts";
import { pupilName, resolvePupil, type Pupil, type PupilIdentity } from "../../domain/pupil.ts";
import type { ReadTotals, TotalsRow, TotalsRowProblem } from "../../files/boxall-totals-file.ts";

export interface KnownChildren {
  readonly pupils: ReadonlyMap<PupilId, Pupil>;
  readonly identities: readonly PupilIdentity[];
  /** All that are recorded, drafts too. */
  readonly assessments: readonly BoxallAssessment[];
}

/** What holds for every row of the list, where the row itself does not say. */
export interface ListAbout {
  readonly date: Day;
  readonly about: Pick<BoxallAssessment, "version" | "kind" | "assessorIds" | "authorId" | "recordedAt">;
  readonly definition: BoxallDefinition | undefined;
  readonly today: Day;
}

export interface PlannedTotals {
  readonly row: number;
  /** As the list has it, to hold against the name. */
  readonly written: string;
  readonly name: string;
  readonly assessment: BoxallAssessment;
}

export interface TotalsPlan {
  readonly planned: readonly PlannedTotals[];
  /** In the order of the list. */
  readonly problems: readonly TotalsRowProblem[];
}

export function planTotals(read: ReadTotals, known: KnownChildren, list: ListAbout): TotalsPlan {
  const problems = [...read.problems];
  const planned: PlannedTotals[] = [];
  for (const row of read.rows) {
    const result = planRow(row, known, list, planned);
    if (typeof result === "string") problems.push({ row: row.row, message: result });
    else planned.push(result);
  }
  return { planned, problems: problems.toSorted((a, b) => a.row - b.row) };
}

function planRow(
  row: TotalsRow,
  known: KnownChildren,
  list: ListAbout,
  before: readonly PlannedTotals[],
): PlannedTotals | string {
  const found = childOf(row, known);
  if (!found.ok) return found.message;
  const date = row.date ?? list.date;
  if (date > list.today) return "its day is still to come.";
  const [wrong] = scoreProblems(row.scores, list.definition);
  if (wrong !== undefined) return scoreSentence(wrong);
  if (Object.values(row.scores).every((total) => total === null)) return "it has no total at all.";
  const isDraft = !boxallTotals(row.scores).isComplete;
  const assessment = { ...list.about, pupilId: found.id, date, scores: row.scores, isDraft };
  const twin = before.find((one) => isSameOccasion(one.assessment, assessment));
  if (twin) return `row ${twin.row} is about the same child and day. Take one of them out.`;
  const isThere = known.assessments.some((one) => {
    const pupilId = resolvePupil(one.pupilId, known.pupils);
    return !one.voided && isSameOccasion({ ...one, pupilId }, assessment);
  });
  if (isThere) return "this child's totals of that day, by the same person, are recorded already.";
  return {
    row: row.row,
    written: row.name || row.upn,
    name: pupilName(found.pupil),
    assessment,
  };
}

/** Of another person's answers there may be a second one on the same day, of the same person's not. */
function isSameOccasion(one: BoxallAssessment, other: BoxallAssessment): boolean {
  return (
    one.pupilId === other.pupilId &&
    one.date === other.date &&
    one.version === other.version &&
    one.assessorIds.some((id) => other.assessorIds.includes(id))
  );
}

type Found =
  | { readonly ok: true; readonly id: PupilId; readonly pupil: Pupil }
  | { readonly ok: false; readonly message: string };

function childOf({ upn, name }: Pick<TotalsRow, "upn" | "name">, known: KnownChildren): Found {
  if (upn !== "") {
    const named = known.identities.filter((one) => one.upn === upn).map((one) => one.pupilId);
    return onlyOne(named, known, {
      none: "no child of the school has this UPN. Check it, or enter these totals by hand.",
      many: "children have this UPN. Put their cards together, or enter these totals by hand.",
    });
  }
  if (name === "") return { ok: false, message: "it says of no child whose totals these are." };
  const wanted = name.toLowerCase().replaceAll(/\s+/g, " ");
  const legalNames = new Map(
    known.identities.map((one) => [one.pupilId, `${one.legalForename} ${one.legalSurname}`]),
  );
  const named = [...known.pupils].filter(([id, pupil]) =>
    [pupilName(pupil), legalNames.get(id)].some((one) => one?.toLowerCase() === wanted),
  );
  return onlyOne(
    named.map(([id]) => id),
    known,
    {
      none: "no child of the school has this name. Use the UPN, or the name as the pupil list shows it.",
      many: "children have this name. Use the UPN.",
    },
  );
}

/** Two cards that were put together are one child. */
function onlyOne(
  ids: readonly PupilId[],
  { pupils }: KnownChildren,
  words: { readonly none: string; readonly many: string },
): Found {
  const [id, ...others] = new Set(ids.map((one) => resolvePupil(one, pupils)));
  if (others.length > 0) return { ok: false, message: `${others.length + 1} ${words.many}` };
  const pupil = id && pupils.get(id);
  return pupil ? { ok: true, id, pupil } : { ok: false, message: words.none };
}
