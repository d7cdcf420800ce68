// When the server says that a pupil was erased, this device keeps no word of the pupil either: not in what it has sent
// and still keeps, and not in notices. What has not been sent yet is judged by the server.
import type { Op } from "../protocol/change.ts";
import type { Row } from "../protocol/messages.ts";
import type { OutboxRow, ProblemRow } from "./database.ts";
import type { Device } from "./device.ts";
import { opsOf } from "./pending.ts";
import type { SealedBytes } from "../vault/vault.ts";

/** What an erasure changes here; null = nothing is left of it. */
export interface Emptied {
  readonly entries: readonly { readonly n: number; readonly payload: SealedBytes | null }[];
  readonly problems: readonly { readonly mutationId: string; readonly payload: SealedBytes }[];
}

interface Tombstones {
  readonly addresses: ReadonlySet<string>;
  readonly pupilIds: readonly string[];
}

/** Works out what goes with the tombstones of a page. Everything here happens before the transaction. */
export async function emptyErased(
  device: Device,
  rows: readonly Row[],
  problems: readonly ProblemRow[],
): Promise<Emptied> {
  const tombstones = tombstonesOf(device, rows);
  if (tombstones.addresses.size === 0) return { entries: [], problems: [] };
  const touched = await device.db.outbox
    .where("touches")
    .anyOf([...tombstones.addresses])
    .distinct()
    .toArray();
  const acknowledged = touched.filter((entry) => entry.ackSeq !== 0);
  const entries = await Promise.all(
    acknowledged.map(async (entry) => ({
      n: entry.n,
      payload: await withoutErased(device, entry, tombstones),
    })),
  );
  const known = [...problems, ...(await device.db.problems.toArray())];
  const emptied = await Promise.all(
    known.map(async (problem) => {
      const entry = { id: problem.mutationId, payload: problem.payload };
      const payload = await withoutErased(device, entry, tombstones);
      const nothing = () => device.vault.seal(`outbox|${problem.mutationId}`, "[]");
      return { mutationId: problem.mutationId, payload: payload ?? (await nothing()) };
    }),
  );
  return { entries, problems: emptied };
}

/** Only database calls: part of the transaction that applies the page. */
export async function writeEmptied(device: Device, { entries, problems }: Emptied): Promise<void> {
  for (const { n, payload } of entries) {
    await (payload === null ? device.db.outbox.delete(n) : device.db.outbox.update(n, { payload }));
  }
  for (const { mutationId, payload } of problems) await device.db.problems.update(mutationId, { payload });
}

function tombstonesOf(device: Device, rows: readonly Row[]): Tombstones {
  const gone = rows.filter(([, , , , fields]) => fields === null);
  const isPupil = ([kind, id]: Row) => device.registry.get(kind)?.subject?.({}, id) === id;
  return {
    addresses: new Set(gone.map(([kind, id]) => `${kind}|${id}`)),
    pupilIds: gone.filter(isPupil).map(([, id]) => id),
  };
}

async function withoutErased(
  device: Device,
  entry: Pick<OutboxRow, "id" | "payload">,
  { addresses, pupilIds }: Tombstones,
): Promise<SealedBytes | null> {
  const speaksOfPupil = (op: Op) => {
    const kind = device.registry.get(op.kind);
    const text = JSON.stringify(op.fields);
    const hasWords = kind === undefined || kind.subject !== undefined || kind.unlink !== undefined;
    return hasWords && pupilIds.some((id) => text.includes(id));
  };
  const ops = await opsOf(device, entry);
  const left = ops.filter((op) => !addresses.has(`${op.kind}|${op.id}`) && !speaksOfPupil(op));
  if (left.length === ops.length) return entry.payload;
  return left.length === 0 ? null : await device.vault.seal(`outbox|${entry.id}`, JSON.stringify(left));
}
