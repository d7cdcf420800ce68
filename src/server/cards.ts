// Opens the cards that were written on a tablet that did not know their writer, and puts each into the log of the person
// whose session it is said to be, as something to finish. The tablet's credential says only where a card comes from; who
// wrote it stays a claim, so it is in no figure until that person has finished it.
import { daysBetween, dayInZone } from "../domain/calendar.ts";
import { unfinished } from "../domain/records.ts";
import {
  cardInfo,
  cardSchema,
  sealedCardsRequestSchema,
  sealedCardsResponseSchema,
  type Card,
} from "../protocol/card-messages.ts";
import { audit } from "./audit.ts";
import type { Parts } from "./parts.ts";
import { refuse } from "./refusal.ts";
import { openRoute } from "./route.ts";
import { openSealed } from "./sealing-keys.ts";
import { inTransaction } from "./storage/database.ts";
import { loadRecords } from "./storage/record-rows.ts";
import type { TabletRow } from "./storage/tablet-rows.ts";
import { tabletOf } from "./tablet-credential.ts";
import { writeNewRecords, type NewRecord } from "./write-records.ts";

/** A card that is older than this is about a session that can no longer be logged. */
const oldestDays = 60;

const cards = openRoute({
  path: "/api/tablet/cards",
  method: "post",
  rate: "sync",
  summary: "Takes sealed cards from an enrolled tablet; each waits in its person's log to be finished.",
  request: sealedCardsRequestSchema,
  response: sealedCardsResponseSchema,
  answer: async ({ parts, request, body }) => {
    const tablet = await tabletOf(parts, request);
    if (tablet === undefined) return refuse("not-enrolled");
    const settled: string[] = [];
    for (const { id, keyId, sealed } of body.cards) {
      const info = cardInfo(tablet.school, id);
      const text = await openSealed(parts, tablet.school, keyId, info, Buffer.from(sealed, "base64"));
      const card = text === undefined ? undefined : cardSchema.safeParse(jsonOf(text)).data;
      if (card !== undefined && (await isOfThisSchool(parts, tablet.school, card)))
        await keepOnce(parts, tablet, id, card);
      // What nobody can open, or is about nobody here, would otherwise be sent for ever.
      settled.push(id);
    }
    return { settled };
  },
});

async function isOfThisSchool(parts: Parts, school: string, card: Card): Promise<boolean> {
  const person = (await parts.facts.read(parts.db, school)).person(card.staffId);
  const today = dayInZone(parts.clock.nowMs());
  const age = daysBetween(card.date, today);
  const hadLeft = person?.leftOn !== undefined && person.leftOn < card.date;
  return person !== undefined && !hadLeft && age >= -1 && age <= oldestDays;
}

/** A card that comes twice, because the first answer was lost, is kept once. */
async function keepOnce(parts: Parts, tablet: TabletRow, id: string, card: Card): Promise<void> {
  const { school } = tablet;
  const { staffId: authorId, at: recordedAt, ...noted } = card;
  const fields = { ...noted, authorId, recordedAt };
  const scope = unfinished.scope?.(fields, id);
  if (scope === undefined) throw new Error("A card to finish has a scope of its own.");
  const record: NewRecord = { kind: unfinished.name, id, scope, fields };
  const seq = await inTransaction(parts.db, async (tx) => {
    const [known] = await loadRecords(tx, school, new Map([[unfinished.name, new Set([id])]]));
    if (known !== undefined) return undefined;
    const made = await writeNewRecords(tx, parts, school, authorId, [record]);
    const about = { person: authorId, what: "card" };
    await audit(parts, tx, {
      school,
      event: "sealed-work-received",
      staffId: null,
      tablet: tablet.id,
      about,
    });
    return made;
  });
  if (seq !== undefined) parts.pokes.poke(school, seq, "", [scope]);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}

export const cardRoutes = [cards] as const;
