// A year group in words: "Year 3", "Reception", "Nursery 2".
import type { YearGroup } from "../../domain/sen.ts";

export function yearGroupWords(year: YearGroup): string {
  if (year === "R") return "Reception";
  if (year === "N1") return "Nursery 1";
  if (year === "N2") return "Nursery 2";
  return `Year ${year}`;
}
