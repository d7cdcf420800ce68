// Whether the process lives and whether it can do its work: for a service manager, a proxy or a monitor. They tell nothing
// else and ask for no right.
import type { Hono } from "hono";
import type { Environment } from "./app.ts";
import { isAnswering, isDatabaseError } from "./storage/database.ts";
import type { Db } from "./storage/tables.ts";

/** `/healthz`: the process answers. `/readyz`: the database does too, else 503. */
export function addHealth(app: Hono<Environment>, db: Db): void {
  const headers = { "cache-control": "no-store" };
  app.get("/healthz", (context) => context.text("ok", 200, headers));
  app.get("/readyz", async (context) =>
    (await isReady(db)) ? context.text("ready", 200, headers) : context.text("no database", 503, headers),
  );
}

async function isReady(db: Db): Promise<boolean> {
  try {
    return await isAnswering(db);
  } catch (fault) {
    if (isDatabaseError(fault)) return false;
    throw fault;
  }
}
