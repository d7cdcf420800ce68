// The words of special educational needs as schools and the census use them, and a tolerant reader of the ways in which
// school systems write them.
import * as z from "zod/mini";

/** The three census statuses: none, SEN support, education, health and care plan. */
export const senStatusSchema = z.enum(["N", "K", "E"]);
export type SenStatus = z.infer<typeof senStatusSchema>;

export const areaOfNeedSchema = z.enum([
  "communication-interaction",
  "cognition-learning",
  "semh",
  "sensory-physical",
]);
export type AreaOfNeed = z.infer<typeof areaOfNeedSchema>;

export const needTypeSchema = z.enum([
  "SLCN",
  "ASD",
  "SPLD",
  "MLD",
  "SLD",
  "PMLD",
  "SEMH",
  "HI",
  "VI",
  "MSI",
  "PD",
  "OTH",
  "NSA",
  "DS",
]);
export type NeedType = z.infer<typeof needTypeSchema>;

export const yearGroupSchema = z.enum([
  "N1",
  "N2",
  "R",
  "1",
  "2",
  "3",
  "4",
  "5",
  "6",
  "7",
  "8",
  "9",
  "10",
  "11",
  "12",
  "13",
]);
export type YearGroup = z.infer<typeof yearGroupSchema>;

const areaByNeed: Readonly<Partial<Record<NeedType, AreaOfNeed>>> = {
  SLCN: "communication-interaction",
  ASD: "communication-interaction",
  SPLD: "cognition-learning",
  MLD: "cognition-learning",
  SLD: "cognition-learning",
  PMLD: "cognition-learning",
  SEMH: "semh",
  HI: "sensory-physical",
  VI: "sensory-physical",
  MSI: "sensory-physical",
  PD: "sensory-physical",
};

/** The broad area of the Code of Practice, or undefined for OTH, NSA and DS, which have none: ask. */
export function areaOfNeed(type: NeedType): AreaOfNeed | undefined {
  return areaByNeed[type];
}
