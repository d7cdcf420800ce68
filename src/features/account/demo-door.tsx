// The demo school: invented pupils, real shapes. Open while the server has no real school.
import { useState } from "preact/hooks";
import { Button } from "../../ui/button.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { Cluster } from "../../ui/stack.tsx";
import type { WelcomeProps } from "./welcome-screen.tsx";

type DemoRole = Parameters<WelcomeProps["api"]["openDemo"]>[0]["as"];

export function DemoDoor({ api, onEnter }: WelcomeProps) {
  const [opening, setOpening] = useState<DemoRole>();
  const [problem, setProblem] = useState<string>();
  const open = async (as: DemoRole) => {
    setOpening(as);
    const answer = await api.openDemo({ as });
    setOpening(undefined);
    setProblem(answer.ok ? undefined : answer.message);
    if (answer.ok) await onEnter(answer.value);
  };
  return (
    <Section title="Or look round the demo school">
      <p>Every child in it is invented. Nothing you do there touches a real school.</p>
      <ProblemNotice problem={problem} />
      <Cluster>
        <Button busy={opening === "teaching-assistant"} onClick={() => void open("teaching-assistant")}>
          As a teaching assistant
        </Button>
        <Button busy={opening === "nurture-practitioner"} onClick={() => void open("nurture-practitioner")}>
          As the nurture practitioner
        </Button>
        <Button busy={opening === "senco"} onClick={() => void open("senco")}>
          As the SENCO
        </Button>
      </Cluster>
    </Section>
  );
}
