// Seals a write-only card to the school's server and keeps it until it has been sent.
import type { CardDraft } from "../features/unlock/unlock-door.ts";
import { cardInfo, cardSchema } from "../protocol/card-messages.ts";
import { instantOf } from "../protocol/clock.ts";
import { keepCard } from "../storage/shell-tablet.ts";
import { createServerSeal } from "../vault/seal-to-server.ts";
import type { AppParts } from "./parts.ts";

export async function sealCard(
  parts: AppParts,
  schoolId: string,
  key: { readonly id: string; readonly publicKey: string },
  draft: CardDraft,
): Promise<void> {
  const id = parts.newId();
  const { person, ...about } = draft;
  const card = cardSchema.parse({ ...about, staffId: person.staffId, at: instantOf(parts.clock) });
  const { seal } = createServerSeal();
  const sealed = await seal(key.publicKey, cardInfo(schoolId, id), JSON.stringify(card));
  await keepCard(parts.shell, { id, keyId: key.id, sealed });
}
