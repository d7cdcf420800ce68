// The authenticator app of one's own account.
import { useState } from "preact/hooks";
import type { Security } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Section } from "../../../ui/section.tsx";
import { Cluster, Stack } from "../../../ui/stack.tsx";
import { useAlongside } from "../../shared/context.ts";
import type { ProveSelf } from "../../shared/prove-self.tsx";
import { ProveApp, type BegunFactor } from "./authenticator-set-up.tsx";

export function AppSection(props: {
  readonly security: Security;
  readonly proving: ProveSelf;
  readonly onChange: () => void;
}) {
  const { api } = useAlongside();
  const [begun, setBegun] = useState<BegunFactor>();
  const [said, setSaid] = useState<{ readonly tone: "problem" | "success"; readonly words: string }>();
  const { hasAuthenticator, needsFactor } = props.security;
  const begin = async () => {
    const answer = await props.proving.whenProven(() => api.beginFactor());
    setSaid(answer.ok ? undefined : { tone: "problem", words: answer.message });
    if (answer.ok) setBegun(answer.value);
  };
  const done = () => {
    setBegun(undefined);
    setSaid({
      tone: "success",
      words: "Your app is set up. You are asked for its code at the next sign-in.",
    });
    props.onChange();
  };
  return (
    <Section title="Second step">
      <Stack>
        <p>{stateWords(hasAuthenticator, needsFactor)}</p>
        {said && (
          <Notice tone={said.tone} announce>
            {said.words}
          </Notice>
        )}
        {begun ? (
          <ProveApp api={api} begun={begun} onDone={done} />
        ) : (
          <Cluster>
            <Button onClick={() => void begin()}>
              {hasAuthenticator ? "Change to another app or phone" : "Set up an authenticator app"}
            </Button>
          </Cluster>
        )}
      </Stack>
    </Section>
  );
}

function stateWords(hasAuthenticator: boolean, needsFactor: boolean): string {
  if (hasAuthenticator) return "After your password you type a code from your authenticator app.";
  return needsFactor
    ? "Your role needs a second step. A passkey is one; an authenticator app is another."
    : "You may add a code from an authenticator app to your password. Nobody can then sign in as you with the password alone.";
}
