// A session's draft as it is read back from this tablet: what an earlier version of the app kept may be anything.
import * as z from "zod/mini";
import { daySchema } from "../../domain/calendar.ts";
import { divisorRuleSchema } from "../../domain/group.ts";
import { halfSchema } from "../../domain/half-days.ts";
import {
  groupIdSchema,
  interventionIdSchema,
  pupilIdSchema,
  sessionIdSchema,
  slotIdSchema,
  staffIdSchema,
} from "../../domain/ids.ts";
import {
  lostReasonSchema,
  markSchema,
  markStatusSchema,
  secondsOfDaySchema,
  sessionSchema,
  supportTypeSchema,
} from "../../domain/session.ts";
import type { SessionDraft } from "./session-draft.ts";

const times = { from: z.exactOptional(secondsOfDaySchema), to: z.exactOptional(secondsOfDaySchema) };

const pupil = z.object({
  pupilId: pupilIdSchema,
  status: markStatusSchema,
  ...times,
  reason: z.exactOptional(z.string()),
  progress: markSchema.shape.progress,
  note: z.exactOptional(z.string()),
});

const schema = z.object({
  id: sessionIdSchema,
  type: supportTypeSchema,
  interventionId: z.exactOptional(interventionIdSchema),
  areaOfNeed: sessionSchema.shape.areaOfNeed,
  groupId: z.exactOptional(groupIdSchema),
  slotId: z.exactOptional(slotIdSchema),
  className: z.exactOptional(z.string()),
  date: daySchema,
  start: z.number(),
  plannedSeconds: z.number(),
  outcome: z.enum(["delivered", "lost"]),
  lostReason: z.exactOptional(lostReasonSchema),
  adults: z.array(z.object({ staffId: staffIdSchema, ...times })),
  rule: divisorRuleSchema,
  namedPupilId: z.exactOptional(pupilIdSchema),
  enrolledIds: z.array(pupilIdSchema),
  pupils: z.array(pupil),
  half: z.exactOptional(halfSchema),
  replaces: z.exactOptional(z.object({ slotId: slotIdSchema, date: daySchema })),
});

export function readSessionDraft(kept: unknown): SessionDraft | undefined {
  const parsed = schema.safeParse(kept);
  return parsed.success ? parsed.data : undefined;
}
