// Whose each row of a list is, by UPN or by a name that only one child has, and what would be saved. Nothing is guessed. Pure.
import { type BoxallAssessment } from "../../domain/boxall.ts";
import { boxallTotals } from "../../domain/boxall-totals.ts";
import { type BoxallDefinition } from "../../domain/boxall-definition.ts";
import { scoreProblems, scoreSentence } from "../../domain/boxall-checks.ts";
import type { Day } from "../../domain/calendar.ts";
import type { PupilId } from "../../domain/ids.ts";
import { pupilName, type Pupil, type PupilIdentity } from "../../domain/pupil.ts";
import type { ReadTotals } from "../../files/boxall-totals-file.ts";

export interface KnownChildren {
  readonly pupils: readonly { readonly id: PupilId; readonly record: Pupil }[];
  readonly identities: readonly PupilIdentity[];
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
  readonly name: string;
  readonly assessment: BoxallAssessment;
}

export interface TotalsPlan {
  readonly planned: readonly PlannedTotals[];
  readonly problems: readonly string[];
}

export function planTotals(read: ReadTotals, children: KnownChildren, list: ListAbout): TotalsPlan {
  const problems = [...read.problems];
  const planned = read.rows.flatMap((row): PlannedTotals[] => {
    const found = childOf(row, children);
    if (typeof found === "string") {
      problems.push(`Row ${row.row}: ${found}`);
      return [];
    }
    const date = row.date ?? list.date;
    const wrong =
      date > list.today
        ? "its day is still to come."
        : scoreProblems(row.scores, list.definition).map(scoreSentence)[0];
    if (wrong !== undefined) {
      problems.push(`Row ${row.row}: ${wrong}`);
      return [];
    }
    const isDraft = !boxallTotals(row.scores).isComplete;
    const assessment = { ...list.about, pupilId: found.id, date, scores: row.scores, isDraft };
    return [{ row: row.row, name: pupilName(found.record), assessment }];
  });
  return { planned, problems };
}

function childOf(
  { upn, name }: { readonly upn: string; readonly name: string },
  { pupils, identities }: KnownChildren,
): KnownChildren["pupils"][number] | string {
  if (upn !== "") {
    const identity = identities.find((one) => one.upn === upn);
    const pupil = identity && pupils.find((one) => one.id === identity.pupilId);
    return pupil ?? "no child of the school has this UPN. Check it, or enter these totals by hand.";
  }
  if (name === "") return "it says of no child whose totals these are.";
  const wanted = name.toLowerCase();
  const isNamed = ({ id, record }: KnownChildren["pupils"][number]) => {
    const legal = identities.find((one) => one.pupilId === id);
    const full = legal ? `${legal.legalForename} ${legal.legalSurname}` : "";
    return [pupilName(record), full].some((one) => one.toLowerCase() === wanted);
  };
  const found = pupils.filter((one) => !one.record.mergedInto && isNamed(one));
  if (found.length > 1) return `${found.length} children have this name. Use the UPN.`;
  return (
    found[0] ?? "no child of the school has this name. Use the UPN, or the name as the pupil list shows it."
  );
}
