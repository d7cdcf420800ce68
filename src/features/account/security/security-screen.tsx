// One's own sign-in: second step, passkeys, password, and the schools that one works in.
import { useEffect, useState } from "preact/hooks";
import type { Security, SignedIn } from "../../../api/client.ts";
import { Notice } from "../../../ui/notice.tsx";
import { Page } from "../../../ui/page.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Stack } from "../../../ui/stack.tsx";
import { useAlongside } from "../../shared/context.ts";
import { useProveSelf } from "../../shared/prove-self.tsx";
import { AppSection } from "./app-section.tsx";
import { PasskeySection } from "./passkey-section.tsx";
import { ProviderSection } from "./provider-section.tsx";
import { SchoolsSection } from "./schools-section.tsx";
import { PasswordSection } from "./password-section.tsx";

export function SecurityScreen(props: { readonly onEnter?: (person: SignedIn) => Promise<void> }) {
  const { api, person } = useAlongside();
  const proving = useProveSelf();
  const [security, setSecurity] = useState<Security>();
  const [problem, setProblem] = useState<string>();
  const look = async () => {
    const answer = await proving.whenProven(api.security);
    setProblem(answer.ok ? undefined : answer.message);
    if (answer.ok) setSecurity(answer.value);
  };
  useEffect(() => void (person.isDemo || look()), []);
  if (person.isDemo)
    return (
      <Page title="Your sign-in">
        <Notice tone="info">
          The demo school has no sign-ins. In your own school this is where you look after your password, your
          second step and your passkeys.
        </Notice>
      </Page>
    );
  return (
    <Page title="Your sign-in" lead={security && `You sign in as ${security.signInName}.`}>
      {problem !== undefined && (
        <Notice tone="problem" announce>
          {problem}
        </Notice>
      )}
      {security === undefined && problem === undefined && <Skeleton lines={6} />}
      {security && (
        <Stack gap="large">
          <AppSection security={security} proving={proving} onChange={() => void look()} />
          <PasskeySection proving={proving} />
          {security.isLinked !== undefined && (
            <ProviderSection isLinked={security.isLinked} proving={proving} onChange={() => void look()} />
          )}
          <PasswordSection proving={proving} />
          <SchoolsSection proving={proving} onEnter={props.onEnter} />
        </Stack>
      )}
      {proving.question}
    </Page>
  );
}
