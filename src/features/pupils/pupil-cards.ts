// The pupil cards of a school as lists show them: one a child, merged doubles and leavers apart, found by name, class or
// initials. In memory only: names are never an index of the database.
import { compareDays, type Day } from "../../domain/calendar.ts";
import type { PupilId } from "../../domain/ids.ts";
import { enrolmentOn, pupilName, type Enrolment, type Pupil } from "../../domain/pupil.ts";
import type { YearGroup } from "../../domain/sen.ts";
import type { Directory } from "../shared/directory.tsx";

export interface PupilCard {
  readonly id: PupilId;
  readonly name: string;
  readonly initials: string;
  /** Empty when no class is known on the day. */
  readonly className: string;
  readonly yearGroup?: YearGroup;
  readonly isProvisional: boolean;
  readonly hasLeft: boolean;
}

/** One card a child on a day, by name; cards that were merged into another are left out. */
export function pupilCards(directory: Pick<Directory, "pupilsById" | "enrolments">, day: Day): PupilCard[] {
  const byPupil = Map.groupBy(
    directory.enrolments.map((one) => one.record),
    (one) => one.pupilId,
  );
  return [...directory.pupilsById]
    .filter(([, { record }]) => !record.mergedInto)
    .map(([id, { record }]) => cardOf(id, record, byPupil.get(id) ?? [], day))
    .toSorted((a, b) => a.name.localeCompare(b.name, "en-GB"));
}

function cardOf(id: PupilId, pupil: Pupil, enrolments: readonly Enrolment[], day: Day): PupilCard {
  const hasLeft = Boolean(pupil.leftOn && pupil.leftOn < day);
  const enrolment = enrolmentOn(enrolments, day) ?? (hasLeft ? lastOf(enrolments) : undefined);
  return {
    id,
    name: pupilName(pupil),
    initials: pupil.initials,
    className: enrolment?.className ?? "",
    ...(enrolment?.yearGroup && { yearGroup: enrolment.yearGroup }),
    isProvisional: pupil.provisional ?? false,
    hasLeft,
  };
}

function lastOf(enrolments: readonly Enrolment[]): Enrolment | undefined {
  return enrolments.toSorted((a, b) => compareDays(a.from, b.from)).at(-1);
}

/** Every word of the search must begin a word of the name or the class, or be the initials. */
export function matchingCards(cards: readonly PupilCard[], search: string): PupilCard[] {
  const words = plainWords(search);
  return cards.filter((card) => {
    const own = plainWords(`${card.name} ${card.className} ${card.initials}`);
    return words.every((word) => own.some((one) => one.startsWith(word)));
  });
}

/** The cards class by class, classes in their own order ("Year 10" after "Year 9"), cards without a class last. */
export function cardsByClass(cards: readonly PupilCard[]): [className: string, cards: PupilCard[]][] {
  const grouped = Map.groupBy(cards, (card) => card.className);
  return [...grouped].toSorted(([a], [b]) => {
    if (a === "" || b === "") return a === "" ? 1 : -1;
    return a.localeCompare(b, "en-GB", { numeric: true });
  });
}

/** Lower case without accents, so that "Zoe" finds "Zoë". */
function plainWords(text: string): string[] {
  const plain = text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}
