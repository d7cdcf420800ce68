// The words of special educational needs as schools and the census use them, and a tolerant reader of the ways in which
// school systems write them.
import * as z from "zod/mini";

/** The three census statuses: none, SEN support, education, health and care plan. */
export const senStatusSchema = z.enum(["N", "K", "E"]);
export type SenStatus = z.infer<typeof senStatusSchema>;

export const senStatusLabel: Readonly<Record<SenStatus, string>> = {
  N: "No SEN",
  K: "SEN support",
  E: "EHC plan",
};

export const areaOfNeedSchema = z.enum([
  "communication-interaction",
  "cognition-learning",
  "semh",
  "sensory-physical",
]);
export type AreaOfNeed = z.infer<typeof areaOfNeedSchema>;

export const areaOfNeedLabel: Readonly<Record<AreaOfNeed, string>> = {
  "communication-interaction": "Communication and interaction",
  "cognition-learning": "Cognition and learning",
  semh: "Social, emotional and mental health",
  "sensory-physical": "Sensory and physical",
};

export const needTypeSchema = z.enum([
  "SLCN", "ASD", "SPLD", "MLD", "SLD", "PMLD", "SEMH", "HI", "VI", "MSI", "PD", "OTH", "NSA", "DS",
]);
export type NeedType = z.infer<typeof needTypeSchema>;

export const yearGroupSchema = z.enum([
  "N1", "N2", "R", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13",
]);
export type YearGroup = z.infer<typeof yearGroupSchema>;

export const needTypeLabel: Readonly<Record<NeedType, string>> = {
  SLCN: "Speech, language and communication needs",
  ASD: "Autistic spectrum disorder",
  SPLD: "Specific learning difficulty",
  MLD: "Moderate learning difficulty",
  SLD: "Severe learning difficulty",
  PMLD: "Profound and multiple learning difficulty",
  SEMH: "Social, emotional and mental health",
  HI: "Hearing impairment",
  VI: "Vision impairment",
  MSI: "Multi-sensory impairment",
  PD: "Physical disability",
  OTH: "Other difficulty or disability",
  NSA: "SEN support but no specialist assessment of type of need",
  DS: "Down syndrome",
};

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

/** A status as a school's system writes it. `historic` = S, A or P, abolished in 2014: kept as history only. */
export type SenStatusReading =
  | { readonly status: SenStatus }
  | { readonly historic: "S" | "A" | "P" }
  | { readonly status: undefined };

/** Reads "K - SEN Support", "k", "EHC plan", "No SEN" and the like; empty text is no statement at all. */
export function readSenStatus(text: string): SenStatusReading {
  const plain = plainWords(text);
  if (plain === "") return { status: undefined };
  const code = /^([nkesap])(?:\b|$)/.exec(plain)?.[1];
  if (code === "n" || plain.startsWith("no sen") || plain === "none" || plain.startsWith("no special")) return { status: "N" };
  if (code === "k" || plain.includes("sen support")) return { status: "K" };
  if (code === "e" || plain.includes("ehc") || plain.includes("education health and care")) return { status: "E" };
  if (code === "s" || plain.startsWith("statement")) return { historic: "S" };
  if (code === "p" || plain.startsWith("school action plus")) return { historic: "P" };
  if (code === "a" || plain.startsWith("school action")) return { historic: "A" };
  return { status: undefined };
}

/** Reads a need by its code ("SEMH - Social...") or by its words. */
export function readNeedType(text: string): NeedType | undefined {
  const plain = plainWords(text);
  const code = needTypeSchema.safeParse(plain.split(" ")[0]?.toUpperCase());
  if (code.success) return code.data;
  const starts: readonly (readonly [string, NeedType])[] = [
    ["speech", "SLCN"], ["autis", "ASD"], ["specific learning", "SPLD"], ["dyslexia", "SPLD"],
    ["moderate learning", "MLD"], ["severe learning", "SLD"], ["profound", "PMLD"], ["social", "SEMH"],
    ["hearing", "HI"], ["vision", "VI"], ["visual", "VI"], ["multi sensory", "MSI"], ["multisensory", "MSI"],
    ["physical", "PD"], ["other", "OTH"], ["no specialist", "NSA"], ["down", "DS"],
  ];
  return starts.find(([start]) => plain.startsWith(start))?.[1];
}

/** Reads "Year  3", "Y3", "3", "Reception", "N1" and the like. */
export function readYearGroup(text: string): YearGroup | undefined {
  const plain = plainWords(text);
  if (plain === "r" || plain === "yr" || plain.startsWith("rec")) return "R";
  if (plain === "nursery" || plain === "n") return "N2";
  const short = /^(?:year|yr|y|nc year|nursery)?\s*(n?\d{1,2})$/.exec(plain)?.[1]?.replace(/^0+(?=\d)/, "").toUpperCase();
  const read = yearGroupSchema.safeParse(plain.startsWith("nursery") && short ? `N${short}` : short);
  return read.success ? read.data : undefined;
}

function plainWords(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim().toLowerCase();
}
