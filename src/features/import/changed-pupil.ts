// What a row of the file changes for a child who is here already. Dated facts are ended and made anew, never overwritten; the
// names on a card are the school's own and stay.
import { addDays, type Day } from "../../domain/calendar.ts";
import { enrolmentOn, isInForce } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import { senStatusLabel } from "../../domain/sen-labels.ts";
import type { ImportedPupil } from "../../files/class-list.ts";
import { change, make, type Change } from "../../storage/write.ts";
import type { KnownPupil } from "./import-match.ts";
import { joinTraces, noTrace, type ImportTrace } from "./import-trace.ts";
import { enrolmentFor, identityFor } from "./new-pupil.ts";

/** A part of what happens to one child. */
export interface Effect {
  /** For the person who looks through the preview: "Class: 3 Oak → 4 Ash". */
  readonly words: string;
  readonly changes: readonly Change[];
  readonly trace: ImportTrace;
}

export interface EffectSettings {
  readonly today: Day;
  readonly newId: () => string;
}

export function effectsOn(known: KnownPupil, pupil: ImportedPupil, settings: EffectSettings): Effect[] {
  const effects = [
    cameBack(known, settings),
    classChange(known, pupil, settings),
    identityChange(known, pupil, settings),
    statusChange(known, pupil, settings),
    needsAdded(known, pupil, settings),
  ];
  return effects.filter((one) => one !== undefined);
}

/** A child who is not in the list any more, once a person said so: the last day was yesterday. */
export function leaving(known: Pick<KnownPupil, "id" | "card" | "enrolments">, today: Day): Effect {
  const leftOn = addDays(today, -1);
  const ending = known.enrolments.filter((one) => isInForce(one.record, today));
  return {
    words: "Left",
    changes: [
      change(records.pupil, known.card, { leftOn }),
      ...ending.map((one) => change(records.enrolment, one, { to: leftOn })),
    ],
    trace: {
      ...noTrace,
      cards: [{ pupilId: known.id, leftOn: known.card.record.leftOn ?? null }],
      endedEnrolments: ending.map((one) => one.id),
    },
  };
}

export function joinEffects(effects: readonly Effect[]): Pick<Effect, "changes" | "trace"> {
  return {
    changes: effects.flatMap((one) => one.changes),
    trace: joinTraces(effects.map((one) => one.trace)),
  };
}

function cameBack({ id, card }: KnownPupil, { today }: EffectSettings): Effect | undefined {
  const leftOn = card.record.leftOn ?? null;
  if (leftOn === null || leftOn >= today) return undefined;
  return {
    words: "Back at the school",
    changes: [change(records.pupil, card, { leftOn: null })],
    trace: { ...noTrace, cards: [{ pupilId: id, leftOn }] },
  };
}

function classChange(
  known: KnownPupil,
  pupil: ImportedPupil,
  { today, newId }: EffectSettings,
): Effect | undefined {
  const now = enrolmentOn(
    known.enrolments.map((one) => one.record),
    today,
  );
  const className = pupil.className ?? now?.className;
  const yearGroup = pupil.yearGroup ?? now?.yearGroup;
  if (now !== undefined && className === now.className && yearGroup === now.yearGroup) return undefined;
  const madeId = newId();
  const ending = known.enrolments.filter((one) => isInForce(one.record, today));
  const made = { ...(className && { className }), ...(yearGroup && { yearGroup }) };
  const isClass = className !== now?.className;
  return {
    words: isClass
      ? `Class: ${now?.className || "none"} → ${className || "none"}`
      : `Year: ${now?.yearGroup ?? "none"} → ${yearGroup ?? "none"}`,
    changes: [
      ...ending.map((one) => change(records.enrolment, one, { to: addDays(today, -1) })),
      make(records.enrolment, madeId, enrolmentFor(known.id, made, today)),
    ],
    trace: { ...noTrace, madeEnrolments: [madeId], endedEnrolments: ending.map((one) => one.id) },
  };
}

/** Blanks are filled; another UPN takes its place and leaves the one before as the former. */
function identityChange(
  known: KnownPupil,
  pupil: ImportedPupil,
  { newId }: EffectSettings,
): Effect | undefined {
  const { identity } = known;
  if (identity === undefined) {
    const made = make(records.pupilIdentity, newId(), identityFor(known.id, pupil));
    return { words: "Legal name and UPN added", changes: [made], trace: noTrace };
  }
  const { upn, upnStatus, dateOfBirth } = pupil;
  const { record, id } = identity;
  const isOlder = upn !== undefined && record.formerUpn === upn;
  const hasNewUpn = Boolean(upn && record.upn && record.upn !== upn && !isOlder);
  const filled = [
    ...(upn && !record.upn ? ["upn" as const] : []),
    ...(dateOfBirth && !record.dateOfBirth ? ["dateOfBirth" as const] : []),
  ];
  if (!hasNewUpn && filled.length === 0) return undefined;
  const takesUpn = hasNewUpn || filled.includes("upn");
  const fields = {
    ...(takesUpn && upn && { upn }),
    ...(takesUpn && upnStatus && { upnStatus }),
    ...(hasNewUpn && record.upn && { formerUpn: record.upn }),
    ...(filled.includes("dateOfBirth") && dateOfBirth && { dateOfBirth }),
  };
  const words = [
    ...(hasNewUpn ? ["New UPN, the one before is kept as former"] : []),
    ...(filled.includes("upn") ? ["UPN added"] : []),
    ...(filled.includes("dateOfBirth") ? ["Date of birth added"] : []),
  ];
  return {
    words: words.join("; "),
    changes: [change(records.pupilIdentity, identity, fields)],
    trace: { ...noTrace, newUpns: hasNewUpn ? [id] : [] },
  };
}

function statusChange(
  known: KnownPupil,
  pupil: ImportedPupil,
  { today, newId }: EffectSettings,
): Effect | undefined {
  const now = known.senRecords
    .map((one) => one.record)
    .filter((one) => one.from <= today)
    .toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)))
    .at(-1)?.status;
  const status = pupil.senStatus;
  if (status === undefined || status === now) return undefined;
  const id = newId();
  return {
    words: `SEN status: ${now ? senStatusLabel[now] : "none recorded"} → ${senStatusLabel[status]}`,
    changes: [make(records.senRecord, id, { pupilId: known.id, status, from: today })],
    trace: { ...noTrace, senRecords: [id] },
  };
}

/** Needs that the file does not name stay: schools export as few as one of them. */
function needsAdded(
  known: KnownPupil,
  pupil: ImportedPupil,
  { today, newId }: EffectSettings,
): Effect | undefined {
  const held = known.needs.map((one) => one.record).filter((one) => isInForce(one, today));
  const added = pupil.needs.filter((type) => !held.some((one) => one.type === type));
  if (added.length === 0) return undefined;
  const lastRank = Math.max(0, ...held.map((one) => one.rank));
  const made = added.map((type, at) => ({
    id: newId(),
    need: { pupilId: known.id, type, rank: lastRank + at + 1, from: today },
  }));
  return {
    words: `Needs added: ${added.join(", ")}`,
    changes: made.map(({ id, need }) => make(records.pupilNeed, id, need)),
    trace: { ...noTrace, needs: made.map((one) => one.id) },
  };
}
