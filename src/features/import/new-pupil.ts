// The card and the first dated facts of a child who is new to the school. Initials are chosen once and then stored.
import { schoolYearOf, type Day, type SchoolCalendar } from "../../domain/calendar.ts";
import { pupilIdSchema, type PupilId } from "../../domain/ids.ts";
import { uniqueInitials, type Enrolment, type Pupil, type PupilIdentity } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import type { ImportedPupil } from "../../files/class-list.ts";
import type { Stored } from "../../storage/read.ts";
import { make, type Change } from "../../storage/write.ts";
import { noTrace, type ImportTrace } from "./import-trace.ts";

export interface NewPupil {
  readonly changes: readonly Change[];
  readonly trace: ImportTrace;
}

/** The first day of this school year, from which a class list is taken to hold; today where the calendar is silent. */
export function yearStart(today: Day, calendar: SchoolCalendar): Day {
  const year = schoolYearOf(today);
  const starts = calendar.halfTerms.map((one) => one.from).filter((day) => schoolYearOf(day) === year);
  const first = starts.toSorted()[0];
  return first !== undefined && first <= today ? first : today;
}

/** Makes cards one after another, so that no two of them share their initials. */
export function cardMaker(
  imported: readonly ImportedPupil[],
  pupils: readonly Stored<Pupil>[],
): (pupil: ImportedPupil) => Pupil {
  const taken = new Set(pupils.map((one) => one.record.initials));
  const inFile = Map.groupBy(imported, (one) => one.knownAs);
  const inSchool = Map.groupBy(pupils, (one) => one.record.knownAs);
  return (pupil) => {
    const { knownAs, familyName } = pupil;
    const alike = (inFile.get(knownAs) ?? []).filter((one) => one !== pupil).map((one) => one.familyName);
    const cards = (inSchool.get(knownAs) ?? []).map((one) => one.record.familyInitial);
    const initials = uniqueInitials(knownAs, familyName, taken);
    taken.add(initials);
    return { knownAs, familyInitial: tellingLetters(familyName, alike, cards), initials };
  };
}

/** As many letters of the family name, up to three, as tell two children of one first name apart. */
function tellingLetters(family: string, alike: readonly string[], onCards: readonly string[]): string {
  const letters = (count: number, name: string) => [...name].slice(0, count).join("");
  const isTaken = (count: number) => {
    const mine = letters(count, family);
    return alike.some((one) => letters(count, one) === mine) || onCards.includes(mine);
  };
  const count = [1, 2, 3].find((one) => !isTaken(one)) ?? 3;
  return letters(count, family);
}

export function newPupil(pupil: ImportedPupil, card: Pupil, from: Day, newId: () => string): NewPupil {
  const pupilId = pupilIdSchema.parse(newId());
  const enrolmentId = newId();
  const { senStatus } = pupil;
  return {
    changes: [
      make(records.pupil, pupilId, card),
      make(records.enrolment, enrolmentId, enrolmentFor(pupilId, pupil, from)),
      make(records.pupilIdentity, newId(), identityFor(pupilId, pupil)),
      ...(senStatus ? [make(records.senRecord, newId(), { pupilId, status: senStatus, from })] : []),
      ...pupil.needs.map((type, at) =>
        make(records.pupilNeed, newId(), { pupilId, type, rank: at + 1, from }),
      ),
    ],
    trace: { ...noTrace, newPupils: [{ pupilId, enrolmentId }] },
  };
}

export function enrolmentFor(
  pupilId: PupilId,
  pupil: Pick<ImportedPupil, "className" | "yearGroup">,
  from: Day,
): Enrolment {
  const { className = "", yearGroup } = pupil;
  return { pupilId, className, ...(yearGroup && { yearGroup }), from };
}

export function identityFor(pupilId: PupilId, pupil: ImportedPupil): PupilIdentity {
  const { legalForename, legalSurname, upn, upnStatus, formerUpn, dateOfBirth } = pupil;
  return {
    pupilId,
    legalForename,
    legalSurname,
    ...(upn && { upn }),
    ...(upnStatus && { upnStatus }),
    ...(formerUpn && formerUpn !== upn && { formerUpn }),
    ...(dateOfBirth && { dateOfBirth }),
  };
}
