// Rows of kinds that this program does not know: a newer app or server made them. They are kept as they came, follow
// their scopes, and move to a table of their own when a later version of the program knows the kind.
import type { Row } from "../protocol/messages.ts";
import type { OtherRow } from "./database.ts";
import { syncStateOf, type Device } from "./device.ts";
import { openFields } from "./read.ts";
import { rebase, writeRebased, type ServerSide } from "./rebase.ts";
import { rowsOf } from "./database.ts";

/** Seals the rows of a page whose kind is not known. `payload` null = there is no such record any more. */
export async function sealOthers(
  device: Device,
  rows: readonly Row[],
): Promise<(Omit<OtherRow, "heard" | "payload"> & { readonly payload: OtherRow["payload"] | null })[]> {
  const unknown = rows.filter(([kind]) => !device.registry.has(kind));
  return await Promise.all(
    unknown.map(async ([kind, id, scope, seq, fields]) => {
      const payload = fields && (await device.vault.seal(`${kind}|${id}`, JSON.stringify(fields)));
      return { kind, id, scope, seq, payload };
    }),
  );
}

/** Only database calls: part of the transaction that applies the page. Returns the next revision. */
export async function writeOthers(
  device: Device,
  others: Awaited<ReturnType<typeof sealOthers>>,
  heard: number,
): Promise<number> {
  if (others.length === 0) return heard;
  const here = others.flatMap(({ payload, ...one }) =>
    payload === null ? [] : [{ ...one, payload, heard }],
  );
  await device.db.others.bulkPut(here);
  const gone = others.filter((one) => one.payload === null);
  await device.db.others.bulkDelete(gone.map(({ kind, id }): [string, string] => [kind, id]));
  return heard + 1;
}

export async function removeOthers(
  device: Device,
  keys: readonly (readonly [string, string])[],
  scope: string,
  seq: number,
): Promise<void> {
  const found = await device.db.others.bulkGet(keys.map(([kind, id]): [string, string] => [kind, id]));
  const meant = found
    .filter((one) => one?.scope === scope && one.seq < seq)
    .flatMap((one) => (one ? [one] : []));
  await device.db.others.bulkDelete(meant.map(({ kind, id }): [string, string] => [kind, id]));
}

/** After an update of the program: rows of kinds that it knows now get their place. Cut short, it goes on next time. */
export async function adoptOthers(device: Device): Promise<void> {
  const { db, registry } = device;
  const known = (await db.others.toArray()).filter((one) => registry.has(one.kind));
  for (const one of known) {
    const kind = registry.get(one.kind);
    if (kind === undefined) continue;
    const fields = await openFields(device.vault, `${one.kind}|${one.id}`, one.payload);
    const side: ServerSide = { kind, id: one.id, scope: one.scope, seq: one.seq, fields, heard: one.heard };
    const rebased = await rebase(device, [side], new Map());
    await db.transaction("rw", [rowsOf(db, one.kind), db.others, db.shadow, db.dirty, db.meta], async () => {
      const state = await syncStateOf(db);
      const row = await rowsOf(db, one.kind).get(one.id);
      // A row that is there already came after this one.
      const nextRev = row === undefined ? await writeRebased(device, rebased, state.nextRev) : state.nextRev;
      await db.others.delete([one.kind, one.id]);
      await db.meta.put({ ...state, nextRev });
    });
  }
}
