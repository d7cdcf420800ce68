// A full sign-in on a locked tablet, with all its steps: a password or passkey, the second factor, the school's own accounts.
import { useLocation } from "preact-iso";
import type { Api, SignedIn } from "../api/client.ts";
import { FromProvider } from "../features/account/sign-in/from-provider.tsx";
import { SignInStepForm } from "../features/account/sign-in/sign-in-step.tsx";
import { useOffersProvider } from "../features/account/sign-in/use-offers-provider.ts";
import { useSignInSteps } from "../features/account/sign-in/use-sign-in-steps.ts";
import { SignInForm } from "../features/account/sign-in-form.tsx";

export function PasswordForm(props: {
  readonly api: Api;
  /** Back from the school's account service. */
  readonly isFromProvider: boolean;
  readonly onSignedIn: (person: SignedIn) => Promise<void>;
}) {
  const { api, isFromProvider } = props;
  const { route } = useLocation();
  const steps = useSignInSteps(async (person) => {
    // Who only linked their account goes back to where they did it, and sees that it is linked.
    if (isFromProvider) route(person.proof === "single-sign-on" ? "/today" : "/sign-in-safety", true);
    await props.onSignedIn(person);
  });
  const offersProvider = useOffersProvider(api);
  if (steps.step) return <SignInStepForm api={api} steps={steps} />;
  if (isFromProvider) return <FromProvider api={api} onAnswer={steps.take} back="/" />;
  return <SignInForm api={api} onAnswer={steps.take} offersProvider={offersProvider} />;
}
