// A full sign-in on a locked tablet: for who has no PIN yet, or needs more than a PIN may do.
import { useEffect, useState } from "preact/hooks";
import type { Api } from "../../api/client.ts";
import { FromProvider } from "../account/sign-in/from-provider.tsx";
import { SignInStepForm } from "../account/sign-in/sign-in-step.tsx";
import { useSignInSteps } from "../account/sign-in/use-sign-in-steps.ts";
import { SignInForm } from "../account/sign-in-form.tsx";
import { LockedHead } from "./locked-head.tsx";
import styles from "./unlock.module.css";
import type { UnlockDoor } from "./unlock-door.ts";

export function PasswordScreen(props: {
  readonly api: Api;
  readonly door: UnlockDoor;
  /** Back from the school's account service. */
  readonly isFromProvider: boolean;
  readonly onBack: () => void;
}) {
  const { api, door } = props;
  const steps = useSignInSteps(door.onSignedIn);
  const [offersProvider, setOffersProvider] = useState(false);
  useEffect(() => {
    void api.state().then((answer) => setOffersProvider(answer.ok && answer.value.offersProvider));
  }, [api]);
  return (
    <div class={styles.narrow}>
      <LockedHead title="Sign in with your password" onBack={props.onBack} keepsFocus>
        It needs the school network. Afterwards your PIN is enough.
      </LockedHead>
      {steps.step ? (
        <SignInStepForm api={api} steps={steps} />
      ) : props.isFromProvider ? (
        <FromProvider api={api} onAnswer={steps.take} back="/" />
      ) : (
        <SignInForm api={api} onAnswer={steps.take} offersProvider={offersProvider} />
      )}
    </div>
  );
}
