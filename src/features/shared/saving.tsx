// How every screen saves: one form, one mutation id, one plain sentence when it did not work, nothing typed lost.
import { useMemo, useRef, useState } from "preact/hooks";
import type { SaveRefusal } from "../../storage/write.ts";
import { saveChanges, type Change } from "../../storage/write.ts";
import { useAlongside } from "./context.ts";

/** What to say, and do, when a save was refused. What was typed stays on the screen in every case. */
export function refusalSentence(refusal: SaveRefusal): string {
  switch (refusal.code) {
    case "exists":
      return "This is already there. If it is a session, open My log to see or change it.";
    case "gone":
      return "This is no longer on this tablet. Go back and open it again.";
    case "forbidden":
      return "You cannot change this. Ask your SENCO, who can. What you typed is still here.";
    case "invalid":
      return "Something here is not filled in as it should be. Check the form and save again.";
    case "storage-full":
      return "This tablet is full, so it was not saved. What you typed is still here. Free some space, then save again.";
    case "storage-closed":
      return "This tablet lost touch with its storage, so it was not saved. What you typed is still here. Save again; if that fails, close and reopen the app.";
    case "storage-stuck":
      return "This tablet's storage does not answer, so it is not saved yet. What you typed is still here. Save again.";
  }
}

export interface Saving {
  /** Resolves true after the commit, and false when refused; the sentence is then in `problem`. */
  readonly save: (changes: readonly Change[]) => Promise<boolean>;
  /** Under way for longer than a moment; a second tap is dropped from the first moment on. */
  readonly isSaving: boolean;
  readonly problem: string | undefined;
  readonly refusal: SaveRefusal | undefined;
}

/** A sign that comes and goes within this only unsettles, and drawing it twice takes longer than most saves. */
const shownAfterMs = 150;

/**
 * Saving for one form or one button. A second tap while the first is under way is dropped; a new save after a success
 * is a new mutation, and one after a fault replays the same mutation id, so that a late commit cannot save twice.
 */
export function useSaving(): Saving {
  const { device } = useAlongside();
  const mutationId = useRef(device.newId());
  const isBusy = useRef(false);
  const [isSaving, setIsSaving] = useState(false);
  const [refusal, setRefusal] = useState<SaveRefusal>();
  return useMemo(() => {
    const save = async (changes: readonly Change[]): Promise<boolean> => {
      if (isBusy.current) return false;
      isBusy.current = true;
      const timer = setTimeout(() => setIsSaving(true), shownAfterMs);
      try {
        const result = await saveChanges(device, mutationId.current, changes);
        setRefusal(result.ok ? undefined : result.refusal);
        if (result.ok) mutationId.current = device.newId();
        return result.ok;
      } finally {
        clearTimeout(timer);
        isBusy.current = false;
        setIsSaving(false);
      }
    };
    return { save, isSaving, refusal, problem: refusal && refusalSentence(refusal) };
  }, [device, isSaving, refusal]);
}
