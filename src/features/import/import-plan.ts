// What an import would do, worked out before anything is written: which child each row is, and what changes for them.
import { addDays, schoolYearOf, type Day, type SchoolCalendar } from "../../domain/calendar.ts";
import { pupilIdSchema, type PupilId } from "../../domain/ids.ts";
import {
  enrolmentOn,
  uniqueInitials,
  type Enrolment,
  type Pupil,
  type PupilIdentity,
  type PupilNeed,
  type SenRecord,
} from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import type { ImportedPupil } from "../../files/class-list.ts";
import type { Stored } from "../../storage/read.ts";
import { change, make, type Change } from "../../storage/write.ts";

/** All that is stored of the pupils that this person may see. */
export interface KnownSchool {
  readonly pupils: readonly Stored<Pupil>[];
  readonly enrolments: readonly Stored<Enrolment>[];
  readonly identities: readonly Stored<PupilIdentity>[];
  readonly senRecords: readonly Stored<SenRecord>[];
  readonly needs: readonly Stored<PupilNeed>[];
}

/** How a row was recognised. A match by name and date of birth is only offered: a person says whether it is the same child. */
export type MatchedBy = "upn" | "former-upn" | "name-and-birth" | "nothing";

export interface ImportItem {
  readonly imported: ImportedPupil;
  readonly by: MatchedBy;
  readonly known?: Stored<Pupil>;
  readonly outcome: "new" | "changed" | "same";
  /** In words: "New card", "Class: 3 Oak → 3 Elm". */
  readonly effects: readonly string[];
  readonly changes: readonly Change[];
  readonly trace: ImportTrace;
}

/** Ids only: what an undo needs to find again, and nothing of any child. */
export interface ImportTrace {
  readonly newPupils: readonly { readonly pupilId: string; readonly enrolmentId: string }[];
  readonly movedClasses: readonly { readonly endedId: string; readonly madeId: string }[];
}

export interface ImportSettings {
  readonly today: Day;
  readonly calendar: SchoolCalendar;
  readonly newId: () => string;
  /** Rows (by first row number) that a person said are NOT the child that they resemble. */
  readonly notTheSame: ReadonlySet<number>;
}

export function planImport(
  imported: readonly ImportedPupil[],
  known: KnownSchool,
  settings: ImportSettings,
): ImportItem[] {
  const taken = new Set(known.pupils.map((one) => one.record.initials));
  const names = known.pupils.map((one) => ({
    knownAs: one.record.knownAs,
    familyInitial: one.record.familyInitial,
  }));
  return imported.map((pupil) => {
    const { by, match } = matchOf(pupil, known, settings);
    if (match !== undefined) return changeItem(pupil, by, match, known, settings);
    const card = cardOf(pupil, imported, names, taken);
    taken.add(card.initials);
    return newItem(pupil, card, settings);
  });
}

/** Pupils on roll who are not in the file: offered for leaving, never removed by themselves. */
export function missingFrom(items: readonly ImportItem[], known: KnownSchool): Stored<Pupil>[] {
  const found = new Set(items.flatMap((one) => one.known?.id ?? []));
  return known.pupils.filter((one) => !found.has(one.id) && !one.record.leftOn && !one.record.mergedInto);
}

/** The first day of this school year, from which a class list is taken to hold. */
export function yearStart(today: Day, calendar: SchoolCalendar): Day {
  const year = schoolYearOf(today);
  const starts = calendar.halfTerms.map((one) => one.from).filter((day) => schoolYearOf(day) === year);
  const first = starts.toSorted()[0];
  return first !== undefined && first <= today ? first : today;
}

function matchOf(
  pupil: ImportedPupil,
  known: KnownSchool,
  settings: ImportSettings,
): { by: MatchedBy; match?: Stored<Pupil> } {
  const cardOfIdentity = (identity: Stored<PupilIdentity> | undefined) =>
    identity && known.pupils.find((one) => one.id === identity.record.pupilId);
  const byUpn = pupil.upn && cardOfIdentity(known.identities.find((one) => one.record.upn === pupil.upn));
  if (byUpn) return { by: "upn", match: byUpn };
  const byFormer =
    pupil.upn && cardOfIdentity(known.identities.find((one) => one.record.formerUpn === pupil.upn));
  if (byFormer) return { by: "former-upn", match: byFormer };
  const isAlike = ({ record }: Stored<PupilIdentity>) =>
    pupil.dateOfBirth !== undefined &&
    record.dateOfBirth === pupil.dateOfBirth &&
    sameName(record.legalForename, pupil.legalForename) &&
    sameName(record.legalSurname, pupil.legalSurname);
  const byName = cardOfIdentity(known.identities.find(isAlike));
  const isRefused = settings.notTheSame.has(pupil.rowNumbers[0] ?? 0);
  return byName && !isRefused ? { by: "name-and-birth", match: byName } : { by: "nothing" };
}

function sameName(a: string, b: string): boolean {
  return a.localeCompare(b, "en-GB", { sensitivity: "base" }) === 0;
}

