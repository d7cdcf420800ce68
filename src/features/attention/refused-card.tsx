// A save that the server refused: what it said, why, and the ways out. Nothing else waits for it.
import { useId } from "preact/hooks";
import type { Problem, ProblemOp } from "../../storage/problems.ts";
import { Button } from "../../ui/button.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Card } from "../../ui/card.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Cluster } from "../../ui/stack.tsx";
import { sayCount } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { sayInstant } from "../shared/when-words.ts";
import styles from "./attention.module.css";
import type { RecordsNow } from "./conflict-subjects.ts";
import { againChanges } from "./enter-again.ts";
import type { Names } from "./kind-words.ts";
import { refusalWords } from "./problem-words.ts";
import { saidIn } from "./refused-words.ts";
import { useSettling } from "./use-settling.ts";

const mostLines = 12;

export function RefusedCard(props: {
  readonly problem: Problem;
  readonly ops: readonly ProblemOp[];
  readonly now: RecordsNow;
  readonly names: Names;
  readonly onSettled: () => void;
  readonly onUndone: () => void;
}) {
  const { problem, ops, now, names } = props;
  const { device } = useAlongside();
  const titleId = useId();
  const settling = useSettling(problem, props.onUndone);
  const isErased = problem.status === "erased";
  const { title, lines } = isErased ? { title: "Erased", lines: [] } : saidIn(ops, now, names);
  const isSession = ops.some((op) => ["session", "mark", "note"].includes(op.kind));
  const again = againChanges(ops, now, device.registry);
  const act = async (settle: () => Promise<boolean>) => {
    if (await settle()) props.onSettled();
  };
  return (
    <Card as="li" labelledBy={titleId}>
      <h2 class={styles.title} id={titleId} tabIndex={-1} data-problem={problem.mutationId}>
        {title}
      </h2>
      <p class={styles.say}>{refusalWords(problem)}</p>
      <ProblemNotice problem={settling.saving.problem} />
      {!isErased && <Said by={`You saved this ${sayInstant(problem.at, names.today)}`} lines={lines} />}
      <Cluster>
        {!isErased && isSession && (
          <ButtonLink href={`/log/new?again=${problem.mutationId}`} aria-describedby={titleId}>
            Enter it again
          </ButtonLink>
        )}
        {!isErased && !isSession && again && (
          <Button
            aria-describedby={titleId}
            busy={settling.saving.isSaving}
            onClick={() => void act(settling.sendAgain(again))}
          >
            Try again
          </Button>
        )}
        <Button variant="quiet" aria-describedby={titleId} onClick={() => void act(settling.remove())}>
          Remove from this tablet
        </Button>
      </Cluster>
    </Card>
  );
}

function Said(props: {
  readonly by: string;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
}) {
  const more = props.lines.length - mostLines;
  return (
    <>
      <p class={styles.by}>{props.by}</p>
      <dl class={styles.said}>
        {props.lines.slice(0, mostLines).map(({ label, value }, at) => (
          <div key={at}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {more > 0 && <p class={styles.by}>{`And ${sayCount(more, "more line")}.`}</p>}
    </>
  );
}
