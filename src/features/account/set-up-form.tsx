// The first administrator, who is the SENCO too: made once, with the one-time token that the server printed.
import { useState } from "preact/hooks";
import { Button } from "../../ui/button.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { Stack } from "../../ui/stack.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { newSignInProblem, PasswordFields } from "./password-fields.tsx";
import { useAccountForm } from "./use-account-form.ts";
import type { WayInProps } from "./welcome-screen.tsx";

export function SetUpForm({ api, onAnswer }: WayInProps) {
  const [token, setToken] = useState("");
  const [schoolName, setSchoolName] = useState("");
  const [name, setName] = useState("");
  const [signIn, setSignIn] = useState({ signInName: "", password: "" });
  const check = () => {
    if (token.trim() === "") return "Type the one-time token from the terminal where the server was started.";
    if (schoolName.trim() === "") return "Type the name of your school.";
    if (name.trim() === "") return "Type your own name.";
    return newSignInProblem(signIn);
  };
  const form = useAccountForm(() => api.setUp({ token, schoolName, name, ...signIn }), onAnswer, check);
  return (
    <Section title="Set up your school">
      <form onSubmit={(event) => void form.send(event)} noValidate>
        <Stack>
          <p>
            This makes the first person: administrator and SENCO. You can invite everybody else afterwards.
          </p>
          <ProblemNotice problem={form.problem} />
          <TextField
            label="One-time token"
            hint="Printed in the terminal where the server was started."
            value={token}
            onChange={setToken}
            autoComplete="off"
            spellcheck={false}
          />
          <TextField
            label="School name"
            value={schoolName}
            onChange={setSchoolName}
            autoComplete="organization"
          />
          <TextField label="Your name" value={name} onChange={setName} autoComplete="name" />
          <PasswordFields value={signIn} onChange={setSignIn} />
          <Button type="submit" variant="primary" big busy={form.isSending}>
            Make the school
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
