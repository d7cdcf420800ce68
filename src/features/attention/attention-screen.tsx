// Needs attention: what two people changed at once, and what the server refused, each settled alone in plain words.
import { useEffect, useRef } from "preact/hooks";
import { useProblems } from "../../storage/live.ts";
import type { Problem } from "../../storage/problems.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { sayCount } from "../../ui/words.ts";
import { attentionCount } from "../shared/attention-count.ts";
import { useAlongside } from "../shared/context.ts";
import styles from "./attention.module.css";
import { useCardFocus, type CardFocus } from "./card-focus.ts";
import { ConflictCard } from "./conflict-card.tsx";
import { subjectsOf } from "./conflict-subjects.ts";
import { RefusedCard } from "./refused-card.tsx";
import { useNames, useOpenedProblem } from "./use-problem.ts";

export function AttentionScreen() {
  const { device } = useAlongside();
  const problems = useProblems(device);
  const list = useRef<HTMLUListElement>(null);
  const focus = useCardFocus(list, problems);
  const inOrder = (problems ?? []).toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const count = attentionCount(inOrder);
  return (
    <Page title="Needs attention" lead={count > 0 ? `${sayCount(count, "thing")} to settle.` : ""}>
      {problems === undefined && <Skeleton lines={3} />}
      {problems?.length === 0 && (
        <EmptyState title="Nothing needs you" icon="check">
          If two people change the same thing, or the school's server cannot take something as you saved it,
          it appears here.
        </EmptyState>
      )}
      <ul class={styles.problems} ref={list}>
        {inOrder.map((one) => (
          <ProblemCards key={one.mutationId} problem={one} focus={focus} />
        ))}
      </ul>
    </Page>
  );
}

function ProblemCards({ problem, focus }: { readonly problem: Problem; readonly focus: CardFocus }) {
  const { device } = useAlongside();
  const names = useNames();
  const opened = useOpenedProblem(problem);
  const isOpened = opened !== undefined;
  useEffect(() => (isOpened ? focus.move() : undefined), [isOpened]);
  if (opened === undefined) return null;
  const { ops, now } = opened;
  const common = {
    problem,
    ops,
    names,
    onSettled: focus.toNext,
    onUndone: () => focus.toCardOf(problem.mutationId),
  };
  if (problem.status !== "conflict") return <RefusedCard {...common} now={now} />;
  return (
    <>
      {subjectsOf(problem, ops, now, device.registry, names).map((subject) => (
        <ConflictCard key={subject.key} {...common} subject={subject} />
      ))}
    </>
  );
}
