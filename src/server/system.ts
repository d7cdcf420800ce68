// The routes about the server itself: is it well, and what does its API look like.
import * as z from "zod/mini";
import { describeApi } from "./openapi.ts";
import { Answer, nothingSchema, openRoute, type Route } from "./route.ts";
import { isAnswering } from "./storage/database.ts";

const health = openRoute({
  path: "/api/health",
  method: "get",
  summary: "Answers when the server and its database are ready.",
  request: nothingSchema,
  response: z.object({ ok: z.boolean() }),
  answer: async ({ parts }) => ({ ok: await isAnswering(parts.db) }),
});

/** @param others every other route: what is described is what is served */
export function systemRoutes(others: readonly Route[]): readonly Route[] {
  const openApi: Route = openRoute({
    path: "/api/openapi.json",
    method: "get",
    summary: "This description.",
    request: nothingSchema,
    answer: async () =>
      await Promise.resolve(new Answer(JSON.stringify(describeApi([...others, health, openApi])))),
  });
  return [health, openApi];
}
