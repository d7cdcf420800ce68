// How many things need a person, counted the same in the header, in the navigation and on the screen.
import type { Problem } from "../../storage/problems.ts";

/** What one logged session is made of: settled together. */
const sessionKinds: ReadonlySet<string> = new Set(["session", "mark", "note", "correction"]);

/** One for each thing that changed twice; one for each save that was refused. */
export function attentionCount(problems: readonly Problem[]): number {
  return problems.reduce((sum, problem) => sum + Math.max(1, thingsOf(problem).size), 0);
}

function thingsOf(problem: Problem): Set<string> {
  if (problem.status !== "conflict") return new Set();
  return new Set(
    problem.conflicts.map(({ kind, id }) => (sessionKinds.has(kind) ? "session" : `${kind}|${id}`)),
  );
}
