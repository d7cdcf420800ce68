// Handbook numbers as they are typed, and as the definition that is saved. Pure.
import { strands, type BoxallVersion, type Strand } from "../../domain/boxall.ts";
import type { BoxallDefinition, StrandDefinition } from "../../domain/boxall-definition.ts";
import * as z from "zod/mini";

export const typedFields = ["label", "itemCount", "most", "typicalLow", "typicalHigh"] as const;
export type TypedField = (typeof typedFields)[number];

export const typedFieldTitle: Readonly<Record<TypedField, string>> = {
  label: "Label",
  itemCount: "Items",
  most: "Highest",
  typicalLow: "Typical from",
  typicalHigh: "Typical to",
};

const typedStrandSchema = z.object({
  label: z.string(),
  itemCount: z.string(),
  most: z.string(),
  typicalLow: z.string(),
  typicalHigh: z.string(),
});
const typedDefinitionSchema = z.record(z.enum(strands), typedStrandSchema);
export type TypedDefinition = z.infer<typeof typedDefinitionSchema>;

export function readTypedDefinition(kept: unknown): TypedDefinition | undefined {
  const parsed = typedDefinitionSchema.safeParse(kept);
  return parsed.success ? parsed.data : undefined;
}

export function typedDefinition(definition: Pick<BoxallDefinition, "strands"> | undefined): TypedDefinition {
  return Object.fromEntries(
    strands.map((strand) => {
      const one: StrandDefinition = definition?.strands[strand] ?? {};
      return [strand, Object.fromEntries(typedFields.map((field) => [field, String(one[field] ?? "")]))];
    }),
  ) as TypedDefinition;
}

/** What is typed and is no number: a sentence that names the box. */
export function typedProblems(typed: TypedDefinition): string[] {
  return strands.flatMap((strand) =>
    typedFields.flatMap((field) => {
      const text = typed[strand][field].trim();
      if (field === "label")
        return text.length > 60 ? [`Strand ${strand}: a label has at most 60 characters.`] : [];
      const isNumber = text === "" || (/^\d{1,3}$/.test(text) && Number(text) <= 136);
      return isNumber
        ? []
        : [`Strand ${strand}, ${typedFieldTitle[field].toLowerCase()}: enter a whole number from 0 to 136.`];
    }),
  );
}

/** Blank boxes are left out: every number is optional. */
export function definitionOfTyped(typed: TypedDefinition, version: BoxallVersion): BoxallDefinition {
  const entries = strands.flatMap((strand): [Strand, StrandDefinition][] => {
    const filled = typedFields.flatMap((field) => {
      const text = typed[strand][field].trim();
      return text === "" ? [] : [[field, field === "label" ? text : Number(text)] as const];
    });
    return filled.length === 0 ? [] : [[strand, Object.fromEntries(filled)]];
  });
  return { version, strands: Object.fromEntries(entries) };
}
