// Every intervention of the invented school, in the order of its provision map.
import type { CatalogueEntry } from "./catalogue-entry.ts";
import { learningInterventions } from "./catalogue-learning.ts";
import { widerInterventions } from "./catalogue-wider.ts";

export const catalogue: readonly CatalogueEntry[] = [...learningInterventions, ...widerInterventions];
