// The way on by the school's own accounts (Google, Microsoft or another provider): the browser goes there and comes back.
import { useState } from "preact/hooks";
import type { Api } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";

export interface ProviderErrand {
  readonly purpose: "sign-in" | "link" | "join";
  readonly code?: string;
}

export function ProviderButton(props: {
  readonly api: Api;
  readonly errand: ProviderErrand;
  readonly children: string;
}) {
  const [isLeaving, setIsLeaving] = useState(false);
  const [problem, setProblem] = useState<string>();
  const leave = async () => {
    setIsLeaving(true);
    const answer = await props.api.beginProvider(props.errand);
    setIsLeaving(answer.ok);
    setProblem(answer.ok ? undefined : answer.message);
    if (answer.ok) location.assign(answer.value.address);
  };
  return (
    <>
      {problem !== undefined && (
        <Notice tone="problem" announce>
          {problem}
        </Notice>
      )}
      <Button big wide busy={isLeaving} onClick={() => void leave()}>
        {props.children}
      </Button>
    </>
  );
}
