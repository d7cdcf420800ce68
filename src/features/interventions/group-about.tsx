// The group's name, and putting it away when it has ended.
import { useState } from "preact/hooks";
import * as records from "../../domain/records.ts";
import { change } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useHasRole } from "../shared/roles.ts";
import { useSaving } from "../shared/saving.tsx";
import { useOfferUndo } from "../shared/undo.tsx";
import type { GroupPart } from "./group-screen.tsx";

export function GroupAbout({ group }: GroupPart) {
  const isSenco = useHasRole("senco");
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [name, setName] = useState(group.record.name);
  if (!isSenco) return null;
  const rename = async () => {
    if (name.trim() === "" || !(await saving.save([change(records.group, group, { name: name.trim() })])))
      return;
    offerUndo({ message: "Saved on this tablet" });
  };
  const putAway = async () => {
    if (!(await saving.save([change(records.group, group, { archived: true })]))) return;
    const undo = async () => void (await saving.save([change(records.group, group, { archived: false })]));
    offerUndo({ message: "Put away. Its sessions stay in every figure.", undo });
  };
  return (
    <Disclosure summary="Name, and putting the group away">
      <Stack>
        {saving.problem !== undefined && <Notice tone="problem">{saving.problem}</Notice>}
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
          <Button variant="quiet" onClick={() => void putAway()}>
            Put the group away
          </Button>
        </Cluster>
      </Stack>
    </Disclosure>
  );
}
