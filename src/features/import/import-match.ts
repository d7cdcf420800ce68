// Which child of the school a row of the file is. UPN, then former UPN; a match by name and date of birth is only a question.
import { pupilIdSchema, type PupilId } from "../../domain/ids.ts";
import {
  resolvePupil,
  type Enrolment,
  type Pupil,
  type PupilIdentity,
  type PupilNeed,
  type SenRecord,
} from "../../domain/pupil.ts";
import type { ImportedPupil } from "../../files/class-list.ts";
import type { Stored } from "../../storage/read.ts";

/** All that is stored of the pupils that this person may see. */
export interface KnownSchool {
  readonly pupils: readonly Stored<Pupil>[];
  readonly enrolments: readonly Stored<Enrolment>[];
  readonly identities: readonly Stored<PupilIdentity>[];
  readonly senRecords: readonly Stored<SenRecord>[];
  readonly needs: readonly Stored<PupilNeed>[];
}

/** A card with everything that hangs on it. */
export interface KnownPupil {
  readonly id: PupilId;
  readonly card: Stored<Pupil>;
  readonly identity: Stored<PupilIdentity> | undefined;
  readonly enrolments: readonly Stored<Enrolment>[];
  readonly senRecords: readonly Stored<SenRecord>[];
  readonly needs: readonly Stored<PupilNeed>[];
}

export type MatchedBy = "upn" | "former-upn" | "name-and-birth" | "nothing";

export interface Match {
  readonly by: MatchedBy;
  readonly known?: KnownPupil;
}

/** Looks a row of the file up among the cards of the school; a merged card leads to the one that stands for it. */
export function matcherOf(known: KnownSchool): (pupil: ImportedPupil) => Match {
  const pupilOf = knownPupilsOf(known);
  const byUpn = indexOf(known, ({ upn }) => upn);
  const byFormerUpn = indexOf(known, ({ formerUpn }) => formerUpn);
  const byName = indexOf(known, nameAndBirth);
  return (pupil) => {
    const at = (index: Map<string, PupilId>, key: string | undefined) => {
      const id = key === undefined ? undefined : index.get(key);
      return id === undefined ? undefined : pupilOf(id);
    };
    const bySame = at(byUpn, pupil.upn);
    if (bySame) return { by: "upn", known: bySame };
    const byFormer = at(byFormerUpn, pupil.upn) ?? at(byUpn, pupil.formerUpn);
    if (byFormer) return { by: "former-upn", known: byFormer };
    const byBirth = at(byName, nameAndBirth(pupil));
    return byBirth ? { by: "name-and-birth", known: byBirth } : { by: "nothing" };
  };
}

function indexOf(
  known: KnownSchool,
  keyOf: (identity: PupilIdentity) => string | undefined,
): Map<string, PupilId> {
  return new Map(
    known.identities.flatMap(({ record }) => {
      const key = keyOf(record);
      return key === undefined || key === "" ? [] : [[key, record.pupilId] as const];
    }),
  );
}

function nameAndBirth(
  one: Pick<PupilIdentity, "legalForename" | "legalSurname" | "dateOfBirth">,
): string | undefined {
  if (one.dateOfBirth === undefined) return undefined;
  return `${plain(one.legalForename)}|${plain(one.legalSurname)}|${one.dateOfBirth}`;
}

/** "Zoë O’Brien" and "zoe o'brien" are one name. */
function plain(name: string): string {
  return name
    .normalize("NFD")
    .replaceAll(/[^\p{L}]/gu, "")
    .toLowerCase();
}

function knownPupilsOf(known: KnownSchool): (id: PupilId) => KnownPupil | undefined {
  const cards = new Map(known.pupils.map((one) => [pupilIdSchema.parse(one.id), one]));
  const records = new Map([...cards].map(([id, one]) => [id, one.record]));
  const identities = Map.groupBy(known.identities, (one) => one.record.pupilId);
  const enrolments = Map.groupBy(known.enrolments, (one) => one.record.pupilId);
  const senRecords = Map.groupBy(known.senRecords, (one) => one.record.pupilId);
  const needs = Map.groupBy(known.needs, (one) => one.record.pupilId);
  return (given) => {
    const id = resolvePupil(given, records);
    const card = cards.get(id);
    return (
      card && {
        id,
        card,
        identity: identities.get(id)?.[0],
        enrolments: enrolments.get(id) ?? [],
        senRecords: senRecords.get(id) ?? [],
        needs: needs.get(id) ?? [],
      }
    );
  };
}
