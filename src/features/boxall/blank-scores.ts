// A form on which nothing is entered yet.
import { strands, type BoxallScores } from "../../domain/boxall.ts";

export const blankScores = Object.fromEntries(strands.map((strand) => [strand, null])) as BoxallScores;
