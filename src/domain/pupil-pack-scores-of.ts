// Makes the part of a pack about places in nurture groups, assessments, scores and measures. A file for another school names no
// adult and leaves out what does not count.
import type { OpenSchool } from "./pupil-pack-school.ts";
import type { PackScores } from "./pupil-pack-scores.ts";
import * as records from "./records.ts";
import type { ScoreLine } from "./score.ts";

/** @param isTransfer a file for another school */
export function scoresOf(school: OpenSchool, isTransfer: boolean): PackScores {
  return {
    places: placesOf(school),
    halfDays: byDay(school.own(records.halfDayGrid), (one) => one.from).map(
      ({ groupId, from, halfDays: on }) => {
        return { group: school.group(groupId).group, from, halfDays: on };
      },
    ),
    boxall: boxallOf(school, isTransfer),
    scores: counted(school.own(records.namedScore), isTransfer).map((one) => {
      const { instrument, date, answeredBy, values } = one;
      return {
        instrument,
        date,
        answeredBy,
        values: values.map(masked(school)),
        ...made(school, one, isTransfer),
      };
    }),
    measures: counted(school.own(records.interventionMeasure), isTransfer).map((one) => {
      const { groupId, moment, date, name, value, min, max, direction } = one;
      const line = masked(school)({ name, value, min, max, direction });
      return { group: school.group(groupId).group, moment, date, ...line, ...made(school, one, isTransfer) };
    }),
  };
}

function placesOf(school: OpenSchool): PackScores["places"] {
  const places = school.own(records.nurturePlacement);
  return places.map(({ groupId, pupilId: _own, heldUntil: _until, ...rest }) => {
    return { group: school.group(groupId).group, ...rest };
  });
}

function boxallOf(school: OpenSchool, isTransfer: boolean): PackScores["boxall"] {
  const all = school.of(records.boxallAssessment).filter(({ record }) => school.ids.has(record.pupilId));
  const superseded = new Set(all.map(({ record }) => record.supersedes));
  const stated = all.map(({ id, record }) => {
    const state = record.isDraft
      ? ("draft" as const)
      : superseded.has(id)
        ? ("superseded" as const)
        : undefined;
    const { version, kind, date, scores, assessorIds, authorId, agreedFrom } = record;
    return {
      version,
      kind,
      date,
      scores,
      assessors: isTransfer ? [] : assessorIds.map((one) => school.person(one)),
      ...(!isTransfer && { by: school.person(authorId) }),
      ...(state && { state }),
      ...(agreedFrom && { isAgreed: true }),
    };
  });
  return byDay(
    stated.filter((one) => !isTransfer || one.state === undefined),
    (one) => one.date,
  );
}

type Entered = {
  readonly date: string;
  readonly authorId: string;
  readonly voided?: object | null | undefined;
};

function counted<T extends Entered>(all: readonly T[], isTransfer: boolean): T[] {
  return byDay(
    all.filter((one) => !isTransfer || !one.voided),
    (one) => one.date,
  );
}

function made(school: OpenSchool, { authorId, voided }: Entered, isTransfer: boolean) {
  return { ...(!isTransfer && { by: school.person(authorId) }), ...(voided && { voided: true }) };
}

/** The school typed the name of a scale: another child's name in it is taken out. */
function masked(school: OpenSchool): (line: ScoreLine) => ScoreLine {
  return (line) => ({ ...line, name: school.mask(line.name).slice(0, 60) });
}

function byDay<T>(all: readonly T[], dayOf: (one: T) => string): T[] {
  return all.toSorted((a, b) => dayOf(a).localeCompare(dayOf(b)));
}
