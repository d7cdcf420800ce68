// Somebody who works in several schools says where they are now.
import { useState } from "preact/hooks";
import type { Api, SignInAnswer, SignInStep } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Section } from "../../../ui/section.tsx";
import { Cluster, Stack } from "../../../ui/stack.tsx";

export function ChooseSchool(props: {
  readonly api: Api;
  readonly step: Extract<SignInStep, { needs: "school" }>;
  readonly onAnswer: (answer: SignInAnswer) => Promise<void>;
  readonly onBack: () => void;
}) {
  const { api, step, onAnswer, onBack } = props;
  const [opening, setOpening] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const choose = async (schoolId: string) => {
    setOpening(schoolId);
    const answer = await api.chooseSchool({ pending: step.pending, schoolId });
    setOpening(undefined);
    setProblem(answer.ok ? undefined : answer.message);
    if (answer.ok) await onAnswer(answer.value);
  };
  return (
    <Section title="Which school are you in?">
      <Stack>
        {problem !== undefined && (
          <Notice tone="problem" announce>
            {problem}
          </Notice>
        )}
        {step.schools.map(({ schoolId, schoolName }) => (
          <Button key={schoolId} big wide busy={opening === schoolId} onClick={() => void choose(schoolId)}>
            {schoolName}
          </Button>
        ))}
        <Cluster>
          <Button variant="quiet" onClick={onBack}>
            Start again
          </Button>
        </Cluster>
      </Stack>
    </Section>
  );
}
