// The form for the server as a second copy carries it: with the standing that its database had when it was made.
import type { OutboxRow, SyncState } from "./database.ts";
import type { SpareForm } from "./spare-copies.ts";

/** What of a database's standing goes with a form. */
export type FormState = Pick<
  SyncState,
  "clientId" | "formerly" | "cursor" | "paging" | "durable" | "baseCap"
>;

/** @returns null for an entry that has no form, or one that was made for another number or client */
export function spareFormOf(
  { clientId, formerly, cursor, paging, durable, baseCap }: FormState,
  { n, forServer }: Pick<OutboxRow, "n" | "forServer">,
): SpareForm | null {
  if (forServer === null || forServer.client !== clientId || forServer.n !== n) return null;
  const { keyId, sealed } = forServer;
  const isCapped = baseCap !== null && (baseCap.untilN === null || n < baseCap.untilN);
  const seen = paging?.upTo ?? cursor;
  return { keyId, sealed, formerly, seen, durable, cap: isCapped ? baseCap.seq : null };
}
