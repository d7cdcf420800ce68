// One intervention of the invented school: what it is called, whom it is for, how often it runs, and the words that staff
// write about it. Words are kind and harmless, and hold no need, status or name.
import type { FundingSource, Tier } from "../domain/intervention.ts";
import type { AreaOfNeed } from "../domain/sen.ts";
import type { SupportType } from "../domain/session.ts";

export interface CatalogueEntry {
  readonly key: string;
  readonly name: string;
  readonly area: AreaOfNeed;
  readonly tier: Tier;
  readonly funding: FundingSource;
  readonly type: SupportType;
  readonly minutes: number;
  /** Least and most pupils in a group. */
  readonly size: readonly [number, number];
  /** Sessions a week, each as likely as the others. */
  readonly timesAWeek: readonly number[];
  /** Youngest and oldest years, Reception being 0. */
  readonly years: readonly [number, number];
  /** How often it is chosen beside the others; 0 = only where the school plans it by hand. */
  readonly weight: number;
  readonly targets: readonly string[];
  readonly notes: readonly string[];
}
