// The server's side of the daily comparison: the sums of all that a person may hold, scope by scope.
import { createScopeSums, scopesThatDiffer, type ScopeSum } from "../protocol/scope-sum.ts";
import { granted } from "./storage/page-rows.ts";
import type { Db } from "./storage/tables.ts";

const rowsAtOnce = 5000;

/** @returns the scopes in which the device differs from this snapshot */
export async function scopesToMend(
  tx: Db,
  school: string,
  grants: readonly string[],
  theirs: Readonly<Record<string, ScopeSum>>,
): Promise<string[]> {
  const ours = createScopeSums();
  let after = 0;
  for (;;) {
    const rows = wholeNumbers(await granted(tx, school, grants, after, rowsAtOnce));
    for (const row of rows) ours.add(row.scope, row.kind, row.id, row.seq);
    const last = rows.at(-1);
    if (last === undefined) return scopesThatDiffer(ours.sums(), theirs);
    after = last.seq;
  }
}

/** A batch that was cut by its limit may end inside one sequence number: that one is read again with the next. */
function wholeNumbers<T extends { readonly seq: number }>(rows: readonly T[]): readonly T[] {
  const last = rows.at(-1);
  if (rows.length < rowsAtOnce || last === undefined) return rows;
  const whole = rows.filter((row) => row.seq !== last.seq);
  if (whole.length === 0) throw new Error("One sequence number holds more rows than are read at once.");
  return whole;
}
