// Who it was for: children of one's own groups one tap away, everybody else by name, and a child who is not on the list yet.
import { isInForce } from "../../domain/pupil.ts";
import type { PupilId } from "../../domain/ids.ts";
import { ChipGroupMany } from "../../ui/chip-group-many.tsx";
import { Combobox } from "../../ui/combobox.tsx";
import { Stack } from "../../ui/stack.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { usePupilOptions } from "../shared/pupil-options.ts";
import type { DraftPupil, SessionDraft } from "../shared/session-draft.ts";
import { NewChild } from "../shared/new-child.tsx";
import type { DraftPart } from "./session-form.tsx";

const mostChips = 24;

export function PupilPicker({ draft, onChange, errorOf }: DraftPart) {
  const options = usePupilOptions(draft.date);
  const near = useNearPupils(draft);
  const chosen = draft.pupils.map((one) => one.pupilId);
  const chips = options
    .filter((one) => near.has(one.value) || chosen.includes(one.value))
    .slice(0, mostChips + chosen.length);
  const choose = (ids: readonly PupilId[]) => {
    const pupils = ids.map(
      (pupilId): DraftPupil =>
        draft.pupils.find((one) => one.pupilId === pupilId) ?? { pupilId, status: "here" },
    );
    onChange({ ...draft, pupils, enrolledIds: draft.groupId ? draft.enrolledIds : [...ids] });
  };
  return (
    <Stack>
      <ChipGroupMany
        id="session-pupils"
        label="Who was it for?"
        options={chips.map(({ value, label }) => ({ value, label }))}
        values={chosen}
        onChange={choose}
        error={errorOf("pupils")}
      />
      <Combobox
        label="Find another child"
        options={options.filter((one) => !chosen.includes(one.value))}
        value={undefined}
        onChange={(value) => {
          const pupil = options.find((one) => one.value === value);
          if (pupil) choose([...chosen, pupil.value]);
        }}
      />
      <NewChild onAdded={(pupilId) => choose([...chosen, pupilId])} />
    </Stack>
  );
}

/** The children of the groups that this person runs. */
function useNearPupils(draft: SessionDraft): Set<PupilId> {
  const { device } = useAlongside();
  const { groupStaff, members } = useDirectory();
  const own = groupStaff.filter(
    (one) => one.record.staffId === device.staffId && isInForce(one.record, draft.date),
  );
  const groupIds = new Set(own.map((one) => one.record.groupId));
  const near = members.filter((one) => groupIds.has(one.record.groupId) && isInForce(one.record, draft.date));
  return new Set(near.map((one) => one.record.pupilId));
}
