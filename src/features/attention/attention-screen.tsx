// Needs attention: what the server refused, or merged only in part, in plain words, each settled alone.
import { useState } from "preact/hooks";
import { opSentence, problemSentence, useProblemOps } from "./problem-words.ts";
import { dismissProblem, type Problem } from "../../storage/problems.ts";
import { useProblems } from "../../storage/live.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Cluster } from "../../ui/stack.tsx";
import { sayCount } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useSaving } from "../shared/saving.tsx";
import { keepBothChanges } from "./keep-both.ts";
import styles from "./attention.module.css";

export function AttentionScreen() {
  const { device } = useAlongside();
  const problems = useProblems(device);
  return (
    <Page
      title="Needs attention"
      lead={problems?.length ? `${sayCount(problems.length, "thing")} to settle.` : ""}
    >
      {problems === undefined && <Skeleton lines={3} />}
      {problems?.length === 0 && (
        <EmptyState title="Nothing needs you" icon="check">
          If the school's server cannot take something as you saved it, it appears here.
        </EmptyState>
      )}
      <ul class={styles.problems}>
        {problems?.map((one) => (
          <ProblemCard key={one.mutationId} problem={one} />
        ))}
      </ul>
    </Page>
  );
}

function ProblemCard({ problem }: { readonly problem: Problem }) {
  const { device } = useAlongside();
  const saving = useSaving();
  const ops = useProblemOps(problem);
  const [isOver, setIsOver] = useState(false);
  const settle = async () => {
    await dismissProblem(device, problem.mutationId);
    setIsOver(true);
  };
  const both = ops && problem.status === "conflict" ? keepBothChanges(ops, device.newId) : undefined;
  const keepBoth = async () => {
    if (both && (await saving.save(both))) await settle();
  };
  if (isOver) return null;
  return (
    <Card as="li">
      <h2 class={styles.title}>{problemSentence(problem)}</h2>
      {saving.problem !== undefined && <Notice tone="problem">{saving.problem}</Notice>}
      <ul>
        {ops?.slice(0, 8).map((op, at) => (
          <li key={at}>{opSentence(op)}</li>
        ))}
      </ul>
      <Cluster>
        <Button variant="primary" onClick={() => void settle()}>
          {problem.status === "conflict" ? "Use theirs" : "I have seen it"}
        </Button>
        {both && (
          <Button busy={saving.isSaving} onClick={() => void keepBoth()}>
            Keep both
          </Button>
        )}
      </Cluster>
    </Card>
  );
}
