// SEN status, needs and year groups as the lists of other systems write them.
import { needTypeSchema, yearGroupSchema, type NeedType, type SenStatus, type YearGroup } from "./sen.ts";

/** A status as a school's system writes it. `historic` = S, A or P, abolished in 2014: kept as history only. */
export type SenStatusReading =
  { readonly status: SenStatus } | { readonly historic: "S" | "A" | "P" } | { readonly status: undefined };

/** Words after which a status is not the one in force: an EHC needs assessment is not a plan. */
const notInForce =
  /\b(not|no longer|former|formerly|previous|previously|ended|ceased|pending|requested|awaiting|assessment)\b/;

/**
 * Reads "K - SEN Support", "k", "EHC plan", "No SEN" and the like. Empty text and "N/A" state nothing, and doubtful words
 * ("EHC plan requested", "formerly SEN support") are not guessed at: they come back without a status.
 */
export function readSenStatus(text: string): SenStatusReading {
  const plain = plainWords(text);
  if (plain === "" || plain === "n a") return { status: undefined };
  const code = /^([nkesap])\b/.exec(plain)?.[1];
  if (code === "n" || plain === "none" || /^(no|not) (sen|special)\b/.test(plain)) return { status: "N" };
  if (code === "k") return { status: "K" };
  if (code === "e") return { status: "E" };
  if (code === "s") return { historic: "S" };
  if (code === "p" || /^a plus\b/.test(plain)) return { historic: "P" };
  if (code === "a") return { historic: "A" };
  return notInForce.test(plain) ? { status: undefined } : statusInWords(plain);
}

function statusInWords(plain: string): SenStatusReading {
  if (/\bsen support\b/.test(plain)) return { status: "K" };
  if (/\behcp?\b|\beducation health (and )?care\b/.test(plain)) return { status: "E" };
  if (plain.startsWith("statement")) return { historic: "S" };
  if (plain.startsWith("school action plus")) return { historic: "P" };
  if (plain.startsWith("school action")) return { historic: "A" };
  return { status: undefined };
}

const needWords: readonly (readonly [start: string, type: NeedType])[] = [
  ["speech", "SLCN"],
  ["autis", "ASD"],
  ["specific learning", "SPLD"],
  ["dyslexia", "SPLD"],
  ["moderate learning", "MLD"],
  ["severe learning", "SLD"],
  ["profound", "PMLD"],
  ["social emotional", "SEMH"],
  ["hearing", "HI"],
  ["vision", "VI"],
  ["visual", "VI"],
  ["multi sensory", "MSI"],
  ["multisensory", "MSI"],
  ["physical", "PD"],
  ["other", "OTH"],
  ["no specialist", "NSA"],
  ["sen support but no specialist", "NSA"],
  ["down", "DS"],
];

/**
 * Reads a need by its code ("SEMH - Social...") or by its words. Two codes in one cell ("ASD/SLCN") are not understood,
 * so that a person settles it and no need is lost.
 */
export function readNeedType(text: string): NeedType | undefined {
  const plain = plainWords(text);
  const words = plain.split(" ").map((word) => needTypeSchema.safeParse(word.toUpperCase()));
  const codes = new Set(words.flatMap((word) => (word.success ? [word.data] : [])));
  if (codes.size > 1) return undefined;
  if (words[0]?.success) return words[0].data;
  return needWords.find(([start]) => plain.startsWith(start))?.[1];
}

/** What a code that is not one was probably meant to be, to ask "did you mean"; never taken without asking. */
export function likelyNeedType(text: string): NeedType | undefined {
  switch (plainWords(text).split(" ")[0]) {
    case "pld":
      return "SPLD";
    case "asc":
      return "ASD";
    default:
      return undefined;
  }
}

/** Reads "Year  3", "Y3", "3", "Reception", "N1" and the like. A nursery without a number is its last year, N2. */
export function readYearGroup(text: string): YearGroup | undefined {
  const plain = plainWords(text);
  if (/^(r|yr|y r|year r|rec|reception( class| year)?)$/.test(plain)) return "R";
  if (plain === "nursery" || plain === "n") return "N2";
  const nursery = /^(?:nursery ?n?|(?:year )?n) ?0?([12])$/.exec(plain)?.[1];
  const year = /^(?:nc )?(?:year|yr|y)? ?0?(\d{1,2})$/.exec(plain)?.[1];
  const read = yearGroupSchema.safeParse(nursery === undefined ? year : `N${nursery}`);
  return read.success ? read.data : undefined;
}

function plainWords(text: string): string {
  return text
    .replaceAll("+", " plus ")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase();
}
