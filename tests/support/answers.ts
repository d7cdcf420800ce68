// A save of this device as the server answers it: merged in part, refused or taken.
import { v7 } from "uuid";
import type { LostValue, MutationResult, Row } from "../../src/protocol/messages.ts";
import { syncStateOf, type Device } from "../../src/storage/device.ts";
import { saveChanges, type Change } from "../../src/storage/write.ts";
import { pageOf, receive } from "./device.ts";

/** Saves, as a screen does. @returns the mutation's number */
export async function save(device: Device, ...changes: readonly Change[]): Promise<number> {
  const result = await saveChanges(device, v7(), changes);
  if (!result.ok) throw new Error(`Not saved: ${result.refusal.code}`);
  return result.n;
}

/** The server's answer to everything up to `n`, with its rows as they stand. */
export async function answer(
  device: Device,
  n: number,
  rows: readonly Row[],
  result: Omit<MutationResult, "n"> = { status: "ok" },
): Promise<void> {
  const upTo = { epoch: "test", seq: 1000 + n, tag: `answer-${n}` };
  const lastId = (await device.db.outbox.get(n))?.id ?? null;
  await receive(
    device,
    pageOf(rows, { upTo, after: upTo.seq, lastN: n, lastId, results: [{ n, ...result }] }),
  );
}

/** The answer to a change that met another: these values were not taken. */
export function conflictOver(...lost: readonly LostValue[]): Omit<MutationResult, "n"> {
  const about = lost.map(({ kind, id }): [string, string] => [kind, id]);
  return { status: "conflict", why: "changed-by-another", about, lost: [...lost] };
}

/** Everything that this device may hold has come: nothing is being got any more. */
export async function allIsHere(device: Device): Promise<void> {
  const { cursor, filling } = await syncStateOf(device.db);
  const upTo = cursor ?? { epoch: "test", seq: 0, tag: "tag-0" };
  const filled = Object.keys(filling).map((scope) => ({ scope, place: null, part: 1 }));
  await receive(device, pageOf([], { upTo, after: upTo.seq, filled }));
}
