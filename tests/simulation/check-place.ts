// Checked after everything that happened: a device that says "I have all up to here" has all up to here (I7), whatever died
// in between; and what one mutation changed is there together (I9).
import { grantCovers } from "../../src/domain/scope.ts";
import type { SyncState } from "../../src/storage/database.ts";
import type { SimDevice } from "./sim-device.ts";
import { Violation } from "./violation.ts";
import type { World } from "./world.ts";

interface Held {
  readonly id: string;
  readonly seq: number;
}

export function checkNoHole(world: World, device: SimDevice): void {
  const { state } = device;
  if (state?.cursor === null || state?.cursor === undefined) return;
  if (!isPlaceOf(world, device, state) || state.paging !== null) return;
  const being = [...Object.keys(state.filling), ...Object.keys(state.sweeping)];
  const { cursor, grants } = state;
  const rows = world.server.rows<{ kind: string; id: string; scope: string; seq: number }>(
    "select kind, id, scope, seq from record where school = ? and deleted = 0 and seq <= ?",
    device.person.school,
    cursor.seq,
  );
  for (const { kind, id, scope, seq } of rows) {
    const isHeld = grants.some((grant) => grantCovers(grant, scope));
    if (!isHeld || being.some((grant) => grantCovers(grant, scope))) continue;
    if (seqHere(device, kind, id) !== seq)
      throw new Violation(
        "I7",
        `${device.name} is at ${cursor.seq} and lacks ${kind} ${id} of ${scope} at ${seq}.`,
      );
  }
}

/** Whether the cursor names a place of the server's present history. */
function isPlaceOf(world: World, device: SimDevice, { cursor }: SyncState): boolean {
  const [commit] = world.server.rows<{ tag: string }>(
    'select tag from "commit" where school = ? and seq = ?',
    device.person.school,
    cursor?.seq ?? 0,
  );
  return commit !== undefined && commit.tag === cursor?.tag;
}

/** The server's row as the device holds it, under unsent changes or not. */
function seqHere(device: SimDevice, kind: string, id: string): number | undefined {
  const isAddress = (one: { readonly kind: string; readonly id: string }) =>
    one.kind === kind && one.id === id;
  const aside = device.disk.rows<Held & { kind: string }>("shadow").find(isAddress);
  const row = (aside ?? device.disk.row(kind, id)) as Held | undefined;
  return (row ?? device.disk.rows<Held & { kind: string }>("others").find(isAddress))?.seq;
}
