// Saving a session from any screen: what was there before is read, the changes are made, saved as one, and "Undo" offered.
import { instantNow } from "../../storage/access-facts.ts";
import type { Device } from "../../storage/device.ts";
import type { Change } from "../../storage/write.ts";
import { useAlongside } from "./context.ts";
import { readLogged } from "./logged.ts";
import type { Saving } from "./saving.tsx";
import { changesOf, voidChanges, type Author } from "./session-changes.ts";
import type { SessionDraft } from "./session-draft.ts";
import { useOfferUndo } from "./undo.tsx";

export function authorOf(device: Device): Author {
  return { staffId: device.staffId, at: instantNow(device) };
}

/**
 * @param saving the form's or button's own, where refusals are shown
 * @returns a function that saves a draft; true after the commit. `isKnownNew`: the screen has looked and nothing is
 * stored under the draft's id, not even something undone; should it be after all, the save is refused as "exists"
 */
export function useLogDraft(
  saving: Saving,
): (draft: SessionDraft, isKnownNew?: boolean, also?: readonly Change[]) => Promise<boolean> {
  const { device } = useAlongside();
  const offerUndo = useOfferUndo();
  return async (draft, isKnownNew = false, also = []) => {
    const before = isKnownNew ? undefined : await readLogged(device, draft.id);
    const isCounted = before !== undefined && !before.session.record.voided;
    const isSaved = await saving.save([...changesOf(draft, authorOf(device), before), ...also]);
    if (!isSaved) return false;
    const undo = async () => {
      const now = await readLogged(device, draft.id);
      if (now === undefined) return;
      const isTaken = await saving.save(voidChanges(now.session, authorOf(device), "undo"));
      if (isTaken) offerUndo({ message: "Undone. The session is not logged." });
    };
    offerUndo({ message: "Saved on this tablet", ...(!isCounted && { undo }) });
    return true;
  };
}
