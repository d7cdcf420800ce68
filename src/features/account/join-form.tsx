// Joining with the one-time code that the administrator gave: the person chooses a sign-in name and password of their own.
import { useState } from "preact/hooks";
import { Button } from "../../ui/button.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { Stack } from "../../ui/stack.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { newSignInProblem, PasswordFields } from "./password-fields.tsx";
import { ProviderButton } from "./sign-in/provider-button.tsx";
import { useAccountForm } from "./use-account-form.ts";
import type { WayInProps } from "./welcome-screen.tsx";

export function JoinForm({ api, onAnswer, offersProvider }: WayInProps) {
  const [code, setCode] = useState("");
  const [signIn, setSignIn] = useState({ signInName: "", password: "" });
  const check = () =>
    code.trim() === "" ? "Type the code that your administrator gave you." : newSignInProblem(signIn);
  const form = useAccountForm(() => api.join({ code, ...signIn }), onAnswer, check);
  return (
    <Section title="Join your school">
      <form onSubmit={(event) => void form.send(event)} noValidate>
        <Stack>
          <ProblemNotice problem={form.problem} />
          <TextField
            label="Code"
            hint="Your administrator gave it to you. It works once, for 7 days."
            value={code}
            onChange={setCode}
            autoComplete="off"
            spellcheck={false}
          />
          <PasswordFields value={signIn} onChange={setSignIn} />
          <Button type="submit" variant="primary" big busy={form.isSending}>
            Join
          </Button>
          {offersProvider && code.trim() !== "" && (
            <ProviderButton api={api} errand={{ purpose: "join", code }}>
              Join with your school account instead
            </ProviderButton>
          )}
          <p>
            <a href="/">Sign in instead</a>
          </p>
        </Stack>
      </form>
    </Section>
  );
}
