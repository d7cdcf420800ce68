// Makes the pack about one child from all that a school holds. Whole records of other children are never looked into; of
// what children share, only this child's part is taken; of typed words, other children's names are taken out.
import type * as z from "zod/mini";
import { moreOf } from "./pupil-pack-more.ts";
import { openSchool, type OpenSchool, type PackRequest } from "./pupil-pack-school.ts";
import { scoresOf } from "./pupil-pack-scores-of.ts";
import { sessionsOf } from "./pupil-pack-sessions.ts";
import { pupilPackFormat, pupilPackVersion, type PupilPack } from "./pupil-pack.ts";
import * as records from "./records.ts";

/** Undefined when the school has no such pupil. */
export function pupilPackOf(request: PackRequest): PupilPack | undefined {
  const school = openSchool(request);
  const card = school.of(records.pupil).find((one) => one.id === school.cardId);
  if (card === undefined) return undefined;
  const isTransfer = request.purpose === "transfer";
  const identity = school.own(records.pupilIdentity)[0];
  const { knownAs, familyInitial, initials, leftOn } = card.record;
  const pack: Omit<PupilPack, "takenOut"> = {
    format: pupilPackFormat,
    version: pupilPackVersion,
    purpose: request.purpose,
    school: school.of(records.school)[0]?.record.name ?? "",
    madeAt: request.madeAt,
    ...(!isTransfer && { madeBy: request.madeBy }),
    why: request.why,
    pupil: { id: card.id, knownAs, familyInitial, initials, ...(leftOn && { leftOn }) },
    ...(identity && { identity: identityOf(identity) }),
    enrolments: school.own(records.enrolment).map(without),
    statuses: school.own(records.senRecord).map(without),
    needs: school.own(records.pupilNeed).map(without),
    groups: school.own(records.groupMember).map(({ groupId, from, to }) => {
      return { ...school.group(groupId), from, ...(to && { to }) };
    }),
    targets: school.own(records.sessionTarget).map(({ groupId, text, from, to }) => {
      return { group: school.group(groupId).group, text: school.mask(text), from, ...(to && { to }) };
    }),
    sessions: sessionsOf(school, isTransfer),
    earlier: school.own(records.earlierProvision).map(without),
    ...scoresOf(school, isTransfer),
    corrections: isTransfer ? [] : correctionsOf(school),
    away: school
      .own(records.awayToday)
      .flatMap(({ date, half, cleared }) => (cleared ? [] : [{ date, half }])),
    more: isTransfer ? [] : moreOf(school, request),
    deeds: isTransfer ? [] : deedsOf(school, request),
  };
  return { ...pack, takenOut: school.takenOut() };
}

function identityOf(
  identity: z.infer<typeof records.pupilIdentity.schema>,
): NonNullable<PupilPack["identity"]> {
  const { legalForename, legalSurname, upn, formerUpn, dateOfBirth } = identity;
  return {
    legalForename,
    legalSurname,
    ...(upn && { upn }),
    ...(formerUpn && { formerUpn }),
    ...(dateOfBirth && { dateOfBirth }),
  };
}

function without<T extends { readonly pupilId: string }>({ pupilId: _own, ...rest }: T): Omit<T, "pupilId"> {
  return rest;
}

function correctionsOf(school: OpenSchool): PupilPack["corrections"] {
  return school.of(records.correction).flatMap(({ record: { date, recordedAt: at, authorId, changes } }) =>
    changes
      .filter((one) => one.pupilId !== undefined && school.ids.has(one.pupilId))
      .map(({ before, after }) => {
        const by = school.person(authorId);
        return { date, at, by, before: school.mask(before), after: school.mask(after) };
      }),
  );
}

function deedsOf(school: OpenSchool, { deeds }: PackRequest): PupilPack["deeds"] {
  return deeds.map(({ at, event, staffId }) => ({
    at,
    event,
    ...(staffId !== null && { by: school.person(staffId) }),
  }));
}
