// The tablets of a school for those who must know what may be missing: the SENCO, the head and the administrator.
import { instantOf } from "../protocol/clock.ts";
import { tabletsSchema } from "../protocol/tablet-messages.ts";
import { refuse } from "./refusal.ts";
import { nothingSchema, staffRoute } from "./route.ts";
import { devicesSince } from "./storage/device-rows.ts";

/** A tablet that was not there for longer is no longer in use. */
const inUseMs = 28 * 86_400_000;

const tablets = staffRoute({
  path: "/api/tablets",
  method: "get",
  summary: "The school's tablets of the last four weeks: whose, when last seen, how much unsent.",
  request: nothingSchema,
  response: tabletsSchema,
  answer: async ({ parts }, session) => {
    const facts = await parts.facts.read(parts.db, session.school);
    const roles = facts.person(session.staffId)?.roles ?? [];
    if (!roles.some((role) => ["senco", "head", "administrator"].includes(role))) return refuse("forbidden");
    const nowMs = parts.clock.nowMs();
    const devices = await devicesSince(parts.db, session.school, nowMs - inUseMs);
    return {
      tablets: devices.map(({ staffId, seenMs, pending, oldestMs }) => ({
        staffId,
        seenAt: new Date(seenMs).toISOString(),
        pending,
        oldest: oldestMs === null ? null : new Date(oldestMs).toISOString(),
      })),
      serverAt: instantOf(parts.clock),
    };
  },
});

export const tabletRoutes = [tablets] as const;
