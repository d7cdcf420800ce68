// Getting scopes whole, a page at a time: of all of them what plans are made of first, then what grows with every school
// day, the newest first, so that Today works long before the last page. A place in a scope is opaque to the device.
import { rankOfScope } from "../domain/scope.ts";
import type { Registry } from "../domain/record-kind.ts";
import type { PullPage } from "../protocol/messages.ts";
import { pageOfScope, type PageRow } from "./storage/page-rows.ts";
import type { Db } from "./storage/tables.ts";

interface Filled {
  readonly rows: readonly PageRow[];
  readonly filled: NonNullable<PullPage["filled"]>;
}

interface Place {
  readonly part: "plan" | "history";
  /** Rows with a lower sequence number are still to come. */
  readonly below: number;
}

interface Step {
  readonly scope: string;
  /** undefined = whole. */
  readonly place: Place | undefined;
}

/**
 * The next rows of the scopes that are of use first, as many as fit.
 * @param wanted scopes that the device is filling, each already judged to be granted, with their places
 * @param seq the sequence number of this snapshot: what changes later comes after the cursor
 */
export async function nextFill(
  tx: Db,
  registry: Registry,
  school: { readonly id: string; readonly seq: number },
  wanted: Readonly<Record<string, string>>,
  limits: { readonly rows: number; readonly bytes: number; readonly leastRows: number },
): Promise<Filled> {
  const history = [...registry.values()].filter((kind) => kind.isHistory).map((kind) => kind.name);
  const rows: PageRow[] = [];
  const done = new Map<string, Step>();
  let room: { readonly rows: number; readonly bytes: number } = limits;
  let steps = Object.entries(wanted).map(([scope, text]): Step => ({
    scope,
    place: placeOf(text, school.seq),
  }));
  while (room.rows >= limits.leastRows && room.bytes > 0) {
    const next = steps.toSorted(byUse).find((step) => step.place !== undefined);
    if (next?.place === undefined) break;
    const kinds = next.place.part === "plan" ? { not: history } : { only: history };
    const found = await pageOfScope(tx, school.id, next.scope, next.place.below, kinds, room);
    const step = { scope: next.scope, place: nextPlace(next.place, found, school.seq) };
    steps = steps.map((one) => (one === next ? step : one));
    done.set(step.scope, step);
    rows.push(...found.rows);
    const bytes = found.rows.reduce((sum, row) => sum + (row.json?.length ?? 0), 0);
    room = { rows: room.rows - found.rows.length, bytes: room.bytes - bytes };
  }
  const filled = [...done.values()].map(({ scope, place }) => ({
    scope,
    place: place === undefined ? null : textOf(place),
    part: partOf(place, school.seq),
  }));
  return { rows, filled };
}

function byUse(a: Step, b: Step): number {
  const part = (step: Step) => (step.place?.part === "plan" ? 0 : 1);
  return part(a) - part(b) || rankOfScope(a.scope) - rankOfScope(b.scope) || (a.scope < b.scope ? -1 : 1);
}

function partOf(place: Place | undefined, seq: number): number {
  if (place === undefined) return 1;
  return place.part === "plan" ? 0 : 1 - Math.min(1, place.below / (seq + 1));
}

function nextPlace(
  at: Place,
  found: { readonly reached: number; readonly isLast: boolean },
  seq: number,
): Place | undefined {
  if (!found.isLast) return { part: at.part, below: found.reached };
  return at.part === "plan" ? { part: "history", below: seq + 1 } : undefined;
}

/** A place that cannot be read is the beginning: rows are sent twice then and never left out. */
function placeOf(text: string, seq: number): Place {
  const [, letter, below] = /^([ph])(\d{1,15})$/.exec(text) ?? [];
  if (letter === undefined) return { part: "plan", below: seq + 1 };
  return { part: letter === "p" ? "plan" : "history", below: Number(below) };
}

function textOf(place: Place): string {
  return `${place.part === "plan" ? "p" : "h"}${place.below}`;
}
