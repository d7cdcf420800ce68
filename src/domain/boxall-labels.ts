// What the forms and the occasions of an assessment are called on screens and in files.
import type { BoxallKind, BoxallVersion } from "./boxall.ts";

export const boxallVersionLabel: Readonly<Record<BoxallVersion, string>> = {
  children_original: "Children, original",
  children_2017: "Children, 2017",
  young_people: "Young people",
  other: "Other",
};

export const boxallKindLabel: Readonly<Record<BoxallKind, string>> = {
  baseline: "Baseline",
  review: "Review",
  exit: "Exit",
  "ad-hoc": "Between",
};