/** The card of a new child: as many letters of the family name as tell two of one first name apart, up to three. */
function cardOf(
  pupil: ImportedPupil,
  imported: readonly ImportedPupil[],
  names: { knownAs: string; familyInitial: string }[],
  taken: ReadonlySet<string>,
): Pupil {
  const letters = (count: number, family: string) => [...family].slice(0, count).join("");
  const others = imported
    .filter((one) => one !== pupil && one.knownAs === pupil.knownAs)
    .map((one) => one.familyName);
  const isTaken = (count: number) => {
    const mine = letters(count, pupil.familyName);
    return (
      others.some((family) => letters(count, family) === mine) ||
      names.some((one) => one.knownAs === pupil.knownAs && one.familyInitial === mine)
    );
  };
  const count = [1, 2, 3].find((one) => !isTaken(one)) ?? 3;
  const familyInitial = letters(count, pupil.familyName);
  return {
    knownAs: pupil.knownAs,
    familyInitial,
    initials: uniqueInitials(pupil.knownAs, pupil.familyName, taken),
  };
}

function newItem(pupil: ImportedPupil, card: Pupil, settings: ImportSettings): ImportItem {
  const pupilId = pupilIdSchema.parse(settings.newId());
  const enrolmentId = settings.newId();
  const from = yearStart(settings.today, settings.calendar);
  const changes = [
    make(records.pupil, pupilId, card),
    make(records.enrolment, enrolmentId, enrolmentFor(pupilId, pupil, from)),
    make(records.pupilIdentity, settings.newId(), identityFor(pupilId, pupil)),
    ...(pupil.senStatus
      ? [make(records.senRecord, settings.newId(), { pupilId, status: pupil.senStatus, from })]
      : []),
    ...pupil.needs.map((type, at) =>
      make(records.pupilNeed, settings.newId(), { pupilId, type, rank: at + 1, from }),
    ),
  ];
  const trace = { newPupils: [{ pupilId, enrolmentId }], movedClasses: [] };
  return { imported: pupil, by: "nothing", outcome: "new", effects: ["New card"], changes, trace };
}

function changeItem(
  pupil: ImportedPupil,
  by: MatchedBy,
  card: Stored<Pupil>,
  known: KnownSchool,
  settings: ImportSettings,
): ImportItem {
  const { today } = settings;
  const pupilId = pupilIdSchema.parse(card.id);
  const effects: string[] = [];
  const changes: Change[] = [];
  const movedClasses: ImportTrace["movedClasses"][number][] = [];
  const own = known.enrolments.filter((one) => one.record.pupilId === pupilId);
  const now = enrolmentOn(
    own.map((one) => one.record),
    today,
  );
  const isMoved =
    (pupil.className !== undefined && pupil.className !== now?.className) ||
    (pupil.yearGroup !== undefined && pupil.yearGroup !== now?.yearGroup);
  if (isMoved) {
    const madeId = settings.newId();
    const ended = own.find((one) => one.record === now);
    if (ended) changes.push(change(records.enrolment, ended, { to: addDays(today, -1) }));
    const className = pupil.className ?? now?.className ?? "";
    const yearGroup = pupil.yearGroup ?? now?.yearGroup;
    const moved = { className, ...(yearGroup && { yearGroup }) };
    changes.push(make(records.enrolment, madeId, enrolmentFor(pupilId, moved, today)));
    movedClasses.push({ endedId: ended?.id ?? "", madeId });
    effects.push(`Class: ${now?.className ?? "none"} → ${pupil.className ?? now?.className ?? "none"}`);
  }
  const status = latestStatus(known.senRecords, pupilId, today);
  if (pupil.senStatus !== undefined && pupil.senStatus !== status) {
    changes.push(
      make(records.senRecord, settings.newId(), { pupilId, status: pupil.senStatus, from: today }),
    );
    effects.push(`SEN status: ${status ?? "none"} → ${pupil.senStatus}`);
  }
  const held = known.needs.filter((one) => one.record.pupilId === pupilId).map((one) => one.record.type);
  const added = pupil.needs.filter((type) => !held.includes(type));
  for (const type of added) {
    changes.push(
      make(records.pupilNeed, settings.newId(), {
        pupilId,
        type,
        rank: held.length + added.indexOf(type) + 1,
        from: today,
      }),
    );
  }
  if (added.length > 0) effects.push(`Needs: ${added.join(", ")} added`);
  const outcome = changes.length === 0 ? "same" : "changed";
  return {
    imported: pupil,
    by,
    known: card,
    outcome,
    effects,
    changes,
    trace: { newPupils: [], movedClasses },
  };
}

function latestStatus(senRecords: readonly Stored<SenRecord>[], pupilId: PupilId, today: Day) {
  const own = senRecords
    .map((one) => one.record)
    .filter((one) => one.pupilId === pupilId && one.from <= today);
  return own.toSorted((a, b) => (a.from < b.from ? -1 : 1)).at(-1)?.status;
}

function enrolmentFor(
  pupilId: PupilId,
  pupil: Pick<ImportedPupil, "className" | "yearGroup">,
  from: Day,
): Enrolment {
  return {
    pupilId,
    className: pupil.className ?? "",
    ...(pupil.yearGroup && { yearGroup: pupil.yearGroup }),
    from,
  };
}

function identityFor(pupilId: PupilId, pupil: ImportedPupil): PupilIdentity {
  const { legalForename, legalSurname, upn, upnStatus, dateOfBirth } = pupil;
  return {
    pupilId,
    legalForename,
    legalSurname,
    ...(upn && { upn }),
    ...(upnStatus && { upnStatus }),
    ...(dateOfBirth && { dateOfBirth }),
  };
}
