// From the first answer of a sign-in to somebody who may work: which step stands open.
import { useState } from "preact/hooks";
import type { SignedIn, SignInAnswer, SignInStep } from "../../../api/client.ts";

/** What stands between the password and the work; undefined = nothing. */
export type OpenStep = SignInStep | { readonly needs: "new-factor"; readonly person: SignedIn };

export interface SignInSteps {
  readonly step: OpenStep | undefined;
  /** Takes in what the server answered: the next step, or somebody who is in. */
  readonly take: (answer: SignInAnswer) => Promise<void>;
  readonly startAgain: () => void;
}

export function useSignInSteps(onEnter: (person: SignedIn) => Promise<void>): SignInSteps {
  const [step, setStep] = useState<OpenStep>();
  const take = async (answer: SignInAnswer) => {
    if ("needs" in answer) return setStep(answer);
    if (answer.mustSetUpFactor) return setStep({ needs: "new-factor", person: answer });
    setStep(undefined);
    await onEnter(answer);
  };
  return { step, take, startAgain: () => setStep(undefined) };
}
