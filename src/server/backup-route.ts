// The administrator's question: when was the last good backup? Nothing is backed up or restored through a route.
import { backupStateSchema } from "../protocol/backup-messages.ts";
import { instantOf } from "../protocol/clock.ts";
import { nothingSchema, staffRoute } from "./route.ts";
import { readBackedUp } from "./storage/backup-rows.ts";

const backupState = staffRoute({
  path: "/api/admin/backup",
  method: "get",
  access: "administrator",
  summary: "When the school's data was last backed up and read back.",
  request: nothingSchema,
  response: backupStateSchema,
  answer: async ({ parts }, session) => {
    const { createdMs, backedUpMs } = await readBackedUp(parts.db, session.school);
    return {
      lastAt: backedUpMs === null ? null : new Date(backedUpMs).toISOString(),
      schoolSince: new Date(createdMs).toISOString(),
      serverAt: instantOf(parts.clock),
    };
  },
});

export const backupRoutes = [backupState] as const;
