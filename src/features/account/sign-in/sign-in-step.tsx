// The step of a sign-in that stands open.
import { ErrorBoundary, lazy } from "preact-iso";
import type { Api } from "../../../api/client.ts";
import type { SignInSteps } from "./use-sign-in-steps.ts";
import { ChooseSchool } from "./choose-school.tsx";
import { SecondFactor } from "./second-factor.tsx";

/** Loaded when it is wanted: it comes once in a person's time at the school. */
const NewFactor = lazy(async () => (await import("./new-factor.tsx")).NewFactor);

export function SignInStepForm({ api, steps }: { readonly api: Api; readonly steps: SignInSteps }) {
  const { step, take, startAgain } = steps;
  if (step === undefined) return null;
  switch (step.needs) {
    case "second-factor":
      return <SecondFactor api={api} step={step} onAnswer={take} onBack={startAgain} />;
    case "school":
      return <ChooseSchool api={api} step={step} onAnswer={take} onBack={startAgain} />;
    case "new-factor":
      return (
        <ErrorBoundary>
          <NewFactor api={api} onDone={take} onBack={startAgain} />
        </ErrorBoundary>
      );
  }
}
