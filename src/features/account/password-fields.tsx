// A new sign-in name and password, asked the same way at set-up and when joining.
import { minPasswordLength } from "../../api/client.ts";
import { TextField } from "../../ui/text-field.tsx";

export interface NewSignIn {
  readonly signInName: string;
  readonly password: string;
}

export function PasswordFields(props: {
  readonly value: NewSignIn;
  readonly onChange: (value: NewSignIn) => void;
}) {
  const { value, onChange } = props;
  return (
    <>
      <TextField
        label="Sign-in name"
        hint="Your school e-mail address, or any name of 3 letters or more."
        value={value.signInName}
        onChange={(signInName) => onChange({ ...value, signInName })}
        autoComplete="username"
        spellcheck={false}
      />
      <TextField
        label="Password"
        hint={`At least ${minPasswordLength} characters. Three words that belong only to you work well.`}
        type="password"
        value={value.password}
        onChange={(password) => onChange({ ...value, password })}
        autoComplete="new-password"
      />
    </>
  );
}

export function newSignInProblem({ signInName, password }: NewSignIn): string | undefined {
  if (signInName.trim().length < 3) return "Choose a sign-in name of 3 letters or more.";
  if (password.length < minPasswordLength)
    return `Choose a password of at least ${minPasswordLength} characters.`;
  return undefined;
}
