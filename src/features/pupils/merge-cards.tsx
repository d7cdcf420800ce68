// Two cards of one child become one: sessions stay where they are and are found together. Undone by one tap.
import { pupilIdSchema, type PupilId } from "../../domain/ids.ts";
import type { Pupil } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import type { Stored } from "../../storage/read.ts";
import { change } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { Combobox } from "../../ui/combobox.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Stack } from "../../ui/stack.tsx";
import { usePupilOptions } from "../shared/pupil-options.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";

export function MergeCards({ id, card }: { readonly id: PupilId; readonly card: Stored<Pupil> }) {
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const options = usePupilOptions(today).filter((one) => one.value !== id);
  const merge = async (into: PupilId | null) => {
    const before = card.record.mergedInto ?? null;
    if (!(await saving.save([change(records.pupil, card, { mergedInto: into })]))) return;
    const undo = async () => void (await saving.save([change(records.pupil, card, { mergedInto: before })]));
    offerUndo({ message: into ? "The cards are merged" : "The cards are apart again", undo });
  };
  return (
    <Disclosure summary="This card is a double of another">
      <Stack>
        {saving.problem !== undefined && <Notice tone="problem">{saving.problem}</Notice>}
        {card.record.mergedInto ? (
          <Button busy={saving.isSaving} onClick={() => void merge(null)}>
            Take the cards apart
          </Button>
        ) : (
          <Combobox
            label="The card to keep"
            hint="This card's sessions are then found there."
            options={options}
            value={undefined}
            onChange={(value) => {
              const into = pupilIdSchema.safeParse(value);
              if (into.success) void merge(into.data);
            }}
          />
        )}
      </Stack>
    </Disclosure>
  );
}
