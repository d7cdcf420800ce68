// Bodies for any route, made from what the route says that it takes: a well-formed one, and the same with one value in it
// replaced, whichever it is.
import * as z from "zod/mini";

const shapeSchema = z.looseObject({
  type: z.optional(z.union([z.string(), z.array(z.string())])),
  properties: z.optional(z.record(z.string(), z.unknown())),
  items: z.optional(z.unknown()),
  anyOf: z.optional(z.array(z.unknown())),
  oneOf: z.optional(z.array(z.unknown())),
  enum: z.optional(z.array(z.unknown())),
  const: z.optional(z.unknown()),
  format: z.optional(z.string()),
  minLength: z.optional(z.number()),
  minimum: z.optional(z.number()),
});

/** What a text of each format may be. */
const texts: Readonly<Record<string, string>> = {
  uuid: "7d3b5c8e-1f2a-4b6c-9d0e-5a4f3b2c1d0e",
  "date-time": "2026-11-23T10:00:00.000Z",
  date: "2026-11-23",
};

/** @param known values for fields of these names, such as an id that there is */
export function wellFormed(schema: z.ZodMiniType, known: Readonly<Record<string, unknown>> = {}): unknown {
  return sampleOf(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), known);
}

function sampleOf(given: unknown, known: Readonly<Record<string, unknown>>): unknown {
  const shape = shapeSchema.parse(given);
  if (shape.const !== undefined) return shape.const;
  if (shape.enum !== undefined) return shape.enum[0];
  const [choice] = shape.anyOf ?? shape.oneOf ?? [];
  if (choice !== undefined) return sampleOf(choice, known);
  if (shape.properties !== undefined) {
    const fields = Object.entries(shape.properties);
    return Object.fromEntries(fields.map(([name, one]) => [name, known[name] ?? sampleOf(one, known)]));
  }
  if (shape.type === "array") return shape.items === undefined ? [] : [sampleOf(shape.items, known)];
  if (shape.type === "string")
    return texts[shape.format ?? ""] ?? "x".repeat(Math.max(1, shape.minLength ?? 1));
  if (shape.type === "integer" || shape.type === "number") return Math.max(0, shape.minimum ?? 0);
  if (shape.type === "boolean") return true;
  return shape.type === "object" ? {} : null;
}

/** The body once for each value in it, with that value replaced; and once replaced as a whole. */
export function eachReplaced(body: unknown, by: unknown): unknown[] {
  if (typeof body !== "object" || body === null) return [by];
  const inside = Object.entries(body).flatMap(([name, one]) =>
    eachReplaced(one, by).map((replaced) =>
      Array.isArray(body) ? [replaced] : { ...body, [name]: replaced },
    ),
  );
  return [by, ...inside];
}
