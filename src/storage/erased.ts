// When the server says that a pupil was erased, this device keeps no word of the pupil either: not in what it has sent
// and still keeps, and not in notices. What has not been sent yet is judged by the server.
import type { Registry } from "../domain/record-kind.ts";
import type { Op } from "../protocol/change.ts";
import { hasWordsOfPupil } from "../protocol/erasure.ts";
import type { PullPage, Row } from "../protocol/messages.ts";
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

/**
 * Works out what goes with the tombstones of a page, and with what its results say of somebody erased. Everything here
 * happens before the transaction.
 * @param known pupils whose erasure came earlier
 * @param settled entries that the page acknowledges
 * @param problems notices that the page brings
 */
export async function emptyErased(
  device: Device,
  page: Pick<PullPage, "rows" | "results" | "lastN">,
  known: readonly string[],
  settled: readonly OutboxRow[],
  problems: readonly ProblemRow[],
): Promise<Emptied> {
  const told = await emptyTold(device, page, settled, problems);
  const tombstones = tombstonesOf(device.registry, page.rows);
  const isNews = tombstones.addresses.size > 0;
  const isTold = ({ n }: { readonly n: number }) => told.entries.some((one) => one.n === n);
  // Also what the server has taken and a later page acknowledges: the tombstones will not come again with that one.
  const isTaken = (entry: OutboxRow) => entry.ackSeq !== 0 || entry.n <= page.lastN;
  const touched = isNews ? (await touchedBy(device, tombstones)).filter(isTaken) : [];
  // What is acknowledged now may have been made before this device heard of an erasure, and refused unread since.
  const late = known.length > 0 ? settled.filter((one) => !touched.some(({ n }) => n === one.n)) : [];
  const taken = [...touched, ...late].filter((one) => !isTold(one));
  const all = { ...tombstones, pupilIds: [...known, ...tombstones.pupilIds] };
  const isAwaited = ({ n, ackSeq }: OutboxRow) => ackSeq === 0 && !settled.some((one) => one.n === n);
  const entries = taken.map(async (entry) => {
    const left = await withoutErased(device, entry, all);
    // What is still to be acknowledged stays, with nothing in it: its person is to hear what became of it.
    return { n: entry.n, payload: left ?? (isAwaited(entry) ? await sealNothing(device, entry.id) : null) };
  });
  const notices = [
    ...problems.filter((one) => !isTold(one)),
    ...(isNews ? await device.db.problems.toArray() : []),
  ];
  const emptied = notices.map(async ({ mutationId, payload, subjects }) => {
    const left = await withoutErased(device, { id: mutationId, payload, subjects }, all);
    return { mutationId, payload: left ?? (await sealNothing(device, mutationId)) };
  });
  return {
    entries: [...told.entries, ...(await Promise.all(entries))],
    problems: [...told.problems, ...(await Promise.all(emptied))],
  };
}

/** Of an erased pupil every entry is looked through: what never reached the server has no tombstone to be found by. */
async function touchedBy(device: Device, { addresses, pupilIds }: Tombstones): Promise<OutboxRow[]> {
  const { outbox } = device.db;
  if (pupilIds.length > 0) return await outbox.toArray();
  return await outbox
    .where("touches")
    .anyOf([...addresses])
    .distinct()
    .toArray();
}

async function emptyTold(
  device: Device,
  page: Pick<PullPage, "results">,
  settled: readonly OutboxRow[],
  problems: readonly ProblemRow[],
): Promise<Emptied> {
  const entries: { n: number; payload: SealedBytes | null }[] = [];
  const emptied: { mutationId: string; payload: SealedBytes }[] = [];
  for (const { n, erased = [] } of page.results) {
    const entry = settled.find((one) => one.n === n);
    if (entry === undefined || erased.length === 0) continue;
    const addresses = new Set(erased.map(([kind, id]) => `${kind}|${id}`));
    const payload = await withoutErased(device, entry, { addresses, pupilIds: [] });
    entries.push({ n, payload });
    if (problems.some((one) => one.n === n)) {
      emptied.push({ mutationId: entry.id, payload: payload ?? (await sealNothing(device, entry.id)) });
    }
  }
  return { entries, problems: emptied };
}

/** Only database calls: part of the transaction that applies the page. */
export async function writeEmptied(device: Device, { entries, problems }: Emptied): Promise<void> {
  for (const { n, payload } of entries) {
    await (payload === null
      ? device.db.outbox.delete(n)
      : device.db.outbox.update(n, { payload, forServer: null }));
  }
  for (const { mutationId, payload } of problems) await device.db.problems.update(mutationId, { payload });
}

/** An entry of which no word is left. */
async function sealNothing(device: Device, mutationId: string): Promise<SealedBytes> {
  return await device.vault.seal(`outbox|${mutationId}`, "[]");
}

function tombstonesOf(registry: Registry, rows: readonly Row[]): Tombstones {
  const gone = rows.filter(([, , , , fields]) => fields === null);
  return {
    addresses: new Set(gone.map(([kind, id]) => `${kind}|${id}`)),
    pupilIds: erasedPupilsIn(registry, rows),
  };
}

/** The pupils whose erasure these rows bring. */
export function erasedPupilsIn(registry: Registry, rows: readonly Row[]): string[] {
  const isErasedPupil = ([kind, id, , , fields]: Row) =>
    fields === null && registry.get(kind)?.subject?.({}, id) === id;
  return rows.filter(isErasedPupil).map(([, id]) => id);
}

async function withoutErased(
  device: Device,
  entry: Pick<OutboxRow, "id" | "payload" | "subjects">,
  { addresses, pupilIds }: Tombstones,
): Promise<SealedBytes | null> {
  const speaksOfPupil = (op: Op) => {
    if (!hasWordsOfPupil(device.registry.get(op.kind))) return false;
    const text = `${JSON.stringify(op.fields)} ${entry.subjects[`${op.kind}|${op.id}`] ?? ""}`;
    return pupilIds.some((id) => text.includes(id));
  };
  const ops = await opsOf(device, entry);
  const left = ops.filter((op) => !addresses.has(`${op.kind}|${op.id}`) && !speaksOfPupil(op));
  if (left.length === ops.length) return entry.payload;
  return left.length === 0 ? null : await device.vault.seal(`outbox|${entry.id}`, JSON.stringify(left));
}
