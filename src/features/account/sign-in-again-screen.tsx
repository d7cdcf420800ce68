// The server wants a sign-in before it takes or gives more. What waits on this tablet stays here until then.
import type { SignedIn } from "../../api/client.ts";
import { useLocation } from "preact-iso";
import { useOffersProvider } from "./sign-in/use-offers-provider.ts";
import { useUnsent } from "../../storage/live.ts";
import { Page } from "../../ui/page.tsx";
import { sayCount } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { SignInStepForm } from "./sign-in/sign-in-step.tsx";
import { useSignInSteps } from "./sign-in/use-sign-in-steps.ts";
import { SignInForm } from "./sign-in-form.tsx";

export function SignInAgainScreen({ onEnter }: { readonly onEnter?: (person: SignedIn) => Promise<void> }) {
  const { api, device, person, sync } = useAlongside();
  const { route } = useLocation();
  const unsent = useUnsent(device)?.count ?? 0;
  const enter = async (one: SignedIn) => {
    route("/today", true);
    await (one.staffId === person.staffId && one.schoolId === person.schoolId
      ? sync.syncNow()
      : onEnter?.(one));
  };
  const steps = useSignInSteps(enter);
  const offersProvider = useOffersProvider(api);
  const waiting =
    unsent > 0
      ? `${sayCount(unsent, "item")} on this tablet will be sent as soon as you have signed in.`
      : "";
  return (
    <Page
      title="Sign in again"
      lead={`The school's server no longer knows this tablet. Nothing is lost. ${waiting}`}
    >
      {steps.step ? (
        <SignInStepForm api={api} steps={steps} />
      ) : (
        <SignInForm api={api} onAnswer={steps.take} offersProvider={offersProvider} />
      )}
    </Page>
  );
}
