// The classes of a school of a given size, and which one a child of a given year group is in. A small school teaches
// several year groups in one class; a large one has two or more classes to a year.
import { yearGroupSchema, type YearGroup } from "../domain/sen.ts";

/** Reception and Years 1 to 6, Reception being 0. */
export const yearGroupCount = 7;

const trees = ["Oak", "Ash", "Elm", "Beech", "Hazel", "Maple", "Rowan", "Willow", "Birch", "Alder"];
const mixedNames = ["Acorns", "Saplings", "Willows", "Maples", "Beeches", "Oaks"];

export interface ClassPlan {
  readonly classNames: readonly string[];
  /** Classes to a year group; 0 = year groups are taught together. */
  readonly forms: number;
}

export function planClasses(pupils: number): ClassPlan {
  const forms = Math.round(pupils / yearGroupCount / 29);
  if (forms === 0) {
    const count = Math.min(mixedNames.length, Math.max(1, Math.round(pupils / 25)));
    return { classNames: mixedNames.slice(0, count), forms };
  }
  const classNames = Array.from({ length: yearGroupCount * forms }, (_, index) => {
    const year = Math.floor(index / forms);
    const tree = trees[index % forms] ?? `Class ${(index % forms) + 1}`;
    return `${year === 0 ? "R" : year} ${tree}`;
  });
  return { classNames, forms };
}

/** The class of the `place`-th child of a year group (0 = Reception). */
export function classFor(plan: ClassPlan, yearIndex: number, place: number): string {
  const { classNames, forms } = plan;
  const index =
    forms === 0
      ? Math.floor((yearIndex * classNames.length) / yearGroupCount)
      : yearIndex * forms + (place % forms);
  const name = classNames[index];
  if (name === undefined) throw new Error(`No class for year ${yearIndex}`);
  return name;
}

/** The census word for a year group, 0 being Reception. */
export function yearGroupAt(yearIndex: number): YearGroup {
  return yearIndex === 0 ? "R" : yearGroupSchema.parse(String(yearIndex));
}
