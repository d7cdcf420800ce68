// The way in: set up the school, sign in, join with a code, or open the demo school. Shown when nobody uses this tablet.
import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { Api, SignedIn, SignInAnswer, TabletPeople } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Section } from "../../ui/section.tsx";
import { Cluster } from "../../ui/stack.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { DemoDoor } from "./demo-door.tsx";
import { EnrolForm } from "./enrol-form.tsx";
import { JoinForm } from "./join-form.tsx";
import { SetUpForm } from "./set-up-form.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { FromProvider } from "./sign-in/from-provider.tsx";
import { SignInStepForm } from "./sign-in/sign-in-step.tsx";
import { useSignInSteps, type SignInSteps } from "./sign-in/use-sign-in-steps.ts";
import styles from "./account.module.css";

interface Entrance extends WelcomeProps {
  /** This tablet now belongs to a school, and everybody of its staff may use it. */
  readonly onEnrolled: (tablet: TabletPeople) => Promise<void>;
}

export interface WelcomeProps {
  readonly api: Api;
  readonly onEnter: (person: SignedIn) => Promise<void>;
}

/** What each form of the way in is given. */
export interface WayInProps {
  readonly api: Api;
  readonly onAnswer: (answer: SignInAnswer) => Promise<void>;
  /** Whether people may come in with the school's own accounts. */
  readonly offersProvider?: boolean;
}

interface ServerState {
  readonly needsSetUp: boolean;
  readonly offersDemo: boolean;
  readonly offersProvider: boolean;
}

export function WelcomeScreen({ api, onEnter, onEnrolled }: Entrance) {
  const { path, route } = useLocation();
  const [server, setServer] = useState<ServerState>();
  const [problem, setProblem] = useState<string>();
  const ask = async () => {
    const answer = await api.state();
    setProblem(answer.ok ? undefined : answer.message);
    if (answer.ok) setServer(answer.value);
  };
  useEffect(() => void ask(), []);
  const title = welcomeTitle(path, server?.needsSetUp === true);
  useEffect(() => void (document.title = `${title} - Alongside`), [title]);
  const enter = async (person: SignedIn) => {
    route("/today", true);
    await onEnter(person);
  };
  const steps = useSignInSteps(enter);
  const enrol = async (tablet: TabletPeople) => {
    route("/today", true);
    await onEnrolled(tablet);
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
      {steps.step ? (
        <SignInStepForm api={api} steps={steps} />
      ) : (
        <WaysIn api={api} server={server} path={path} steps={steps} onEnter={enter} onEnrolled={enrol} />
      )}
    </main>
  );
}

function welcomeTitle(path: string, needsSetUp: boolean): string {
  if (path === "/join") return "Join with your code";
  if (path === "/tablet") return "A shared tablet";
  return needsSetUp || path === "/set-up" ? "Set up the school" : "Sign in";
}

function WaysIn(
  props: Entrance & {
    readonly server: ServerState | undefined;
    readonly path: string;
    readonly steps: SignInSteps;
  },
) {
  const { api, server, steps, path } = props;
  const { offersProvider = false } = server ?? {};
  if (path === "/join") return <JoinForm api={api} onAnswer={steps.take} offersProvider={offersProvider} />;
  if (path === "/tablet") return <EnrolForm api={api} onEnrolled={props.onEnrolled} />;
  if (path === "/from-provider") return <FromProvider api={api} onAnswer={steps.take} back="/" />;
  if (server === undefined) return null;
  return (
    <>
      {server.needsSetUp || path === "/set-up" ? (
        <SetUpForm api={api} onAnswer={steps.take} />
      ) : (
        <SignInForm api={api} onAnswer={steps.take} offersProvider={offersProvider} />
      )}
      {!server.needsSetUp && <OtherWays />}
      {server.offersDemo && <DemoDoor api={api} onEnter={props.onEnter} />}
    </>
  );
}

function OtherWays() {
  return (
    <Section title="New here?">
      <Cluster>
        <ButtonLink href="/join">Join with your code</ButtonLink>
        <ButtonLink href="/tablet" icon="tablet">
          This is a shared tablet
        </ButtonLink>
      </Cluster>
    </Section>
  );
}
