// A new intervention as its form holds it, what is wrong with it, and the record that it makes. Pure.
import type { FundingSource, Intervention, Tier } from "../../domain/intervention.ts";
import type { AreaOfNeed } from "../../domain/sen.ts";
import type { FormProblem } from "../../ui/error-summary.tsx";

export interface InterventionDraft {
  readonly name: string;
  readonly areaOfNeed?: AreaOfNeed | undefined;
  readonly tier?: Tier | undefined;
  readonly minutes: number | undefined;
  readonly target: string;
  readonly fundingSource?: FundingSource | undefined;
}

/** @param names those of the interventions that the school has: two of one name could not be told apart */
export function interventionProblems(draft: InterventionDraft, names: readonly string[]): FormProblem[] {
  const { minutes } = draft;
  const name = plain(draft.name);
  const problems: FormProblem[] = [];
  if (name === "") problems.push({ fieldId: "intervention-name", message: "Enter its name." });
  if (names.some((one) => plain(one) === name))
    problems.push({
      fieldId: "intervention-name",
      message: "The school has an intervention of this name. Use it, or enter another name.",
    });
  if (minutes === undefined || !Number.isInteger(minutes) || minutes < 5 || minutes > 480)
    problems.push({ fieldId: "intervention-minutes", message: "Enter from 5 to 480 minutes." });
  return problems;
}

/** Undefined for a draft that has problems. */
export function interventionOfDraft(
  draft: InterventionDraft,
  names: readonly string[],
): Intervention | undefined {
  if (draft.minutes === undefined || interventionProblems(draft, names).length > 0) return undefined;
  const target = draft.target.trim();
  return {
    name: draft.name.trim(),
    areaOfNeed: draft.areaOfNeed ?? null,
    tier: draft.tier ?? null,
    usualMinutes: draft.minutes,
    ...(target !== "" && { target }),
    ...(draft.fundingSource && { fundingSource: draft.fundingSource }),
  };
}

function plain(name: string): string {
  return name.trim().toLocaleLowerCase("en-GB");
}
