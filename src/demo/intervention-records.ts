// The school's interventions as records; their ids come from the catalogue's keys.
import { derivedId, interventionIdSchema, type InterventionId } from "../domain/ids.ts";
import { intervention } from "../domain/records.ts";
import { catalogue } from "./catalogue.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";
import { inventedIn, type InventedRecord, type Made } from "./record.ts";

export function interventionIdOf(seed: number, entry: CatalogueEntry): InterventionId {
  return interventionIdSchema.parse(derivedId("demo-intervention", String(seed), entry.key));
}

export function interventionRecords(seed: number, made: Made): InventedRecord[] {
  return catalogue.map((entry) =>
    inventedIn(
      intervention,
      interventionIdOf(seed, entry),
      {
        name: entry.name,
        areaOfNeed: entry.area,
        tier: entry.tier,
        usualMinutes: entry.minutes,
        fundingSource: entry.funding,
      },
      made,
    ),
  );
}
