// What became of a mutation: told when it comes, kept with it, and told the same way again.
import * as z from "zod/mini";
import { instantOf, type Clock } from "../protocol/clock.ts";
import {
  lostValueSchema,
  mutationStatusSchema,
  whySchema,
  type LostValue,
  type MutationResult,
} from "../protocol/messages.ts";
import type { Verdict } from "./judge.ts";
import type { Sent } from "../protocol/order.ts";
import type { MutationRow } from "./storage/client-rows.ts";
import { commitOf } from "./storage/school-rows.ts";
import type { Db } from "./storage/tables.ts";

/** @param tx where the commits are that made the values which stayed */
export async function resultOf(
  tx: Db,
  clock: Clock,
  school: string,
  n: number,
  verdict: Verdict,
): Promise<MutationResult> {
  if (verdict.lost.length === 0) return { n, status: "ok" };
  const lost: LostValue[] = [];
  for (const { kind, id, unit, wonSeq } of verdict.lost) {
    const won = await commitOf(tx, school, wonSeq);
    const at = won === undefined ? instantOf(clock) : new Date(won.atMs).toISOString();
    lost.push({ kind, id, unit, by: won?.staffId ?? null, at });
  }
  const about = new Map(lost.map(({ kind, id }) => [`${kind}|${id}`, [kind, id] as [string, string]]));
  return { n, status: "conflict", why: "changed-by-another", about: [...about.values()], lost };
}

/** The same answer as the first time, under the number that it was sent with now. */
export function repeatedResult(sent: Sent, known: ReadonlyMap<string, MutationRow>): MutationResult {
  const row = known.get(sent.id);
  return row === undefined ? { n: sent.n, status: "ok" } : storedResult({ ...row, n: sent.n });
}

const aboutSchema = z.array(z.tuple([z.string(), z.string()]));

/** What became of a mutation, as it was answered when it came. */
export function storedResult(row: MutationRow): MutationResult {
  const status = mutationStatusSchema.parse(row.status);
  const why = row.why === null ? {} : { why: whySchema.parse(row.why) };
  const about = row.about === null ? {} : { about: aboutSchema.parse(JSON.parse(row.about)) };
  const lost = row.lost === null ? {} : { lost: z.array(lostValueSchema).parse(JSON.parse(row.lost)) };
  const erased = row.erased === null ? {} : { erased: aboutSchema.parse(JSON.parse(row.erased)) };
  return { n: row.n, status, ...why, ...about, ...lost, ...erased };
}
