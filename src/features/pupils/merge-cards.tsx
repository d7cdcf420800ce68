// Two cards of one child made into one: the double points to the card that is kept, nothing is deleted, and clearing the
// pointer takes it back. Sessions of both count for the kept card from then on.
import { useState } from "preact/hooks";
import type { PupilId } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import { change } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { Combobox } from "../../ui/combobox.tsx";
import { useDirectory } from "../shared/directory.tsx";
import { SavingDialog } from "../shared/saving-form.tsx";
import { useSaving } from "../shared/saving.tsx";
import { useOfferUndo } from "../shared/undo.tsx";
import type { PupilCard } from "./pupil-cards.ts";

export function MergeCards({
  cards,
  doubleId,
}: {
  readonly cards: readonly PupilCard[];
  /** The card to put away, when it is known already. */
  readonly doubleId?: PupilId;
}) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button icon="copy" onClick={() => setIsOpen(true)}>
        Merge two cards
      </Button>
      {isOpen && <MergeDialog cards={cards} doubleId={doubleId} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function MergeDialog(props: {
  readonly cards: readonly PupilCard[];
  readonly doubleId: PupilId | undefined;
  readonly onClose: () => void;
}) {
  const { pupilsById } = useDirectory();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [double, setDouble] = useState<string | undefined>(props.doubleId);
  const [keep, setKeep] = useState<string>();
  const [isAsked, setIsAsked] = useState(false);
  // Cards that are not on the list yet stand first: they are the usual doubles.
  const doubles = props.cards.toSorted((a, b) => Number(b.isProvisional) - Number(a.isProvisional));
  const merge = async () => {
    setIsAsked(true);
    const [doubleCard, keptCard] = [double, keep].map((id) => props.cards.find((card) => card.id === id));
    const stored = doubleCard && pupilsById.get(doubleCard.id);
    if (!doubleCard || !keptCard || !stored || doubleCard.id === keptCard.id) return;
    if (!(await saving.save([change(records.pupil, stored, { mergedInto: keptCard.id })]))) return;
    const undo = async () => void (await saving.save([change(records.pupil, stored, { mergedInto: null })]));
    offerUndo({ message: "Merged. Their sessions now count for one child.", undo });
    props.onClose();
  };
  return (
    <SavingDialog
      open
      title="Merge two cards"
      saving={saving}
      saveLabel="Merge them"
      onSave={merge}
      onClose={props.onClose}
    >
      <p>When one child has two cards. Nothing is lost: you can part them again at any time.</p>
      <Combobox
        label="The double"
        hint="This card is put away."
        options={doubles.map(optionOf)}
        value={double}
        onChange={setDouble}
        error={isAsked && double === undefined ? "Choose the card that is too many." : undefined}
      />
      <Combobox
        label="The card to keep"
        options={props.cards.filter((card) => card.id !== double).map(optionOf)}
        value={keep}
        onChange={setKeep}
        error={
          isAsked && (keep === undefined || keep === double) ? "Choose the other card, to keep." : undefined
        }
      />
    </SavingDialog>
  );
}

function optionOf(card: PupilCard) {
  const place = card.className === "" ? "no class" : card.className;
  return {
    value: String(card.id),
    label: card.name,
    hint: card.isProvisional ? `${place}, not on the list yet` : place,
  };
}
