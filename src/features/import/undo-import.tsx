// The last import, for 24 hours, with the way to take it back.
import { useState } from "preact/hooks";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { sayCount } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { deedNow } from "../shared/note-deed.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { forgetImport, planUndo, rememberedImport } from "./import-undo.ts";

const changesPerSave = 200;

export function UndoImport() {
  const { device } = useAlongside();
  const today = useToday();
  const saving = useSaving();
  const [kept, setKept] = useState(() => rememberedImport(device));
  const [told, setTold] = useState<string>();
  const undo = async () => {
    if (kept === undefined) return;
    const { changes, leftAlone } = await planUndo(device, kept.trace, today);
    // The first save says what was begun, so that it is in the audit however it ends.
    const rows = kept.pupilCount - leftAlone;
    const deed = deedNow(device, { event: "import-undone", what: "class-list", rows });
    const all = [deed, ...changes];
    for (let at = 0; at < all.length; at += changesPerSave) {
      if (!(await saving.save(all.slice(at, at + changesPerSave)))) return;
    }
    forgetImport(device);
    setKept(undefined);
    setTold(toldWords(leftAlone));
  };
  if (told !== undefined) {
    return (
      <Notice tone="success" announce>
        {told}
      </Notice>
    );
  }
  if (kept === undefined) return null;
  return (
    <Notice
      tone={saving.problem === undefined ? "info" : "problem"}
      title="Your last import"
      action={
        <Button icon="undo" busy={saving.isSaving} onClick={() => void undo()}>
          Undo this import
        </Button>
      }
    >
      {saving.problem ?? `${sayCount(kept.pupilCount, "pupil")} written. You can take it back for 24 hours.`}
    </Notice>
  );
}

function toldWords(leftAlone: number): string {
  const undone = "The import was taken back.";
  if (leftAlone === 0) return undone;
  return `${undone} ${sayCount(leftAlone, "new pupil")} with sessions or in a group ${leftAlone === 1 ? "was" : "were"} left as now.`;
}
