// The second step of a sign-in: a code from the authenticator app, or a reset code when the phone is lost.
import { useState } from "preact/hooks";
import type { Api, SignInAnswer, SignInStep } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Section } from "../../../ui/section.tsx";
import { Cluster, Stack } from "../../../ui/stack.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { PasskeyButton } from "./passkey-button.tsx";
import { usePasskeyStep } from "./use-passkey-step.ts";
import { useAccountForm } from "../use-account-form.ts";

interface SecondFactorProps {
  readonly api: Api;
  readonly step: Extract<SignInStep, { needs: "second-factor" }>;
  readonly onAnswer: (answer: SignInAnswer) => Promise<void>;
  readonly onBack: () => void;
}

export function SecondFactor(props: SecondFactorProps) {
  const [isLost, setIsLost] = useState(false);
  return isLost ? (
    <LostFactor {...props} onFound={() => setIsLost(false)} />
  ) : (
    <TypeCode {...props} onLost={() => setIsLost(true)} />
  );
}

function TypeCode({
  api,
  step,
  onAnswer,
  onBack,
  onLost,
}: SecondFactorProps & { readonly onLost: () => void }) {
  const [code, setCode] = useState("");
  const { pending } = step;
  const form = useAccountForm(
    () => api.secondFactor({ pending, code }),
    onAnswer,
    () => codeProblem(code),
  );
  const passkey = usePasskeyStep(
    () => api.askPasskeyAsFactor({ signIn: pending }),
    (used) => api.secondFactorByPasskey({ signIn: pending, ...used }),
    onAnswer,
  );
  return (
    <Section title="One more step">
      <form onSubmit={(event) => void form.send(event)} noValidate>
        <Stack>
          {form.problem !== undefined && (
            <Notice tone="problem" announce>
              {form.problem}
            </Notice>
          )}
          {step.ways.includes("passkey") && <PasskeyButton step={passkey}>Use your passkey</PasskeyButton>}
          {step.ways.includes("code") && (
            <>
              <CodeField value={code} onChange={setCode} takesFocus />
              <Button type="submit" variant="primary" big busy={form.isSending}>
                Go on
              </Button>
            </>
          )}
          <Cluster>
            <Button variant="quiet" onClick={onLost}>
              I cannot do this step
            </Button>
            <Button variant="quiet" onClick={onBack}>
              Start again
            </Button>
          </Cluster>
        </Stack>
      </form>
    </Section>
  );
}

/** The six figures of an authenticator app; phones and password managers fill them in by themselves. */
export function CodeField(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly takesFocus?: boolean;
}) {
  return (
    <TextField
      label="Code from your authenticator app"
      hint="Six figures. They change every half minute."
      value={props.value}
      onChange={props.onChange}
      inputMode="numeric"
      autoComplete="one-time-code"
      width="short"
      maxLength={9}
      takesFocus={props.takesFocus}
    />
  );
}

export function codeProblem(code: string): string | undefined {
  return /^\d{6}$/.test(code.replace(/\s/g, ""))
    ? undefined
    : "Type the six figures that your app shows now.";
}

function LostFactor({ api, step, onAnswer, onFound }: SecondFactorProps & { readonly onFound: () => void }) {
  const [code, setCode] = useState("");
  const { pending } = step;
  const form = useAccountForm(
    () => api.resetFactor({ pending, code }),
    onAnswer,
    () => (code.trim() === "" ? "Type the reset code that your administrator gave you." : undefined),
  );
  return (
    <Section title="Start again with a new app">
      <form onSubmit={(event) => void form.send(event)} noValidate>
        <Stack>
          <p>
            Ask an administrator of your school for a reset code: Settings, People, “Reset second step”. You
            then set up the app again, here.
          </p>
          {form.problem !== undefined && (
            <Notice tone="problem" announce>
              {form.problem}
            </Notice>
          )}
          <TextField
            label="Reset code"
            hint="It works once, for one day."
            value={code}
            onChange={setCode}
            spellcheck={false}
            takesFocus
          />
          <Button type="submit" variant="primary" big busy={form.isSending}>
            Go on
          </Button>
          <Cluster>
            <Button variant="quiet" onClick={onFound}>
              I have my app after all
            </Button>
          </Cluster>
        </Stack>
      </form>
    </Section>
  );
}
