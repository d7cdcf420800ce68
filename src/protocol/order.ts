// Order and at-most-once: which of the mutations sent are new, which are known, and whether the numbers fit.

/** A mutation as far as its envelope was read; the rest is judged later. */
export interface Sent {
  readonly n: number;
  readonly id: string;
  readonly [field: string]: unknown;
}

interface PushPlan {
  readonly fresh: readonly Sent[];
  readonly skipped: readonly Sent[];
  /** Where the client stands once the fresh ones are taken. */
  readonly lastN: number;
  readonly lastId: string | null;
  /** `gap`: one before is missing; `forked`: this number was used for another mutation. What came before it counts. */
  readonly problem?: "gap" | "forked";
}

/**
 * @param known ids that the school has taken, from this client or an earlier one of the same device
 * @param afterId the id that the device has under the number before the first of these, as far as it still knows
 */
export function planPush(
  client: { readonly lastN: number; readonly lastId: string | null },
  known: ReadonlySet<string>,
  muts: readonly Sent[],
  afterId?: string | null,
): PushPlan {
  const fresh: Sent[] = [];
  const skipped: Sent[] = [];
  const seen = new Set(known);
  let { lastN, lastId } = client;
  // What comes next must follow what this device made before: another history may have come to the same number.
  const isNextOfOther =
    muts[0]?.n === lastN + 1 && lastN > 0 && typeof afterId === "string" && afterId !== lastId;
  if (isNextOfOther) return { fresh, skipped, lastN, lastId, problem: "forked" };
  for (const sent of muts) {
    const isNext = sent.n === lastN + 1;
    if (sent.n > lastN + 1) return { fresh, skipped, lastN, lastId, problem: "gap" };
    if (seen.has(sent.id)) skipped.push(sent);
    else if (isNext) fresh.push(sent);
    else return { fresh, skipped, lastN, lastId, problem: "forked" };
    seen.add(sent.id);
    if (isNext) ({ n: lastN, id: lastId } = sent);
  }
  return { fresh, skipped, lastN, lastId };
}
