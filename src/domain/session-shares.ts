// From a logged session and its marks to what each pupil received of it. A voided or lost session gave nothing. The rule,
// the planned members and the named pupil are those stamped in the session, so that changing the group never moves the past.
import type { DivisorRule } from "./group.ts";
import { apportion, unionIntervals, unionSeconds, type ApportionedSession, type Interval } from "./hours.ts";
import type { PupilId, StaffId } from "./ids.ts";
import type { Mark, Session } from "./session.ts";

/** One pupil's part in one session, in whole seconds. */
export interface SessionShare {
  readonly pupilId: PupilId;
  /** Whether the session was planned for the pupil, as it was stamped. */
  readonly isEnrolled: boolean;
  /** When the pupil was there, clipped to the session; empty = not there. */
  readonly presence: readonly Interval[];
  readonly contactSeconds: number;
  /** Share of the session's time; what is reserved is part of it. */
  readonly apportionedSeconds: number;
  /** Share of the adults' time, on which cost is based. */
  readonly adultSeconds: number;
  /** "Reserved, not received": the share of a pupil who was absent, under `enrolled` and `named` only. */
  readonly reservedSeconds: number;
  /** `unmarked`: planned, but nobody said whether the pupil was there; it is neither attended nor missed. */
  readonly attendance: "attended" | "missed" | "unmarked" | "not-expected";
}

export interface SessionShares {
  /** The rule the session was figured with. */
  readonly rule: DivisorRule;
  /** In the order of pupil ids; whoever is planned, marked, or bears a share. */
  readonly pupils: readonly SessionShare[];
  /** `seconds` is the length of `presence`. */
  readonly adults: readonly {
    readonly staffId: StaffId;
    readonly presence: readonly Interval[];
    readonly seconds: number;
  }[];
  /** Time with nobody there: reported, never dropped. */
  readonly unallocatedSeconds: number;
  readonly unallocatedAdultSeconds: number;
}

/** Whether a session's time is given to anybody. */
export function isCounted(session: Session): boolean {
  return !session.voided && session.outcome === "delivered";
}

/**
 * What `apportion` takes, from the session as it was logged. "Here" without times means from beginning to end. Marks of
 * other sessions must not be among them; a merged pupil's marks stay under their own id.
 */
export function apportionedSession(session: Session, marks: readonly Mark[]): ApportionedSession {
  const rule = ruleUsed(session);
  const adults = isCounted(session) ? session.adults : [];
  const whole = spanOf(adults);
  const pupils = marks
    .filter((mark) => mark.status === "here" && whole !== undefined)
    .flatMap((mark) => {
      const times = mark.intervals.length > 0 ? mark.intervals : whole ? [whole] : [];
      return times.map(({ from, to }) => ({ pupilId: mark.pupilId, from, to }));
    });
  const named = rule === "named" ? session.namedPupilId : undefined;
  return { pupils, adults, rule, enrolled: session.enrolledIds, ...(named ? { namedPupilId: named } : {}) };
}

/** What each pupil and adult had of a session; undefined when it was lost or voided. */
export function sharesOf(session: Session, marks: readonly Mark[]): SessionShares | undefined {
  if (!isCounted(session)) return undefined;
  const input = apportionedSession(session, marks);
  const { shares, unallocatedSeconds, unallocatedAdultSeconds } = apportion(input);
  const markByPupil = new Map(marks.map((mark) => [mark.pupilId, mark]));
  const shareByPupil = new Map(shares.map((one) => [one.pupilId, one]));
  const named = input.namedPupilId === undefined || !session.namedPupilId ? [] : [session.namedPupilId];
  const pupilIds = [...new Set([...session.enrolledIds, ...markByPupil.keys(), ...named])].sort();
  const whole = spanOf(session.adults);
  const pupils = pupilIds.map((pupilId): SessionShare => {
    const share = shareByPupil.get(pupilId) ?? { contactSeconds: 0, apportionedSeconds: 0, adultSeconds: 0 };
    return {
      pupilId,
      isEnrolled: session.enrolledIds.includes(pupilId),
      presence: whole ? presenceOf(input, pupilId, whole) : [],
      contactSeconds: share.contactSeconds,
      apportionedSeconds: share.apportionedSeconds,
      adultSeconds: share.adultSeconds,
      reservedSeconds: share.contactSeconds === 0 ? share.apportionedSeconds : 0,
      attendance: attendanceOf(markByPupil.get(pupilId), session.enrolledIds.includes(pupilId)),
    };
  });
  return { rule: input.rule, pupils, adults: adultsOf(session), unallocatedSeconds, unallocatedAdultSeconds };
}

/** A session stamped `named` without a name can be given to nobody; it is shared, and printed, as `present`. */
export function ruleUsed(session: Session): DivisorRule {
  return session.rule === "named" && !session.namedPupilId ? "present" : session.rule;
}

function spanOf(adults: readonly Interval[]): Interval | undefined {
  const times = adults.filter((one) => one.from < one.to);
  if (times.length === 0) return undefined;
  return { from: Math.min(...times.map((one) => one.from)), to: Math.max(...times.map((one) => one.to)) };
}

function presenceOf(input: ApportionedSession, pupilId: PupilId, whole: Interval): Interval[] {
  const own = input.pupils.filter((one) => one.pupilId === pupilId);
  return unionIntervals(
    own.map(({ from, to }) => ({ from: Math.max(from, whole.from), to: Math.min(to, whole.to) })),
  );
}

function attendanceOf(mark: Mark | undefined, isEnrolled: boolean): SessionShare["attendance"] {
  switch (mark?.status) {
    case "here":
      return "attended";
    case "absent":
    case "elsewhere":
    case "refused":
      return "missed";
    case "not-expected":
      return "not-expected";
    case "blank":
    case undefined:
      return isEnrolled ? "unmarked" : "not-expected";
  }
}

function adultsOf(session: Session): SessionShares["adults"][number][] {
  const byStaff = Map.groupBy(session.adults, (one) => one.staffId);
  return [...byStaff]
    .map(([staffId, times]) => ({ staffId, presence: unionIntervals(times), seconds: unionSeconds(times) }))
    .toSorted((a, b) => (a.staffId < b.staffId ? -1 : 1));
}
