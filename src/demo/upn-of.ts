// Invented unique pupil numbers: right in form and check letter, under a local authority number (999) that does not exist.
import { checkUpn } from "../domain/upn.ts";
import type { InventedPupil } from "./pupils.ts";

const authorityAndSchool = "9991234";

/** The number of a child; 1 in 60 still has a temporary one, which ends in a letter. */
export function upnOf(pupil: InventedPupil): { upn: string; upnStatus: "permanent" | "temporary" } {
  const year = String(pupil.cohort % 100).padStart(2, "0");
  const serial = String(pupil.number % 1000).padStart(3, "0");
  const isTemporary = pupil.number % 60 === 7;
  const rest = `${authorityAndSchool}${year}${isTemporary ? `${serial.slice(1)}A` : serial}`;
  const letter = checkUpn(`A${rest}`).expectedLetter ?? "A";
  return { upn: `${letter}${rest}`, upnStatus: isTemporary ? "temporary" : "permanent" };
}
