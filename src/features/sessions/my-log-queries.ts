// Where each logged session is on its way, and how many have arrived. Pure.
import type { Day } from "../../domain/calendar.ts";
import { markId, noteId, sessionIdSchema } from "../../domain/ids.ts";
import type { Session } from "../../domain/session.ts";
import type { Problem, ProblemOp } from "../../storage/problems.ts";
import type { Stored } from "../../storage/read.ts";

/** The four phrases for work that may not have left the tablet yet. */
export type LogState = "Saved on this tablet" | "Sending" | "Sent" | "Needs attention";

export interface LogFacts {
  /** Ids of sessions with a mark or a note that has not been sent. */
  readonly pendingParts: ReadonlySet<string>;
  /** "kind|id" of every record in a save that came back refused or merged in part. */
  readonly troubled: ReadonlySet<string>;
  readonly isSending: boolean;
}

export function logStateOf(session: Stored<Session>, facts: LogFacts): LogState {
  if (isTroubled(session, facts.troubled)) return "Needs attention";
  if (session.pendingN === 0 && !facts.pendingParts.has(session.id)) return "Sent";
  return facts.isSending ? "Sending" : "Saved on this tablet";
}

/** "kind|id" of all that a problem keeps from being as I saved it. */
export function troubledRecords(problem: Problem, ops: readonly ProblemOp[]): string[] {
  const records = problem.status === "conflict" ? problem.conflicts : ops;
  return records.map(({ kind, id }) => `${kind}|${id}`);
}

/** A session that the server refused whole: it is no longer among the sessions here. */
export function refusedSessionId(problem: Problem, ops: readonly ProblemOp[]): string | undefined {
  if (problem.status !== "rejected") return undefined;
  return ops.find((op) => op.op === "put" && op.kind === "session")?.id;
}

/** What of my log has reached the server: "12 saved, 12 sent". */
export function logTotals(
  states: readonly LogState[],
  refused: number,
): { readonly saved: number; readonly sent: number; readonly waiting: number; readonly attention: number } {
  const count = (...wanted: readonly LogState[]) => states.filter((one) => wanted.includes(one)).length;
  return {
    saved: states.length + refused,
    sent: count("Sent"),
    waiting: count("Saved on this tablet", "Sending"),
    attention: count("Needs attention") + refused,
  };
}

export function byDay(sessions: readonly Stored<Session>[]): [Day, Stored<Session>[]][] {
  const grouped = Map.groupBy(sessions, (one) => one.record.date);
  const days = [...grouped].toSorted(([a], [b]) => (a < b ? 1 : -1));
  return days.map(([day, ofDay]) => [day, ofDay.toSorted((a, b) => b.record.start - a.record.start)]);
}

/** A session is troubled with any of its parts: ids of marks and notes follow from session and pupil. */
function isTroubled({ id, record }: Stored<Session>, troubled: ReadonlySet<string>): boolean {
  if (troubled.size === 0) return false;
  if (troubled.has(`session|${id}`)) return true;
  const sessionId = sessionIdSchema.parse(id);
  return record.enrolledIds.some(
    (pupilId) =>
      troubled.has(`mark|${markId(sessionId, pupilId)}`) ||
      troubled.has(`note|${noteId(sessionId, pupilId)}`),
  );
}
