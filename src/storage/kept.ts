// Records that stand on the server exactly as this device sent them: they come back by name only. What is here becomes the
// server's row; where changes that are not acknowledged lie over it, the server's row is worked out from what it has taken.
import type { Fields } from "../protocol/change.ts";
import type { PullPage } from "../protocol/messages.ts";
import { rowsOf, type OutboxRow } from "./database.ts";
import type { Device } from "./device.ts";
import { pendingOps } from "./pending.ts";
import { openFields } from "./read.ts";
import type { Rebased, ServerSide } from "./rebase.ts";

export interface Kept {
  /** Without newer changes: the row as it is, under its number. */
  readonly settled: readonly Rebased[];
  /** With newer changes: what the server has, to lay them over. */
  readonly sides: readonly ServerSide[];
  /** Scopes of records that are not here after all, and must be got whole. */
  readonly missing: readonly string[];
}

/**
 * @param takenEntries own mutations that the server has taken, acknowledged by this page or not
 * @param open own mutations that stay unacknowledged
 */
export async function keptOf(
  device: Device,
  page: Pick<PullPage, "kept">,
  takenEntries: readonly OutboxRow[],
  open: readonly OutboxRow[],
): Promise<Kept> {
  const settled: Rebased[] = [];
  const sides: ServerSide[] = [];
  const missing: string[] = [];
  const touchedLater = new Set(open.flatMap((entry) => entry.touches));
  const known = (page.kept ?? []).flatMap(([name, id, scope, seq]) => {
    const kind = device.registry.get(name);
    return kind ? [{ kind, id, scope, seq, address: `${name}|${id}` }] : [];
  });
  const later = new Set(known.filter((one) => touchedLater.has(one.address)).map((one) => one.address));
  const sent = await pendingOps(device, takenEntries, later);
  for (const [kind, ofKind] of Map.groupBy(known, (one) => one.kind)) {
    const rows = await rowsOf(device.db, kind.name).bulkGet(ofKind.map((one) => one.id));
    for (const [at, { id, scope, seq, address }] of ofKind.entries()) {
      const row = rows[at];
      if (row === undefined) missing.push(scope);
      else if (!later.has(address)) {
        const { rev, heard: _heard, ...same } = row;
        const now = { ...same, scope, seq, pendingN: 0 };
        const hadShadow = row.pendingN !== 0;
        settled.push({
          kind,
          id,
          row: now,
          shadow: null,
          heard: "now",
          sessionIds: [],
          hadShadow,
          seenRev: rev,
        });
      } else {
        const fields = await sentFields(device, kind.name, id, sent.get(address) ?? []);
        if (fields === undefined) missing.push(scope);
        else sides.push({ kind, id, scope, seq, fields, heard: "now" });
      }
    }
  }
  return { settled, sides, missing };
}

/** The server's row: the one that was kept aside, with what was sent laid over it. */
async function sentFields(
  device: Device,
  kind: string,
  id: string,
  sent: readonly { readonly op: Parameters<Device["rules"]["overlayOp"]>[1] }[],
): Promise<Fields | undefined> {
  const shadow = await device.db.shadow.get([kind, id]);
  if (shadow === undefined) return undefined;
  const fields = shadow.payload && (await openFields(device.vault, `${kind}|${id}`, shadow.payload));
  const below = fields ? { scope: shadow.scope, fields } : undefined;
  return sent.reduce<ReturnType<Device["rules"]["overlayOp"]>>(
    (row, { op }) => device.rules.overlayOp(row, op),
    below,
  )?.fields;
}
