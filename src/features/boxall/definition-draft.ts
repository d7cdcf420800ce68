// Handbook numbers as they are typed, and as the definition that is saved. Pure.
import {
  mostOfItem,
  mostOfPart,
  strands,
  strandsOf,
  type BoxallPart,
  type BoxallVersion,
  type Strand,
} from "../../domain/boxall.ts";
import {
  mostOfStrand,
  type BoxallDefinition,
  type StrandDefinition,
} from "../../domain/boxall-definition.ts";
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

/** The id of a box in the page. */
export function definitionBoxId(strand: Strand, field: TypedField): string {
  return `definition-${strand}-${field}`;
}

/** What is typed and is no number: a sentence, and the box that it is about. */
export function typedProblems(typed: TypedDefinition): { fieldId: string; message: string }[] {
  return strands.flatMap((strand) =>
    typedFields.flatMap((field) => {
      const text = typed[strand][field].trim();
      const fieldId = definitionBoxId(strand, field);
      if (field === "label")
        return text.length > 60
          ? [{ fieldId, message: `Strand ${strand}: a label has at most 60 characters.` }]
          : [];
      const isNumber = text === "" || (/^\d{1,3}$/.test(text) && Number(text) <= mostOfPart);
      const title = typedFieldTitle[field].toLowerCase();
      return isNumber
        ? []
        : [{ fieldId, message: `Strand ${strand}, ${title}: enter a whole number from 0 to ${mostOfPart}.` }];
    }),
  );
}

/** What the other number of a strand makes this one, while it is blank itself: four points an item. */
export function derivedOf(typed: TypedDefinition[Strand], field: TypedField): string {
  if (typed[field].trim() !== "") return "";
  const [items, most] = [Number(typed.itemCount.trim() || "x"), Number(typed.most.trim() || "x")];
  if (field === "most" && Number.isInteger(items)) return String(items * mostOfItem);
  return field === "itemCount" && Number.isInteger(most / mostOfItem) ? String(most / mostOfItem) : "";
}

/** How far a part is: its highest totals so far, and of how many strands they are known. */
export function partSoFar(part: BoxallPart, definition: BoxallDefinition): { sum: number; known: number } {
  const known = strandsOf(part).flatMap((strand) => mostOfStrand(definition.strands[strand] ?? {}) ?? []);
  return { sum: known.reduce((sum, most) => sum + most, 0), known: known.length };
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
