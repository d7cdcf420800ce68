// The step of a sign-in that stands open.
import type { Api } from "../../../api/client.ts";
import type { SignInSteps } from "./use-sign-in-steps.ts";
import { ChooseSchool } from "./choose-school.tsx";
import { NewFactor } from "./new-factor.tsx";
import { SecondFactor } from "./second-factor.tsx";

export function SignInStepForm({ api, steps }: { readonly api: Api; readonly steps: SignInSteps }) {
  const { step, take, startAgain } = steps;
  if (step === undefined) return null;
  switch (step.needs) {
    case "second-factor":
      return <SecondFactor api={api} step={step} onAnswer={take} onBack={startAgain} />;
    case "school":
      return <ChooseSchool api={api} step={step} onAnswer={take} onBack={startAgain} />;
    case "new-factor":
      return <NewFactor api={api} onDone={take} onBack={startAgain} />;
  }
}
