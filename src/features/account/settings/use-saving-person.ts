// Saving what was changed about a member of staff. Who decides what somebody may do is asked again who they are, before it is
// saved and with the form still open: sent without that, the server would refuse it later.
import { useState } from "preact/hooks";
import type { StaffId } from "../../../domain/ids.ts";
import * as records from "../../../domain/records.ts";
import type { ClassTeacher, Staff } from "../../../domain/staff.ts";
import type { Stored } from "../../../storage/read.ts";
import { change } from "../../../storage/write.ts";
import { useAlongside } from "../../shared/context.ts";
import { useProveSelf } from "../../shared/prove-self.tsx";
import { useSaving } from "../../shared/saving.tsx";
import { useToday } from "../../shared/today.ts";
import { useOfferUndo } from "../../shared/undo.tsx";
import { changesRights, personChanges, type PersonDraft } from "./person-changes.ts";

interface SavingPerson {
  /** Resolves true when it is saved on this tablet. */
  readonly save: (draft: PersonDraft) => Promise<boolean>;
  readonly isSaving: boolean;
  readonly problem: string | undefined;
  /** To be put on the page once. */
  readonly question: preact.JSX.Element | null;
}

export function useSavingPerson(
  staffId: StaffId,
  person: Stored<Staff>,
  current: Stored<ClassTeacher> | undefined,
): SavingPerson {
  const { api, device, sync } = useAlongside();
  const today = useToday();
  const saving = useSaving();
  const proving = useProveSelf();
  const offerUndo = useOfferUndo();
  const [isAsking, setIsAsking] = useState(false);
  const [unproven, setUnproven] = useState<string>();
  const { record } = person;
  const mayChange = async (draft: PersonDraft) => {
    if (!changesRights(draft, record)) return true;
    setIsAsking(true);
    const answer = await proving.whenProven(() => api.isProven());
    setIsAsking(false);
    setUnproven(answer.ok ? undefined : answer.message);
    return answer.ok;
  };
  const save = async (draft: PersonDraft) => {
    if (!(await mayChange(draft))) return false;
    const on = { staffId, today, newId: device.newId };
    if (!(await saving.save(personChanges(draft, person, current, on)))) return false;
    // At once: what was proved counts for ten minutes.
    if (changesRights(draft, record)) void sync.syncNow();
    const back = { name: record.name, shortName: record.shortName, roles: record.roles };
    const undo = async () => void (await saving.save([change(records.staff, person, back)]));
    // A last day and a class cannot be cleared, only set anew, so the undo offers what it can keep.
    const canUndo =
      draft.leftOn === undefined && draft.className.trim() === (current?.record.className ?? "");
    offerUndo({ message: "Saved on this tablet", ...(canUndo && { undo }) });
    return true;
  };
  const isSaving = isAsking || saving.isSaving;
  return { save, isSaving, problem: unproven ?? saving.problem, question: proving.question };
}
