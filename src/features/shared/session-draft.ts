// A session as a form holds it, whole: who was there, for how long, what became of it. Made from the plan, from nothing, or
// from a session that is already logged.
import type { Day } from "../../domain/calendar.ts";
import type { PlannedSession } from "../../domain/planned-session.ts";
import { idToLogUnder } from "../../domain/id-to-log-under.ts";
import type { DivisorRule } from "../../domain/group.ts";
import { halfOf, type Half } from "../../domain/half-days.ts";
import { sessionIdSchema } from "../../domain/ids.ts";
import type { GroupId, InterventionId, PupilId, SessionId, SlotId, StaffId } from "../../domain/ids.ts";
import type { LostReason, Mark, MarkStatus, Note, Session, SupportType } from "../../domain/session.ts";
import type { Directory } from "./directory.tsx";

export interface DraftPupil {
  readonly pupilId: PupilId;
  readonly status: MarkStatus;
  /** Seconds of the day; the session's own when undefined. */
  readonly from?: number;
  readonly to?: number;
  readonly reason?: string;
  readonly progress?: Mark["progress"];
  readonly note?: string;
}

export interface SessionDraft {
  readonly id: SessionId;
  readonly type: SupportType;
  readonly interventionId?: InterventionId;
  readonly areaOfNeed?: Session["areaOfNeed"];
  readonly groupId?: GroupId;
  readonly slotId?: SlotId;
  readonly className?: string;
  readonly date: Day;
  readonly start: number;
  readonly plannedSeconds: number;
  readonly outcome: "delivered" | "lost";
  readonly lostReason?: LostReason;
  /** Each adult; without times of their own they were there throughout. */
  readonly adults: readonly { readonly staffId: StaffId; readonly from?: number; readonly to?: number }[];
  readonly rule: DivisorRule;
  readonly namedPupilId?: PupilId;
  readonly enrolledIds: readonly PupilId[];
  readonly pupils: readonly DraftPupil[];
  /** Of a nurture group: the session is its register of this half-day. */
  readonly half?: Half;
  readonly replaces?: { readonly slotId: SlotId; readonly date: Day };
}

/** A planned session as it is logged with one tap: everybody there throughout, but for those who are away today. */
export function draftFromPlan(
  plan: PlannedSession,
  on: { readonly date: Day; readonly start: number },
  directory: Directory,
  awayIds: ReadonlySet<PupilId>,
): SessionDraft {
  const group = plan.groupId && directory.groupsById.get(plan.groupId)?.record;
  const intervention = group && directory.interventionsById.get(group.interventionId)?.record;
  const status = (pupilId: PupilId): MarkStatus => (awayIds.has(pupilId) ? "absent" : "here");
  return {
    id: idToLogUnder(plan, on.date),
    type: plan.slot.type,
    ...(group && { interventionId: group.interventionId, rule: group.rule }),
    ...(intervention?.areaOfNeed && { areaOfNeed: intervention.areaOfNeed }),
    ...(plan.groupId && { groupId: plan.groupId }),
    ...(plan.slot.className !== undefined && { className: plan.slot.className }),
    ...(group?.namedPupilId && { namedPupilId: group.namedPupilId }),
    rule: group?.rule ?? "present",
    slotId: plan.slotId,
    ...(group?.isNurture && plan.start !== undefined && { half: halfOf(plan.start) }),
    date: on.date,
    start: plan.start ?? on.start,
    plannedSeconds: plan.plannedSeconds,
    outcome: "delivered",
    adults: plan.staffIds.map((staffId) => ({ staffId })),
    enrolledIds: plan.pupilIds,
    pupils: plan.pupilIds.map((pupilId) => ({ pupilId, status: status(pupilId) })),
  };
}

/** A logged session as a form shows it again. */
export function draftFromSession(
  id: string,
  session: Session,
  marks: readonly Mark[],
  notes: readonly Note[],
): SessionDraft {
  const noteOf = (pupilId: PupilId) => notes.find((one) => one.pupilId === pupilId)?.text;
  const ids = [...new Set([...session.enrolledIds, ...marks.map((one) => one.pupilId)])];
  const end = endOf(session.start, session.plannedSeconds, session.adults);
  const pupils = ids.map((pupilId): DraftPupil => {
    const mark = marks.find((one) => one.pupilId === pupilId);
    const text = noteOf(pupilId);
    const first = mark?.intervals[0];
    const last = mark?.intervals.at(-1);
    return {
      pupilId,
      status: mark?.status ?? "not-expected",
      ...(first && first.from > session.start && { from: first.from }),
      ...(last && last.to < end && { to: last.to }),
      ...(mark?.reason && { reason: mark.reason }),
      ...(mark?.progress && { progress: mark.progress }),
      ...(text !== undefined && text !== "" && { note: text }),
    };
  });
  const { interventionId, groupId, slotId, className, lostReason, namedPupilId, replaces } = session;
  return {
    id: sessionIdSchema.parse(id),
    type: session.type,
    ...(interventionId && { interventionId }),
    ...(session.areaOfNeed && { areaOfNeed: session.areaOfNeed }),
    ...(groupId && { groupId }),
    ...(slotId && { slotId }),
    ...(className !== undefined && { className }),
    ...(lostReason && { lostReason }),
    ...(namedPupilId && { namedPupilId }),
    ...(replaces && { replaces }),
    ...(session.half && { half: session.half }),
    date: session.date,
    start: session.start,
    plannedSeconds: end - session.start,
    outcome: session.outcome,
    adults: session.adults.map((one) => ({
      staffId: one.staffId,
      ...(one.from !== session.start && { from: one.from }),
      ...(one.to !== end && { to: one.to }),
    })),
    rule: session.rule,
    enrolledIds: session.enrolledIds,
    pupils,
  };
}

/** When a session ended: with its last adult, or as planned. */
export function endOf(
  start: number,
  plannedSeconds: number,
  adults: readonly { readonly to: number }[],
): number {
  return adults.length === 0 ? start + plannedSeconds : Math.max(...adults.map((one) => one.to));
}

/** What is wrong with a draft, by the field to mend; empty = it can be saved. */
export function draftProblems(
  draft: SessionDraft,
): readonly { readonly field: string; readonly message: string }[] {
  const problems: { field: string; message: string }[] = [];
  const needsPupils = draft.type === "intervention" || draft.type === "personal-care";
  const end = draft.start + draft.plannedSeconds;
  if (draft.type === "intervention" && draft.interventionId === undefined) {
    problems.push({ field: "intervention", message: "Choose the intervention." });
  }
  if (needsPupils && draft.pupils.length === 0)
    problems.push({ field: "pupils", message: "Choose at least one pupil." });
  if (draft.outcome === "lost" && draft.lostReason === undefined) {
    problems.push({ field: "reason", message: "Choose why it did not happen." });
  }
  if (draft.outcome === "delivered" && draft.adults.length === 0) {
    problems.push({ field: "adults", message: "Choose the adult who was there." });
  }
  if (draft.plannedSeconds <= 0)
    problems.push({ field: "minutes", message: "Enter how many minutes it lasted." });
  if (end > 86_400)
    problems.push({
      field: "minutes",
      message: "A session ends before midnight. Check its start and its minutes.",
    });
  for (const one of draft.pupils) {
    const [from, to] = [one.from ?? draft.start, one.to ?? end];
    if (one.status === "here" && (from < draft.start || to > end || from >= to)) {
      problems.push({
        field: `pupil-${one.pupilId}`,
        message: "Came late or left early: the times must lie within the session.",
      });
    }
  }
  return problems;
}
