// What happened after a backup and must not be undone by restoring it, gathered from all that can still tell.
import { readSignIns, type SignIns } from "../storage/backup-rows.ts";
import type { Db } from "../storage/tables.ts";
import type { KnownSince } from "./fill-database.ts";
import type { KnownErasure } from "./known-erasures.ts";

/** What the present database knows of later than any backup. */
export async function knownIn(db: Db): Promise<{ erasures: KnownErasure[]; signIns: SignIns }> {
  const rows = await db.selectFrom("erasure").selectAll().execute();
  const erasures = rows.map(({ school, subject, participant, at_ms }) => {
    return { school, subject, participant, at: new Date(at_ms).toISOString() };
  });
  return { erasures, signIns: await readSignIns(db) };
}

/** That and the file of erasures together. */
export function knownSince(
  fromFile: readonly KnownErasure[],
  fromOld: { readonly erasures: readonly KnownErasure[]; readonly signIns: SignIns } | undefined,
): KnownSince {
  if (fromOld === undefined) return { erasures: fromFile };
  return { erasures: [...fromOld.erasures, ...fromFile], signIns: fromOld.signIns };
}
