// Writes down what a push came to: records as they are now, what left which scope, conflicts, and every mutation with
// what became of it. The body of a refused one is its quarantine.
import type { MutationResult } from "../protocol/messages.ts";
import type { Verdict } from "./judge.ts";
import type { Sent } from "../protocol/order.ts";
import { insertConflicts, insertMutations } from "./storage/client-rows.ts";
import { insertDepartures, upsertRecords, type StoredRecord } from "./storage/record-rows.ts";
import type { Db } from "./storage/tables.ts";

/** One mutation that was new, and what became of it; a refused one changes nothing. */
export interface Taken {
  readonly sent: Sent;
  readonly seq: number;
  readonly result: MutationResult;
  readonly verdict: Verdict;
  /** What is kept of it: all that was sent, or without what was about somebody erased; null = nothing. */
  readonly body: object | null;
}

export async function keepTaken(
  tx: Db,
  sender: { readonly school: string; readonly staffId: string },
  client: string,
  changed: readonly StoredRecord[],
  taken: readonly Taken[],
): Promise<void> {
  await upsertRecords(tx, sender.school, changed);
  const departures = taken.flatMap(({ seq, verdict }) =>
    verdict.changes.flatMap(({ leftScope, kind, id }) =>
      leftScope ? [{ scope: leftScope, seq, kind, id }] : [],
    ),
  );
  await insertDepartures(tx, sender.school, departures);
  const conflicts = taken.flatMap(({ sent, verdict }) =>
    verdict.lost.map(({ kind, id, unit, fields, wonSeq }) => {
      const values = { lost: JSON.stringify(fields), lost_by: sender.staffId, won_seq: wonSeq };
      return { mutation: sent.id, kind, record: id, unit, ...values };
    }),
  );
  await insertConflicts(tx, sender.school, conflicts);
  await insertMutations(
    tx,
    sender.school,
    taken.map(({ sent, seq, result, body }) => ({
      id: sent.id,
      client,
      n: sent.n,
      seq,
      status: result.status,
      why: result.why ?? null,
      about: result.about === undefined ? null : JSON.stringify(result.about),
      lost: result.lost === undefined ? null : JSON.stringify(result.lost),
      erased: result.erased === undefined ? null : JSON.stringify(result.erased),
      body: body === null ? "" : JSON.stringify(body),
    })),
  );
}
