// Where the money for an intervention comes from, in the words of a school's budget.
import type { FundingSource } from "../../domain/intervention.ts";

export const fundingSourceLabel: Readonly<Record<FundingSource, string>> = {
  "notional-sen": "Notional SEN budget",
  "pupil-premium": "Pupil premium",
  "ehc-top-up": "EHC plan top-up",
  hnbf: "High needs block funding",
  other: "Other",
};
