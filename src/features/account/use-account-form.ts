// What the forms of a sign-in share: sending once, showing the server's sentence, keeping what was typed.
import { useState } from "preact/hooks";
import type { ApiAnswer } from "../../api/client.ts";

export interface AccountForm {
  readonly isSending: boolean;
  readonly problem: string | undefined;
  readonly send: (event: Event) => Promise<void>;
}

/** @param check the sentence to show instead of sending, when something typed cannot be right */
export function useAccountForm<T>(
  ask: () => Promise<ApiAnswer<T>>,
  onAnswer: (answer: T) => Promise<void> | void,
  check: () => string | undefined,
): AccountForm {
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const send = async (event: Event) => {
    event.preventDefault();
    if (isSending) return;
    const sentence = check();
    setProblem(sentence);
    if (sentence !== undefined) return;
    setIsSending(true);
    const answer = await ask();
    setIsSending(false);
    setProblem(answer.ok ? undefined : answer.message);
    if (answer.ok) await onAnswer(answer.value);
  };
  return { isSending, problem, send };
}
