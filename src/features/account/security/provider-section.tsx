// The link between one's own sign-in and the school's account service.
import { useState } from "preact/hooks";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Section } from "../../../ui/section.tsx";
import { Cluster, Stack } from "../../../ui/stack.tsx";
import { useAlongside } from "../../shared/context.ts";
import type { ProveSelf } from "../../shared/prove-self.tsx";

export function ProviderSection(props: {
  readonly isLinked: boolean;
  readonly proving: ProveSelf;
  readonly onChange: () => void;
}) {
  const { api } = useAlongside();
  const [problem, setProblem] = useState<string>();
  const link = async () => {
    const answer = await props.proving.whenProven(() => api.beginProvider({ purpose: "link" }));
    setProblem(answer.ok ? undefined : answer.message);
    if (answer.ok) location.assign(answer.value.address);
  };
  const unlink = async () => {
    const answer = await props.proving.whenProven(() => api.unlinkProvider());
    setProblem(answer.ok ? undefined : answer.message);
    props.onChange();
  };
  return (
    <Section title="School account">
      <Stack>
        <p>
          {props.isLinked
            ? "You can sign in with your school’s Google or Microsoft account."
            : "Link your school’s Google or Microsoft account, and you can sign in with it."}
        </p>
        {problem !== undefined && (
          <Notice tone="problem" announce>
            {problem}
          </Notice>
        )}
        <Cluster>
          {props.isLinked ? (
            <Button onClick={() => void unlink()}>Remove the link</Button>
          ) : (
            <Button onClick={() => void link()}>Link your school account</Button>
          )}
        </Cluster>
      </Stack>
    </Section>
  );
}
