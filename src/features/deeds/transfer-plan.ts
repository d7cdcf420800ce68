// What taking in another school's file would write: a new card or more about a child who is here already, the dated SEN
// facts, and what was received before as totals that never mix with this school's own figures.
import { schoolYearOf, type Day } from "../../domain/calendar.ts";
import type { EarlierProvision } from "../../domain/earlier-provision.ts";
import { pupilIdSchema, type PupilId } from "../../domain/ids.ts";
import type { PupilPack } from "../../domain/pupil-pack.ts";
import {
  uniqueInitials,
  type Pupil,
  type PupilIdentity,
  type PupilNeed,
  type SenRecord,
} from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import { checkUpn } from "../../domain/upn.ts";
import { make, type Change } from "../../storage/write.ts";

/** What this school holds already, of all pupils. */
export interface HeldHere {
  readonly pupils: ReadonlyMap<PupilId, Pupil>;
  readonly identities: readonly PupilIdentity[];
  readonly statuses: readonly SenRecord[];
  readonly needs: readonly PupilNeed[];
  readonly earlier: readonly EarlierProvision[];
}

/** Who of this school the file may be about: sure by number, to be asked by name and date of birth. */
export type Likely = { readonly by: "upn" | "name-and-birth"; readonly pupilId: PupilId } | undefined;

export function likelyPupil({ identity }: PupilPack, here: HeldHere): Likely {
  if (identity === undefined) return undefined;
  const numbers = [identity.upn, identity.formerUpn].filter((one) => one !== undefined);
  const byUpn = here.identities.find((one) =>
    [one.upn, one.formerUpn].some((own) => own !== undefined && numbers.includes(own)),
  );
  if (byUpn) return { by: "upn", pupilId: byUpn.pupilId };
  const key = (one: { legalForename: string; legalSurname: string; dateOfBirth?: Day | undefined }) =>
    [one.legalForename, one.legalSurname, one.dateOfBirth].join("|").toLocaleLowerCase("en-GB");
  const byBirth = here.identities.find((one) => one.dateOfBirth !== undefined && key(one) === key(identity));
  return byBirth && { by: "name-and-birth", pupilId: byBirth.pupilId };
}

export interface TransferPlan {
  readonly pupilId: PupilId;
  readonly changes: readonly Change[];
}

/** @param into the child of this school that it is about; undefined = a new card is made */
export function planTransfer(
  pack: PupilPack,
  here: HeldHere,
  into: PupilId | undefined,
  newId: () => string,
): TransferPlan {
  const pupilId = into ?? pupilIdSchema.parse(newId());
  const card = into === undefined ? [make(records.pupil, pupilId, cardOf(pack, here))] : [];
  const hasIdentity = here.identities.some((one) => one.pupilId === pupilId);
  const identity =
    pack.identity === undefined || hasIdentity
      ? []
      : [make(records.pupilIdentity, newId(), identityOf(pupilId, pack.identity))];
  const statuses = pack.statuses
    .filter((one) => !here.statuses.some((own) => own.pupilId === pupilId && own.from === one.from))
    .map((one) => make(records.senRecord, newId(), { pupilId, ...one }));
  const needs = pack.needs
    .filter((one) => !here.needs.some((own) => own.pupilId === pupilId && isSameNeed(own, one)))
    .map((one) => make(records.pupilNeed, newId(), { pupilId, ...one }));
  const earlier = earlierOf(pack)
    .filter((one) => !here.earlier.some((own) => own.pupilId === pupilId && isSameLine(own, one)))
    .map((one) => make(records.earlierProvision, newId(), { pupilId, ...one }));
  return { pupilId, changes: [...card, ...identity, ...statuses, ...needs, ...earlier] };
}

function cardOf({ pupil, identity }: PupilPack, here: HeldHere): Pupil {
  const taken = new Set([...here.pupils.values()].map((one) => one.initials));
  const family = identity?.legalSurname ?? pupil.familyInitial;
  const { knownAs, familyInitial } = pupil;
  return { knownAs, familyInitial, initials: uniqueInitials(knownAs, family, taken) };
}

function identityOf(pupilId: PupilId, identity: NonNullable<PupilPack["identity"]>): PupilIdentity {
  const checked = identity.upn === undefined ? undefined : checkUpn(identity.upn);
  const status = checked?.status;
  return {
    pupilId,
    ...identity,
    ...(status !== undefined && status !== "wrong-format" && { upnStatus: status }),
  };
}

function isSameNeed(a: Omit<PupilNeed, "pupilId">, b: Omit<PupilNeed, "pupilId">): boolean {
  return a.type === b.type && a.from === b.from;
}

type Line = PupilPack["earlier"][number];

function isSameLine(a: Line, b: Line): boolean {
  return a.school === b.school && a.intervention === b.intervention && a.from === b.from;
}

/** One line an intervention and school year, from the sessions that the child was at; earlier schools' lines go on. */
export function earlierOf(pack: PupilPack): Line[] {
  const counted = pack.sessions.filter(
    (one) => one.outcome === "delivered" && one.voided !== true && one.attendance === "attended",
  );
  const byLine = Map.groupBy(counted, (one) => `${schoolYearOf(one.date)}|${one.intervention ?? ""}`);
  const own = [...byLine.values()].flatMap((sessions) => {
    const days = sessions.map((one) => one.date).toSorted();
    const [from, to] = [days[0], days.at(-1)];
    if (from === undefined || to === undefined) return [];
    const sum = (part: (one: (typeof sessions)[number]) => number) =>
      sessions.reduce((total, one) => total + part(one), 0);
    return [
      {
        school: (pack.school || "Earlier school").slice(0, 120),
        intervention: (sessions[0]?.intervention || "Other support").slice(0, 120),
        from,
        to,
        sessions: sessions.length,
        contactSeconds: sum((one) => one.contactSeconds),
        apportionedSeconds: sum((one) => one.apportionedSeconds),
      },
    ];
  });
  return [...pack.earlier, ...own];
}
