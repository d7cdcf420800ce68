// Serves the built app: packed siblings where they lie, hashed assets for ever, everything else asked for anew. Any
// address that is not a file is a screen of the app.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import type { Hono } from "hono";
import { isApiPath } from "./api-path.ts";
import type { Environment } from "./app.ts";

const forEver = "public, max-age=31536000, immutable";

/** @param folder the built app, `dist` */
export function addStaticFiles(app: Hono<Environment>, folder: string): void {
  const serveFile = serveStatic({ root: folder, precompressed: true });
  const serveIndex = serveStatic({ path: join(folder, "index.html"), precompressed: true });
  app.get("*", async (context, next) => {
    const { path } = context.req;
    // A missing file stays missing: a page in place of a script would be taken for a broken script.
    const isScreen = !isApiPath(path) && !/\.[a-z0-9]+$/i.test(path);
    const file = await serveFile(context, async () => {});
    const response = file ?? (isScreen ? await serveIndex(context, async () => {}) : undefined);
    if (!(response instanceof Response)) return await next();
    response.headers.set("cache-control", path.startsWith("/assets/") ? forEver : "no-cache");
    return response;
  });
}

/** Whether the app has been built. */
export function isBuilt(folder: string): boolean {
  return existsSync(join(folder, "index.html"));
}
