// What becomes of this device's own mutations when the server has answered: acknowledged ones are kept until a backup of
// the server holds them, and what was refused or merged only in part is kept for its person to settle.
import type { PullPage } from "../protocol/messages.ts";
import type { OutboxRow, ProblemRow } from "./database.ts";
import type { Device } from "./device.ts";
import { mirrorOutbox } from "./spare-outbox.ts";

/**
 * Marks entries as acknowledged and lets go of those that need not be kept. Only database calls.
 * @returns whether the outbox is another than before
 */
export async function acknowledge(
  device: Device,
  page: PullPage,
  settled: readonly OutboxRow[],
): Promise<boolean> {
  const { outbox } = device.db;
  const ackAt = page.serverAt;
  // Also what was refused is kept: a server that was put back may take it.
  const erased = new Set(page.results.filter((one) => one.status === "erased").map((one) => one.n));
  const acknowledged = settled.map((entry) => ({ ...entry, ackSeq: page.upTo.seq, ackAt }));
  const isKept = (entry: OutboxRow) =>
    !erased.has(entry.n) && device.rules.isKeptAfterAck(entry, page.durable, page.serverAt);
  await outbox.bulkPut(acknowledged.filter(isKept));
  await outbox.bulkDelete(acknowledged.filter((entry) => !isKept(entry)).map((entry) => entry.n));
  if (page.more) return settled.length > 0;
  const covered = await outbox.where("ackSeq").between(1, page.durable, true, true).primaryKeys();
  await outbox.bulkDelete(covered);
  return settled.length > 0 || covered.length > 0;
}

/** The notices that a page brings. An erased one keeps no word of what was sent. */
export async function problemsOf(
  device: Device,
  page: PullPage,
  settled: readonly OutboxRow[],
): Promise<ProblemRow[]> {
  const problems = page.results.map(async (result): Promise<ProblemRow[]> => {
    const entry = settled.find((one) => one.n === result.n);
    if (entry === undefined || result.status === "ok") return [];
    const { n, id: mutationId, v, at, touches, subjects } = entry;
    const isErased = result.status === "erased";
    const payload = isErased ? await device.vault.seal(`outbox|${mutationId}`, "[]") : entry.payload;
    const about = { why: result.why ?? "forbidden", about: result.about ?? [], conflicts: result.lost ?? [] };
    return [{ mutationId, n, v, at, touches, subjects, payload, status: result.status, ...about }];
  });
  return (await Promise.all(problems)).flat();
}

/** Lets go of what was acknowledged longer ago than it is kept. By the server's clock: ours may say anything. */
export async function dropOldAcknowledged(device: Device, serverAt: string): Promise<void> {
  const { outbox } = device.db;
  const entries = await outbox.where("ackSeq").above(0).toArray();
  const old = entries.filter((entry) => !device.rules.isKeptAfterAck(entry, 0, serverAt));
  await outbox.bulkDelete(old.map((entry) => entry.n));
  if (old.length > 0) await mirrorOutbox(device);
}
