// What an import leaves behind so that it can be taken back: ids and days, and nothing of any child.
import * as z from "zod/mini";
import { daySchema } from "../../domain/calendar.ts";

const ids = z.array(z.string());

export const importTraceSchema = z.object({
  newPupils: z.array(z.object({ pupilId: z.string(), enrolmentId: z.string() })),
  madeEnrolments: ids,
  endedEnrolments: ids,
  /** Cards that left or came back, with the last day that they had before. */
  cards: z.array(z.object({ pupilId: z.string(), leftOn: z.nullable(daySchema) })),
  /** Identities in which a new UPN took the place of the one that is now the former. */
  newUpns: ids,
  senRecords: ids,
  needs: ids,
});
export type ImportTrace = z.infer<typeof importTraceSchema>;

export const noTrace: ImportTrace = {
  newPupils: [],
  madeEnrolments: [],
  endedEnrolments: [],
  cards: [],
  newUpns: [],
  senRecords: [],
  needs: [],
};

/** One trace of several. */
export function joinTraces(traces: readonly ImportTrace[]): ImportTrace {
  return {
    newPupils: traces.flatMap((one) => one.newPupils),
    madeEnrolments: traces.flatMap((one) => one.madeEnrolments),
    endedEnrolments: traces.flatMap((one) => one.endedEnrolments),
    cards: traces.flatMap((one) => one.cards),
    newUpns: traces.flatMap((one) => one.newUpns),
    senRecords: traces.flatMap((one) => one.senRecords),
    needs: traces.flatMap((one) => one.needs),
  };
}
