// What a server does by itself once a day: keeps the feeds of its schools from growing with the years.
import type { Clock } from "../protocol/clock.ts";
import { compactSchool } from "./compact.ts";
import { traceOf, type Log } from "./log.ts";
import { schoolIds } from "./storage/school-rows.ts";
import type { Db } from "./storage/tables.ts";

/** One round over all schools. A fault is logged, and the next day tries again. */
export async function runUpkeep(parts: {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<void> {
  try {
    for (const school of await schoolIds(parts.db)) {
      const floor = await compactSchool(parts.db, school, parts.clock.nowMs());
      parts.log("compacted", { school, floor });
    }
  } catch (fault) {
    parts.log("upkeep-fault", { trace: traceOf(fault) });
  }
}
