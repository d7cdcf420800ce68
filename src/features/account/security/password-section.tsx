// A new password for one's own account.
import { useState } from "preact/hooks";
import { minPasswordLength } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Section } from "../../../ui/section.tsx";
import { Stack } from "../../../ui/stack.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { useAlongside } from "../../shared/context.ts";
import type { ProveSelf } from "../../shared/prove-self.tsx";
import { useAccountForm } from "../use-account-form.ts";

export function PasswordSection({ proving }: { readonly proving: ProveSelf }) {
  const { api } = useAlongside();
  const [newPassword, setNewPassword] = useState("");
  const [isDone, setIsDone] = useState(false);
  const form = useAccountForm(
    () => proving.whenProven(() => api.changePassword({ newPassword })),
    () => {
      setNewPassword("");
      setIsDone(true);
    },
    () => {
      setIsDone(false);
      return newPassword.length < minPasswordLength
        ? `Choose a password of at least ${minPasswordLength} characters.`
        : undefined;
    },
  );
  return (
    <Section title="Password">
      <form onSubmit={(event) => void form.send(event)} noValidate>
        <Stack>
          {form.problem !== undefined && (
            <Notice tone="problem" announce>
              {form.problem}
            </Notice>
          )}
          {isDone && (
            <Notice tone="success" announce>
              Your password is changed. Wherever else you were signed in, you are signed out.
            </Notice>
          )}
          <TextField
            label="New password"
            hint={`At least ${minPasswordLength} characters. Three words that belong only to you work well.`}
            type="password"
            value={newPassword}
            onChange={setNewPassword}
            autoComplete="new-password"
          />
          <div>
            <Button type="submit" busy={form.isSending}>
              Change the password
            </Button>
          </div>
        </Stack>
      </form>
    </Section>
  );
}
