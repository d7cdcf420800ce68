// What one child is working on in a group. A new target ends the one before; what was logged under it keeps it.
import { useState } from "preact/hooks";
import { addDays } from "../../domain/calendar.ts";
import type { GroupMember, SessionTarget } from "../../domain/group.ts";
import { isInForce } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import type { Stored } from "../../storage/read.ts";
import { change, make } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useDirtyForm } from "../shared/dirty-form.ts";
import { justMade } from "../shared/just-made.ts";
import { useHasRole } from "../shared/roles.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import styles from "./interventions.module.css";

export function GroupTarget({ member }: { readonly member: GroupMember }) {
  const { targets } = useDirectory();
  const today = useToday();
  const canEdit = useHasRole("senco", "class-teacher");
  const [isOpen, setIsOpen] = useState(false);
  const current = targets
    .filter(({ record }) => record.groupId === member.groupId && record.pupilId === member.pupilId)
    .filter(({ record }) => isInForce(record, today))
    .toSorted((a, b) => (a.record.from < b.record.from ? -1 : 1))
    .at(-1);
  if (isOpen) return <TargetForm member={member} current={current} onClose={() => setIsOpen(false)} />;
  return (
    <p class={styles.target}>
      {current ? `Target: ${current.record.text}` : "No target yet"}{" "}
      {canEdit && (
        <button type="button" class={styles.textButton} onClick={() => setIsOpen(true)}>
          {current ? "Change the target" : "Add a target"}
        </button>
      )}
    </p>
  );
}

function TargetForm(props: {
  readonly member: GroupMember;
  readonly current: Stored<SessionTarget> | undefined;
  readonly onClose: () => void;
}) {
  const { member, current, onClose } = props;
  const { device } = useAlongside();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [text, setText] = useState(current?.record.text ?? "");
  const words = text.trim();
  useDirtyForm(words !== (current?.record.text ?? ""));
  const save = async (event: Event) => {
    event.preventDefault();
    if (words === (current?.record.text ?? "")) return onClose();
    const { groupId, pupilId } = member;
    const id = device.newId();
    const record = { groupId, pupilId, text: words, from: today };
    const yesterday = addDays(today, -1);
    const ended = current && change(records.sessionTarget, current, { to: yesterday });
    const made = words === "" ? undefined : make(records.sessionTarget, id, record);
    if (!(await saving.save([ended, made].filter((one) => one !== undefined)))) return undefined;
    const undo = async () => {
      const seen = justMade<SessionTarget>(id, record);
      const back = current && change(records.sessionTarget, current, { to: current.record.to ?? null });
      const gone = made && change(records.sessionTarget, seen, { to: yesterday });
      await saving.save([back, gone].filter((one) => one !== undefined));
    };
    offerUndo({ message: "Saved on this tablet", undo });
    return onClose();
  };
  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <Stack gap="small">
        <ProblemNotice problem={saving.problem} />
        <TextField
          label="Target"
          hint="Up to 120 characters, without need or status: adults of the group read it. Empty takes it away."
          value={text}
          onChange={setText}
          maxLength={120}
          width="full"
          takesFocus
        />
        <Cluster>
          <Button type="submit" busy={saving.isSaving}>
            Save the target
          </Button>
          <Button variant="quiet" onClick={onClose}>
            Close
          </Button>
        </Cluster>
      </Stack>
    </form>
  );
}
