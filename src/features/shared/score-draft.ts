// What somebody types of a child's scores before it is a record: the one form behind restricted scores and measures of a
// group. Pure; a sentence for each thing that is not right yet.
import * as z from "zod/mini";
import { parseDay, type Day } from "../../domain/calendar.ts";
import { measureMomentSchema } from "../../domain/intervention-measure.ts";
import {
  answeredBySchema,
  instrumentSchema,
  scalesOf,
  sdqTotal,
  sdqTotalOf,
  valueOn,
  type Instrument,
} from "../../domain/named-score.ts";
import {
  isWithinScale,
  scaleKey,
  scoreDirectionSchema,
  type Scale,
  type ScoreLine,
} from "../../domain/score.ts";
import { parseScore } from "../../domain/score-series.ts";

const typed = z.string().check(z.maxLength(60));

const scoreDraftSchema = z.object({
  instrument: instrumentSchema,
  /** Of a measure: which child of the group. */
  pupilId: z.optional(z.string()),
  moment: z.optional(measureMomentSchema),
  answeredBy: z.optional(answeredBySchema),
  date: z.optional(z.string()),
  /** Of a known form: what was typed, by the name of its scale. */
  texts: z.record(z.string(), typed),
  /** A scale of the school's own. */
  own: z.object({
    name: typed,
    min: typed,
    max: typed,
    direction: z.optional(scoreDirectionSchema),
    value: typed,
  }),
});
export type ScoreDraft = z.infer<typeof scoreDraftSchema>;

/** A restricted score of one child, or a measure of a child in a group: they ask for different things beside the value. */
export type ScoreUse = "named" | "measure";

const nothingOwn = { name: "", min: "", max: "", value: "" } as const;

export function emptyScoreDraft(use: ScoreUse, today: Day): ScoreDraft {
  return { instrument: use === "named" ? "sdq" : "own", date: today, texts: {}, own: nothingOwn };
}

/** What was kept of a form that was not saved. */
export function readScoreDraft(kept: unknown): ScoreDraft | undefined {
  const parsed = scoreDraftSchema.safeParse(kept);
  return parsed.success ? parsed.data : undefined;
}

/** Lines as somebody typed them, for a correction. */
export function typedLines(
  instrument: Instrument,
  lines: readonly ScoreLine[],
): Pick<ScoreDraft, "texts" | "own"> {
  const [own] = lines;
  if (instrument !== "own" || own === undefined) {
    const texts = lines.filter(
      (one) => scaleKey(one) !== scaleKey(sdqTotal) || sdqTotalOf(lines) === undefined,
    );
    return { texts: Object.fromEntries(texts.map((one) => [one.name, String(one.value)])), own: nothingOwn };
  }
  return { texts: {}, own: { ...typedScale(own), value: String(own.value) } };
}

/** A scale that was used before, as if it had been typed again. */
export function typedScale({ name, min, max, direction }: Scale): Omit<ScoreDraft["own"], "value"> {
  return { name, min: String(min), max: String(max), direction };
}

/** A known form's total that its other scales give; undefined while one of them is missing. */
export function totalOfDraft(draft: ScoreDraft): number | undefined {
  return draft.instrument === "sdq" ? sdqTotalOf(typedValues(draft)) : undefined;
}

/** What is to be saved; only right when there is no problem. The SDQ's total is worked out where its four scales are. */
export function linesOfDraft(draft: ScoreDraft): ScoreLine[] {
  const lines = typedValues(draft);
  const total = totalOfDraft(draft);
  const isMissing = total !== undefined && valueOn(lines, sdqTotal) === undefined;
  return isMissing ? [...lines, { ...sdqTotal, value: total }] : lines;
}

function typedValues(draft: ScoreDraft): ScoreLine[] {
  if (draft.instrument !== "own")
    return scalesOf[draft.instrument].flatMap((scale) => {
      const value = parseScore(draft.texts[scale.name] ?? "");
      return value === undefined ? [] : [{ ...scale, value }];
    });
  const { name, direction } = draft.own;
  const [min, max, value] = [draft.own.min, draft.own.max, draft.own.value].map(parseScore);
  if (min === undefined || max === undefined || value === undefined || direction === undefined) return [];
  return [{ name: name.trim(), min, max, direction, value }];
}

export interface DraftProblem {
  readonly field: string;
  readonly message: string;
}

export function scoreDraftProblems(draft: ScoreDraft, use: ScoreUse, today: Day): DraftProblem[] {
  const day = parseDay(draft.date ?? "");
  const about = [
    use === "measure" && !draft.pupilId && { field: "pupil", message: "Choose the child." },
    use === "measure" && !draft.moment && { field: "moment", message: "Choose baseline, between or exit." },
    use === "named" && !draft.answeredBy && { field: "answered-by", message: "Choose who answered." },
    day === undefined && { field: "date", message: "Enter the day as day, month and year." },
    day !== undefined && day > today && { field: "date", message: "Enter a day that is not in the future." },
  ];
  const values = draft.instrument === "own" ? ownProblems(draft.own) : knownProblems(draft);
  return [...about.filter((one) => one !== false), ...values];
}

/** The name of a scale as part of a field's id. */
export function fieldOfScale({ name }: Pick<Scale, "name">): string {
  return name.toLowerCase().replaceAll(/[^a-z]+/g, "-");
}

function knownProblems(draft: ScoreDraft): DraftProblem[] {
  const scales = scalesOf[draft.instrument];
  const typedOn = scales.filter((scale) => (draft.texts[scale.name] ?? "").trim() !== "");
  const [first] = scales;
  if (typedOn.length === 0 && first !== undefined)
    return [{ field: fieldOfScale(first), message: "Enter at least one score." }];
  const wrong = typedOn.flatMap((scale) => {
    const value = parseScore(draft.texts[scale.name] ?? "");
    const isRight = value !== undefined && Number.isInteger(value) && isWithinScale({ ...scale, value });
    const message = `Enter a whole number from ${scale.min} to ${scale.max}.`;
    return isRight ? [] : [{ field: fieldOfScale(scale), message }];
  });
  const [sum, total] = [totalOfDraft(draft), valueOn(typedValues(draft), sdqTotal)];
  if (wrong.length > 0 || sum === undefined || total === undefined || sum === total) return wrong;
  const message = `The four scales make ${sum}. Check them, or leave the total empty.`;
  return [{ field: fieldOfScale(sdqTotal), message }];
}

function ownProblems(own: ScoreDraft["own"]): DraftProblem[] {
  const [min, max, value] = [own.min, own.max, own.value].map(parseScore);
  const hasRange = min !== undefined && max !== undefined && min < max;
  const isRight = hasRange && value !== undefined && isWithinScale({ min, max, value });
  const all = [
    own.name.trim() === "" && { field: "name", message: "Enter what is measured." },
    min === undefined && { field: "min", message: "Enter the lowest number that is possible." },
    max === undefined && { field: "max", message: "Enter the highest number that is possible." },
    min !== undefined &&
      max !== undefined &&
      !hasRange && { field: "max", message: `Enter a number above ${min}.` },
    own.direction === undefined && { field: "direction", message: "Choose which way is wanted." },
    hasRange && !isRight && { field: "value", message: `Enter a number from ${min} to ${max}.` },
    !hasRange && value === undefined && { field: "value", message: "Enter a number." },
  ];
  return all.filter((one) => one !== false);
}
