// A session that somebody noted down without being signed in: who, when, how long, how many, one line. Who it was is a claim
// that the tablet could not check, so it is in no figure: it counts when that person has finished it as a session.
import * as z from "zod/mini";
import { daySchema } from "./calendar.ts";
import { sessionIdSchema, staffIdSchema } from "./ids.ts";
import { secondsOfDaySchema } from "./session.ts";

export const unfinishedSchema = z.object({
  /** Whose session it is said to be. */
  authorId: staffIdSchema,
  date: daySchema,
  start: secondsOfDaySchema,
  minutes: z.int().check(z.gte(1), z.lte(480)),
  /** How many children; which ones is said when it is finished. */
  children: z.int().check(z.gte(1), z.lte(60)),
  /** Emptied when it is settled: what it said stands in the session then. */
  line: z.string().check(z.trim(), z.maxLength(120)),
  recordedAt: z.iso.datetime(),
  /** What became of it: a session, or nothing. */
  settled: z.optional(
    z.nullable(z.object({ as: z.enum(["session", "nothing"]), sessionId: z.optional(sessionIdSchema) })),
  ),
});
export type Unfinished = z.infer<typeof unfinishedSchema>;
