// The last list of totals that was saved, for 24 hours, with the way to take it back.
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { sayCount } from "../../ui/words.ts";
import type { TotalsImport } from "./use-totals-import.ts";

export function UndoTotals({ totals }: { readonly totals: TotalsImport }) {
  const { kept, saving } = totals;
  if (totals.isUndone)
    return (
      <Notice tone="success" announce>
        The list was taken back. Its assessments stay readable and count nowhere.
      </Notice>
    );
  if (kept === undefined) return null;
  return (
    <Notice
      tone="info"
      title="Your last list"
      announce
      action={
        <Button icon="undo" busy={saving.isSaving} onClick={() => void totals.undo()}>
          Undo this list
        </Button>
      }
    >
      {`${sayCount(kept.ids.length, "assessment")} saved on this tablet. You can take them back for 24 hours.`}
    </Notice>
  );
}
