// Adding a member of staff: a name and what they may act as.
import { useState } from "preact/hooks";
import { roleLabel, roleSchema, type Role } from "../../../domain/staff.ts";
import { Button } from "../../../ui/button.tsx";
import { ChipGroupMany } from "../../../ui/chip-group-many.tsx";
import { Cluster } from "../../../ui/stack.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { useAlongside } from "../../shared/context.ts";
import { useProveSelf } from "../../shared/prove-self.tsx";
import { SavingDialog } from "../../shared/saving-form.tsx";
import type { Invited } from "./invitation-notice.tsx";

export const roleOptions = roleSchema.options.map((value) => ({ value, label: roleLabel[value] }));

export function InvitePerson({ onInvited }: { readonly onInvited: (invited: Invited) => void }) {
  const { api, sync } = useAlongside();
  const [isOpen, setIsOpen] = useState(false);
  const [name, setName] = useState("");
  const [roles, setRoles] = useState<readonly Role[]>(["teaching-assistant"]);
  const [isAsked, setIsAsked] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const proving = useProveSelf();
  const invite = async () => {
    setIsAsked(true);
    if (name.trim() === "" || roles.length === 0) return;
    setIsSending(true);
    const answer = await proving.whenProven(() => api.invite({ name, roles: [...roles] }));
    setIsSending(false);
    setProblem(answer.ok ? undefined : answer.message);
    if (!answer.ok) return;
    onInvited({ name: name.trim(), code: answer.value.code });
    setIsOpen(false);
    setName("");
    setIsAsked(false);
    await sync.syncNow();
  };
  return (
    <>
      <Cluster>
        <Button icon="plus" onClick={() => setIsOpen(true)}>
          Add a person
        </Button>
      </Cluster>
      <SavingDialog
        open={isOpen}
        title="Add a person"
        saving={{ isSaving: isSending, problem }}
        saveLabel="Add and make a code"
        onSave={invite}
        onClose={() => setIsOpen(false)}
      >
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          maxLength={80}
          error={isAsked && name.trim() === "" ? "Enter the person's name." : undefined}
        />
        <ChipGroupMany
          label="May act as"
          options={roleOptions}
          values={roles}
          onChange={setRoles}
          error={isAsked && roles.length === 0 ? "Choose at least one." : undefined}
        />
      </SavingDialog>
      {proving.question}
    </>
  );
}
