// Proving afresh who one is, when the server asks for it before something dear: a question over the page, and then what
// was wanted goes on by itself. Somebody let in by a PIN is shown the way to a full sign-in.
import { useState } from "preact/hooks";
import type { ApiAnswer } from "../../api/client.ts";
import { canUsePasskeys, signWithPasskey } from "../../api/passkeys.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Stack } from "../../ui/stack.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useAlongside } from "./context.ts";
import { NeedsPassword } from "./needs-password.tsx";

export interface ProveSelf {
  /**
   * Runs a request; when the server wants a fresh proof first, asks for it and runs the request again. A person who
   * closes the question, or who came by a PIN, gets the server's refusal.
   */
  readonly whenProven: <T>(ask: () => Promise<ApiAnswer<T>>) => Promise<ApiAnswer<T>>;
  /** To be put on the page once. */
  readonly question: preact.JSX.Element | null;
}

export function useProveSelf(): ProveSelf {
  const [answer, setAnswer] = useState<{ readonly with: (isProven: boolean) => void }>();
  const [isLimited, setIsLimited] = useState(false);
  const whenProven = async <T,>(ask: () => Promise<ApiAnswer<T>>): Promise<ApiAnswer<T>> => {
    const first = await ask();
    setIsLimited(!first.ok && first.code === "needs-full-sign-in");
    if (first.ok || first.code !== "prove-again") return first;
    const isProven = await new Promise<boolean>((resolve) => setAnswer({ with: resolve }));
    setAnswer(undefined);
    return isProven ? await ask() : first;
  };
  if (isLimited) return { whenProven, question: <NeedsPassword onClose={() => setIsLimited(false)} /> };
  return { whenProven, question: answer ? <ProveDialog onEnd={answer.with} /> : null };
}

function ProveDialog({ onEnd }: { readonly onEnd: (isProven: boolean) => void }) {
  const { api, person } = useAlongside();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [needsCode, setNeedsCode] = useState(false);
  const [problem, setProblem] = useState<string>();
  const prove = async () => {
    const figures = code.replace(/\s/g, "");
    const answer = await api.prove({ password, ...(figures !== "" && { code: figures }) });
    if (answer.ok) return onEnd(true);
    if (answer.code === "code-needed") setNeedsCode(true);
    setProblem(answer.message);
  };
  const byPasskey = async () => {
    const asked = await api.askPasskeyToProve();
    if (!asked.ok) return setProblem(asked.message);
    const used = await signWithPasskey(asked.value);
    if (!used.ok) return setProblem("The passkey was not used. Try again, or type your password.");
    const answer = await api.proveByPasskey({ pending: asked.value.pending, passkey: used.passkey });
    if (answer.ok) onEnd(true);
    else setProblem(answer.message);
  };
  return (
    <Dialog
      open
      title="Is it still you?"
      onClose={() => onEnd(false)}
      actions={
        <>
          <Button variant="primary" onClick={() => void prove()}>
            Go on
          </Button>
          {canUsePasskeys() && (
            <Button icon="key" onClick={() => void byPasskey()}>
              Use a passkey
            </Button>
          )}
        </>
      }
    >
      <Stack>
        <p>This can change what others see, so we ask once more. It then counts for ten minutes.</p>
        {person.proof === "single-sign-on" && <WithoutPassword />}
        {problem !== undefined && (
          <Notice tone="problem" announce>
            {problem}
          </Notice>
        )}
        <TextField
          label="Your password"
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          takesFocus
        />
        {needsCode && (
          <TextField
            label="Code from your authenticator app"
            value={code}
            onChange={setCode}
            inputMode="numeric"
            autoComplete="one-time-code"
            width="short"
            maxLength={9}
            takesFocus
          />
        )}
      </Stack>
    </Dialog>
  );
}

/** A proof by the school's account service leaves the page, and what is typed in it: said before, not found out after. */
function WithoutPassword() {
  return (
    <Notice tone="info" title="No password or passkey here?">
      Note what you typed, lock this tablet, then choose Sign in with a password and your school account. That
      counts for ten minutes too; what is on this page is not kept meanwhile. With a passkey, under Help and
      Your sign-in, you need not leave the page next time.
    </Notice>
  );
}
