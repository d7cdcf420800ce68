// One question to the server, one to the person's device, one answer back: the same for signing in, the second step and
// proving oneself afresh.
import { useState } from "preact/hooks";
import type { ApiAnswer, PasskeyAsked } from "../../../api/client.ts";
import { signWithPasskey, type UsedPasskey } from "../../../api/passkeys.ts";

const givenUp = "The passkey was not used. Try again, or go on another way.";

export interface PasskeyStep {
  readonly isAsking: boolean;
  readonly problem: string | undefined;
  readonly go: () => Promise<void>;
}

export function usePasskeyStep<T>(
  ask: () => Promise<ApiAnswer<PasskeyAsked>>,
  answerWith: (used: { readonly pending: string; readonly passkey: UsedPasskey }) => Promise<ApiAnswer<T>>,
  onAnswer: (answer: T) => Promise<void> | void,
): PasskeyStep {
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const tryOnce = async (): Promise<string | undefined> => {
    const asked = await ask();
    if (!asked.ok) return asked.message;
    const used = await signWithPasskey(asked.value);
    if (!used.ok) return givenUp;
    const answer = await answerWith({ pending: asked.value.pending, passkey: used.passkey });
    if (!answer.ok) return answer.message;
    await onAnswer(answer.value);
    return undefined;
  };
  const go = async () => {
    if (isAsking) return;
    setIsAsking(true);
    setProblem(await tryOnce());
    setIsAsking(false);
  };
  return { isAsking, problem, go };
}
