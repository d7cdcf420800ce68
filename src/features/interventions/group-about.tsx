// The group's name, and putting it away when it has ended.
import { useState } from "preact/hooks";
import type { Day } from "../../domain/calendar.ts";
import * as records from "../../domain/records.ts";
import { change } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useDirectory } from "../shared/directory.tsx";
import { useDirtyForm } from "../shared/dirty-form.ts";
import { useHasRole } from "../shared/roles.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import { isNowOrLater } from "./dated-rows.ts";
import { EndButton } from "./end-button.tsx";
import { NurtureBox } from "./nurture-box.tsx";
import type { GroupPart } from "./group-screen.tsx";

export function GroupAbout(part: GroupPart) {
  const isSenco = useHasRole("senco");
  if (!isSenco) return null;
  return (
    <Disclosure summary="Name, kind, and putting the group away">
      <Stack>
        <Rename {...part} />
        <Nurture {...part} />
        {part.group.record.archived !== true && <PutAway {...part} />}
      </Stack>
    </Disclosure>
  );
}

function Rename({ group }: GroupPart) {
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const before = group.record.name;
  const [name, setName] = useState(before);
  useDirtyForm(name !== before);
  const rename = async () => {
    const wanted = name.trim();
    if (wanted === "" || wanted === before) return;
    if (!(await saving.save([change(records.group, group, { name: wanted })]))) return;
    const undo = async () => {
      if (await saving.save([change(records.group, group, { name: before })])) setName(before);
    };
    offerUndo({ message: "Saved on this tablet", undo });
  };
  return (
    <>
      <ProblemNotice problem={saving.problem} />
      <TextField
        label="Name of the group"
        value={name}
        onChange={setName}
        maxLength={80}
        error={name.trim() === "" ? "Enter a name." : undefined}
      />
      <Cluster>
        <Button busy={saving.isSaving} onClick={() => void rename()}>
          Save the name
        </Button>
      </Cluster>
    </>
  );
}

function Nurture({ group }: GroupPart) {
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const set = async (isNurture: boolean) => {
    if (!(await saving.save([change(records.group, group, { isNurture })]))) return;
    offerUndo({ message: "Saved on this tablet" });
  };
  return (
    <>
      <ProblemNotice problem={saving.problem} />
      <NurtureBox checked={group.record.isNurture === true} onChange={(is) => void set(is)} />
    </>
  );
}

function PutAway({ id, group }: GroupPart) {
  const { slotsById } = useDirectory();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const open = [...slotsById.values()].filter(
    (one) => one.record.groupId === id && isNowOrLater(one.record, today),
  );
  const putAway = async (lastDay: Day) => {
    // Its times end too: what is planned comes from them, and last week's plan must stay as it was.
    const ended = open.map((one) => change(records.slot, one, { to: lastDay }));
    if (!(await saving.save([change(records.group, group, { archived: true }), ...ended]))) return false;
    const undo = async () => {
      const again = open.map((one) => change(records.slot, one, { to: one.record.to ?? null }));
      await saving.save([change(records.group, group, { archived: false }), ...again]);
    };
    offerUndo({ message: "Put away. Its sessions stay in every figure.", undo });
    return true;
  };
  return (
    <Cluster>
      <EndButton label="Put the group away" what={group.record.name} saving={saving} onEnd={putAway} />
    </Cluster>
  );
}

/** Stands above a group that was put away, with the way back. */
export function PutAwayNotice({ group }: GroupPart) {
  const isSenco = useHasRole("senco");
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  if (group.record.archived !== true) return null;
  const bringBack = async () => {
    if (!(await saving.save([change(records.group, group, { archived: false })]))) return;
    offerUndo({ message: "The group is back. Add its times again below." });
  };
  return (
    <Notice
      tone="info"
      title="This group was put away"
      action={
        isSenco && (
          <Button busy={saving.isSaving} onClick={() => void bringBack()}>
            Bring it back
          </Button>
        )
      }
    >
      {saving.problem ?? "Nothing more is planned for it. What was logged stays in every figure."}
    </Notice>
  );
}
