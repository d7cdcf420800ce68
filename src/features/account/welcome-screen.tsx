// The way in: set up the school, sign in, join with a code, or open the demo school. Shown when nobody uses this tablet.
import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { Api, SignedIn } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { DemoDoor } from "./demo-door.tsx";
import { JoinForm } from "./join-form.tsx";
import { SetUpForm } from "./set-up-form.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import styles from "./account.module.css";

export interface WelcomeProps {
  readonly api: Api;
  readonly onEnter: (person: SignedIn) => Promise<void>;
}

type ServerState = { readonly needsSetUp: boolean; readonly offersDemo: boolean };

export function WelcomeScreen({ api, onEnter }: WelcomeProps) {
  const { path, route } = useLocation();
  const [server, setServer] = useState<ServerState>();
  const [problem, setProblem] = useState<string>();
  const ask = async () => {
    const answer = await api.state();
    setProblem(answer.ok ? undefined : answer.message);
    if (answer.ok) setServer(answer.value);
  };
  useEffect(() => void ask(), []);
  useEffect(() => void (document.title = "Alongside"), []);
  const enter = async (person: SignedIn) => {
    route("/today", true);
    await onEnter(person);
  };
  return (
    <main class={styles.welcome} id="main">
      <header class={styles.brand}>
        <img src="/icon.svg" alt="" width="72" height="72" />
        <h1>Alongside</h1>
        <p>Log sessions in seconds. See what each child really received.</p>
      </header>
      {problem !== undefined && (
        <Notice tone="problem" announce action={<Button onClick={() => void ask()}>Try again</Button>}>
          {problem}
        </Notice>
      )}
      {!server && problem === undefined && <Skeleton lines={4} />}
      {server?.needsSetUp && path !== "/join" && <SetUpForm api={api} onEnter={enter} />}
      {server && !server.needsSetUp && path !== "/join" && <SignInForm api={api} onEnter={enter} />}
      {path === "/join" && <JoinForm api={api} onEnter={enter} />}
      {server?.offersDemo && path !== "/join" && <DemoDoor api={api} onEnter={enter} />}
    </main>
  );
}
