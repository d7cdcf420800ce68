// The half-days of a term with what each child's mark says in a few letters. Pure.
import { addDays, type Day } from "../../domain/calendar.ts";
import type { PlanFacts } from "../../domain/delivery-plan.ts";
import { halfLabel } from "../../domain/half-days.ts";
import type { GroupId, PupilId } from "../../domain/ids.ts";
import {
  halfDaysOf,
  missedSeconds,
  registerState,
  type HalfDayPlan,
  type RegisterState,
} from "../../domain/nurture-register.ts";
import { type Mark, type Session } from "../../domain/session.ts";
import { lostReasonLabel } from "../../domain/session-labels.ts";
import type { Stored } from "../../storage/read.ts";
import type { Column } from "../../ui/data-table.tsx";
import { sayDayShort } from "../../ui/words.ts";
import { storedEnd } from "../shared/session-changes.ts";

interface TermHalfDay {
  readonly plan: HalfDayPlan;
  readonly session: Session | undefined;
  /** Times as they were, where the half-day was logged. */
  readonly span: { readonly start: number; readonly end: number };
  readonly marks: ReadonlyMap<PupilId, Mark>;
}

export interface TermRegister {
  readonly halfDays: readonly TermHalfDay[];
  /** Everybody who was expected or marked in it. */
  readonly pupilIds: readonly PupilId[];
}

export function termRows(
  facts: PlanFacts,
  groupId: GroupId,
  { from, to }: { readonly from: Day; readonly to: Day },
  sessions: readonly Stored<Session>[],
  marks: readonly Mark[],
): TermRegister {
  const byId = new Map(sessions.filter((one) => !one.record.voided).map((one) => [one.id, one.record]));
  const marksOf = Map.groupBy(marks, (one) => one.sessionId);
  const plans: HalfDayPlan[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) plans.push(...halfDaysOf(facts, groupId, day));
  const halfDays = plans.map((plan): TermHalfDay => {
    const session = byId.get(plan.sessionId);
    const span = session ? { start: session.start, end: storedEnd(session) } : plan;
    const own = session ? (marksOf.get(plan.sessionId) ?? []) : [];
    return { plan, session, span, marks: new Map(own.map((one) => [one.pupilId, one])) };
  });
  const pupilIds = halfDays.flatMap((one) => [...one.plan.expectedIds, ...one.marks.keys()]);
  return { halfDays, pupilIds: [...new Set(pupilIds)] };
}

/** One column a child, under it how often the child was here of the half-days on which the register was taken. */
export function termColumns(
  named: readonly { readonly id: PupilId; readonly name: string }[],
  { halfDays }: TermRegister,
): Column<TermHalfDay>[] {
  const first: Column<TermHalfDay> = {
    key: "half-day",
    title: "Half-day",
    rowHeader: true,
    cell: ({ plan, session }) =>
      [
        `${sayDayShort(plan.date)}, ${halfLabel[plan.half].toLowerCase()}`,
        ...(session?.outcome === "lost"
          ? [`did not run: ${lostReasonLabel[session.lostReason ?? "other"].toLowerCase()}`]
          : []),
      ].join(", "),
    total: "Here, of taken",
  };
  return [
    first,
    ...named.map(({ id, name }): Column<TermHalfDay> => {
      const states = halfDays.map((one) => cellState(one, id));
      const here = states.filter((one) => one === "here" || one === "late" || one === "early").length;
      const taken = states.filter((one) => one !== "blank" && one !== "not-expected").length;
      return { key: id, title: name, cell: (row) => cellWords(row, id), total: `${here} of ${taken}` };
    }),
  ];
}

function cellState({ plan, session, span, marks }: TermHalfDay, id: PupilId): RegisterState {
  if (session?.outcome === "lost") return "blank";
  const mark = marks.get(id);
  if (mark === undefined) return plan.expectedIds.includes(id) ? "blank" : "not-expected";
  return registerState(mark, span);
}

function cellWords(row: TermHalfDay, id: PupilId): string {
  const { lateSeconds, earlySeconds } = missedSeconds(row.marks.get(id) ?? { intervals: [] }, row.span);
  const minutes = (seconds: number) => Math.max(1, Math.round(seconds / 60));
  switch (cellState(row, id)) {
    case "here":
      return "Here";
    case "late":
      return `Late ${minutes(lateSeconds)}`;
    case "early":
      return `Left ${minutes(earlySeconds)} early`;
    case "absent":
      return "Absent";
    case "elsewhere":
    case "refused":
      return "Elsewhere";
    case "not-expected":
      return "–";
    case "blank":
      return "";
  }
}
