// The dialogs in which a place is made or changed, and in which a child's half-days change from a day on.
import { useState } from "preact/hooks";
import { addDays, mondayOf, parseDay } from "../../domain/calendar.ts";
import { gridOn, halfDays as allHalfDays, type HalfDay, type HalfDayGrid } from "../../domain/half-days.ts";
import { derivedId, type PupilId } from "../../domain/ids.ts";
import type { NurturePlacement } from "../../domain/nurture-placement.ts";
import * as records from "../../domain/records.ts";
import { readRecord, type Stored } from "../../storage/read.ts";
import { change, make, type Change } from "../../storage/write.ts";
import { DateField } from "../../ui/date-field.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirtyForm } from "../shared/dirty-form.ts";
import { SavingDialog } from "../shared/saving-form.tsx";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import { HalfDayField } from "./half-day-field.tsx";
import {
  draftOfPlace,
  placeChanges,
  placeProblems,
  type PlaceDraft,
  type PlaceFacts,
} from "./place-draft.ts";
import { PlaceForm } from "./place-form.tsx";
import { placeUndo } from "./place-undo.ts";
import { useHereDays } from "./use-here-days.ts";

export function PlaceDialog(props: {
  readonly facts: PlaceFacts;
  readonly before: Stored<NurturePlacement> | undefined;
  readonly title: string;
  readonly onClose: () => void;
}) {
  const { facts, before } = props;
  const { device } = useAlongside();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [draft, setDraft] = useState<PlaceDraft>(() =>
    before
      ? draftOfPlace(before.record)
      : {
          pupilId: undefined,
          dates: { referredOn: today },
          unclear: [],
          entryReason: null,
          exitReason: null,
          halfDays: facts.meets,
        },
  );
  const [attempt, setAttempt] = useState(0);
  useDirtyForm(true);
  const hereOn = useHereDays(before?.record);
  const save = async () => {
    setAttempt(attempt + 1);
    if (hereOn === undefined) return;
    const changes = placeChanges(draft, facts, before, device.newId, hereOn);
    if (changes === undefined || !(await saving.save(changes))) return;
    offerUndo({ message: "Saved on this tablet", undo: () => undo(changes) });
    props.onClose();
  };
  const undo = async (saved: readonly Change[]) => {
    const idOf = (kind: string) => saved.find((one) => one.kind.name === kind)?.id;
    const place = await readRecord(device, records.nurturePlacement, idOf("nurturePlacement") ?? "");
    const now = await readRecord(device, records.groupMember, idOf("groupMember") ?? "");
    const member = now && { now, before: facts.members.find((one) => one.id === now.id)?.record };
    if (place) await saving.save(placeUndo(place, before?.record, member));
  };
  return (
    <SavingDialog
      open
      title={props.title}
      saving={saving}
      saveLabel="Save the place"
      onSave={save}
      onClose={props.onClose}
    >
      <PlaceForm
        draft={draft}
        onChange={setDraft}
        problems={attempt === 0 ? [] : placeProblems(draft, hereOn)}
        attempt={attempt}
        isNew={before === undefined}
        meets={facts.meets}
      />
    </SavingDialog>
  );
}

/** Other half-days from a day on; what was expected before it stays as it was. */
export function HalfDaysDialog(props: {
  readonly facts: PlaceFacts;
  readonly pupilId: PupilId;
  readonly name: string;
  /** Of this child in this group. */
  readonly grids: readonly Stored<HalfDayGrid>[];
  readonly onClose: () => void;
}) {
  const { facts, pupilId, grids } = props;
  const { device } = useAlongside();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [from, setFrom] = useState<string | undefined>(addDays(mondayOf(today), 7));
  const earlier = grids.map((one) => one.record);
  const [values, setValues] = useState<readonly HalfDay[]>(gridOn(earlier, today)?.halfDays ?? facts.meets);
  const [attempt, setAttempt] = useState(0);
  useDirtyForm(true);
  const save = async () => {
    setAttempt(attempt + 1);
    const day = parseDay(from ?? "");
    if (day === undefined) return;
    const { groupId } = facts;
    const halfDays = [...values];
    const same = grids.find((one) => one.record.from === day);
    const id = derivedId("half-days", groupId, pupilId, day);
    const wish = same
      ? change(records.halfDayGrid, same, { halfDays })
      : make(records.halfDayGrid, id, { groupId, pupilId, from: day, halfDays });
    if (!(await saving.save([wish]))) return;
    const undo = async () => {
      const saved = await readRecord(device, records.halfDayGrid, same?.id ?? id);
      const before = gridOn(earlier, day)?.halfDays ?? allHalfDays;
      if (saved) await saving.save([change(records.halfDayGrid, saved, { halfDays: [...before] })]);
    };
    offerUndo({ message: "Saved on this tablet", undo });
    props.onClose();
  };
  return (
    <SavingDialog
      open
      title={`Half-days of ${props.name}`}
      saving={saving}
      saveLabel="Save the half-days"
      onSave={save}
      onClose={props.onClose}
    >
      <DateField
        label="From"
        hint="What was expected before that day stays as it was."
        value={from}
        onChange={setFrom}
        error={attempt > 0 && from === undefined ? "Enter the day as day, month and year." : undefined}
      />
      <HalfDayField label="Half-days in the group" values={values} meets={facts.meets} onChange={setValues} />
    </SavingDialog>
  );
}
