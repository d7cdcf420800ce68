// Describes the API from the declarations that it is built from, in OpenAPI 3.1.
import * as z from "zod/mini";
import { refusalSchema } from "../protocol/account-messages.ts";
import type { Route } from "./route.ts";

type JsonObject = Readonly<Record<string, unknown>>;

export function describeApi(routes: readonly Route[]): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.method]: describeRoute(route) };
  return {
    openapi: "3.1.0",
    info: {
      title: "Alongside",
      version: "1",
      description:
        "Signing in, people and sync. State changes need a JSON body, the header `x-alongside: 1` and, from a browser, the server's own origin.",
    },
    paths,
    components: {
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "alongside" } },
      schemas: { Refusal: schemaOf(refusalSchema, "output") },
    },
  };
}

function describeRoute(route: Route): JsonObject {
  const refusal = { "application/json": { schema: { $ref: "#/components/schemas/Refusal" } } };
  return {
    summary: route.summary,
    ...(route.access !== "anyone" && { security: [{ session: [] }], "x-access": route.access }),
    ...(route.method === "post" && {
      parameters: [{ name: "x-alongside", in: "header", required: true, schema: { const: "1" } }],
      requestBody: {
        required: true,
        content: { "application/json": { schema: schemaOf(route.request, "input") } },
      },
    }),
    responses: {
      "200": { description: "Done.", content: contentOf(route) },
      default: { description: "Refused, with a closed code and a plain sentence.", content: refusal },
    },
  };
}

function contentOf(route: Route): JsonObject {
  if (route.response) return { "application/json": { schema: schemaOf(route.response, "output") } };
  return route.path.endsWith("/events") ? { "text/event-stream": {} } : { "application/json": {} };
}

function schemaOf(schema: z.ZodMiniType, io: "input" | "output"): JsonObject {
  return { ...z.toJSONSchema(schema, { io, unrepresentable: "any" }) };
}
