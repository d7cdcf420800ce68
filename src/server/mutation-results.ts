// What became of a mutation: told when it comes, kept with it, and told the same way again.
import * as z from "zod/mini";
import { mutationStatusSchema, whySchema, type MutationResult } from "../protocol/messages.ts";
import type { Verdict } from "./judge.ts";
import type { Sent } from "./plan-push.ts";
import type { MutationRow } from "./storage/client-rows.ts";

export function resultOf(n: number, verdict: Verdict): MutationResult {
  if (verdict.lost.length === 0) return { n, status: "ok" };
  const addresses = new Map(
    verdict.lost.map(({ kind, id }) => [`${kind}|${id}`, [kind, id] as [string, string]]),
  );
  return { n, status: "conflict", why: "changed-by-another", about: [...addresses.values()] };
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
  return { n: row.n, status, ...why, ...about };
}
