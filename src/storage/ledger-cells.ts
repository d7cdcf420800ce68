// The rows that the ledger's cells are kept in: one row a subject and week, with all its parts sealed together.
import * as z from "zod/mini";
import { daySchema } from "../domain/calendar.ts";
import { cellAmountsSchema, cellKey, type Cell, type Ledger } from "../domain/ledger.ts";
import type { Vault } from "../vault/vault.ts";
import type { CellRow } from "./database.ts";

/** The ledger cannot be right; it has to be built anew. */
export class LedgerFault extends Error {}

const partsSchema = z.record(z.string(), cellAmountsSchema);

export function cellRowKey(cell: Pick<Cell, "subject" | "week">): string {
  return `${cell.subject}|${cell.week}`;
}

export async function openCells(vault: Vault, rows: readonly CellRow[]): Promise<Cell[]> {
  const opened = await Promise.all(
    rows.map(async ({ key, subject, week, payload }) => {
      const parts = readSealed(partsSchema, await vault.open(`cells|${key}`, payload));
      return Object.entries(parts).map(([part, amounts]) => ({
        subject,
        week: daySchema.parse(week),
        part,
        amounts,
      }));
    }),
  );
  return opened.flat();
}

/** Cells sealed into rows again, by row key. */
export async function sealCells(vault: Vault, ledger: Ledger): Promise<Map<string, CellRow>> {
  const byRow = Map.groupBy(ledger.values(), cellRowKey);
  const rows = [...byRow].map(async ([key, cells]): Promise<CellRow[]> => {
    const [first] = cells;
    if (first === undefined) return [];
    const parts = Object.fromEntries(cells.map((cell) => [cell.part, cell.amounts]));
    const payload = await vault.seal(`cells|${key}`, JSON.stringify(parts));
    return [{ key, week: first.week, subject: first.subject, payload }];
  });
  return new Map((await Promise.all(rows)).flat().map((row) => [row.key, row]));
}

export function ledgerOf(cells: readonly Cell[]): Ledger {
  return new Map(cells.map((cell) => [cellKey(cell), cell]));
}

/** @throws LedgerFault when the text is not what this version of the ledger writes */
export function readSealed<T>(schema: z.ZodMiniType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (fault) {
    throw new LedgerFault("The ledger holds something that it did not write.", { cause: fault });
  }
}
