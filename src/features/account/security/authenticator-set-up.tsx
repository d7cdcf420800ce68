// Taking an authenticator app into use: scan or type the secret, then prove it with a first code.
import { useEffect, useState } from "preact/hooks";
import type { Api, SignedIn } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { QrCode } from "../../../ui/qr-code.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Stack } from "../../../ui/stack.tsx";
import { CodeField, codeProblem } from "../sign-in/second-factor.tsx";
import { useAccountForm } from "../use-account-form.ts";
import styles from "./security.module.css";

export interface BegunFactor {
  readonly pending: string;
  readonly secret: string;
  readonly address: string;
}

export function AuthenticatorSetUp({
  api,
  onDone,
}: {
  readonly api: Api;
  readonly onDone: (person: SignedIn) => Promise<void>;
}) {
  const [begun, setBegun] = useState<BegunFactor>();
  const [problem, setProblem] = useState<string>();
  const begin = async () => {
    const answer = await api.beginFactor();
    setProblem(answer.ok ? undefined : answer.message);
    if (answer.ok) setBegun(answer.value);
  };
  useEffect(() => void begin(), []);
  if (problem !== undefined) {
    return (
      <Notice tone="problem" announce action={<Button onClick={() => void begin()}>Try again</Button>}>
        {problem}
      </Notice>
    );
  }
  return begun ? <ProveApp api={api} begun={begun} onDone={onDone} /> : <Skeleton lines={5} />;
}

/** What the app is shown, and its first code back. */
export function ProveApp({
  api,
  begun,
  onDone,
}: {
  readonly api: Api;
  readonly begun: BegunFactor;
  readonly onDone: (person: SignedIn) => Promise<void> | void;
}) {
  const [code, setCode] = useState("");
  const { pending, secret, address } = begun;
  const form = useAccountForm(
    () => api.confirmFactor({ pending, code }),
    onDone,
    () => codeProblem(code),
  );
  return (
    <form onSubmit={(event) => void form.send(event)} noValidate>
      <Stack>
        <ol class={styles.steps}>
          <li>Open an authenticator app on your phone. Any will do; your password manager may be one.</li>
          <li>
            Scan this code with it.
            <QrCode text={address} label="QR code for your authenticator app" />
            <p>
              Or type these letters into it:{" "}
              <code class={styles.secret} data-testid="authenticator-secret">
                {inGroups(secret)}
              </code>
            </p>
          </li>
          <li>Type the six figures that it shows.</li>
        </ol>
        {form.problem !== undefined && (
          <Notice tone="problem" announce>
            {form.problem}
          </Notice>
        )}
        <CodeField value={code} onChange={setCode} />
        <Button type="submit" variant="primary" big busy={form.isSending}>
          Use this app
        </Button>
      </Stack>
    </form>
  );
}

/** Four letters at a time, as people read them out to themselves. */
function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? secret;
}
