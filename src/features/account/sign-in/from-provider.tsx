// Back from the school's account service: finishes what was set out for. Asked once, whatever the page does.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Api, SignInAnswer } from "../../../api/client.ts";
import { ButtonLink } from "../../../ui/button-link.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";

export function FromProvider(props: {
  readonly api: Api;
  readonly onAnswer: (answer: SignInAnswer) => Promise<void>;
  /** Where to go on when it did not work. */
  readonly back: string;
}) {
  const [problem, setProblem] = useState<string>();
  const hasAsked = useRef(false);
  const finish = async () => {
    const answer = await props.api.finishProvider();
    if (answer.ok) await props.onAnswer(answer.value);
    else setProblem(answer.message);
  };
  useEffect(() => {
    if (!hasAsked.current) void finish();
    hasAsked.current = true;
  }, []);
  if (problem === undefined) return <Skeleton lines={3} />;
  return (
    <Notice tone="problem" announce action={<ButtonLink href={props.back}>Go back</ButtonLink>}>
      {problem}
    </Notice>
  );
}
