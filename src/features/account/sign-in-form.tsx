// Signing in with a name and a password.
import { useState } from "preact/hooks";
import { Button } from "../../ui/button.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { Stack } from "../../ui/stack.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { PasskeyButton } from "./sign-in/passkey-button.tsx";
import { ProviderButton } from "./sign-in/provider-button.tsx";
import { usePasskeyStep } from "./sign-in/use-passkey-step.ts";
import { useAccountForm } from "./use-account-form.ts";
import type { WayInProps } from "./welcome-screen.tsx";

export function SignInForm({ api, onAnswer, offersProvider }: WayInProps) {
  const [signInName, setSignInName] = useState("");
  const [password, setPassword] = useState("");
  const check = () =>
    signInName.trim() === "" || password === "" ? "Type your sign-in name and your password." : undefined;
  const form = useAccountForm(() => api.signIn({ signInName, password }), onAnswer, check);
  const passkey = usePasskeyStep(() => api.askPasskeyToSignIn(), api.signInByPasskey, onAnswer);
  return (
    <Section title="Sign in">
      <form onSubmit={(event) => void form.send(event)} noValidate>
        <Stack>
          <ProblemNotice problem={form.problem} />
          <TextField
            label="Sign-in name"
            value={signInName}
            onChange={setSignInName}
            autoComplete="username"
            spellcheck={false}
          />
          <TextField
            label="Password"
            type="password"
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
          />
          <Button type="submit" variant="primary" big busy={form.isSending}>
            Sign in
          </Button>
          {offersProvider && (
            <ProviderButton api={api} errand={{ purpose: "sign-in" }}>
              Sign in with your school account
            </ProviderButton>
          )}
          <PasskeyButton step={passkey}>Sign in with a passkey</PasskeyButton>
        </Stack>
      </form>
    </Section>
  );
}
