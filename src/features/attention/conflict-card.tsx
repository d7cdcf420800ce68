// Two people changed one thing: both values side by side, who made the other and when, and one tap for either.
import { useId } from "preact/hooks";
import type { Problem, ProblemOp } from "../../storage/problems.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Cluster } from "../../ui/stack.tsx";
import { useAlongside } from "../shared/context.ts";
import { sayInstant } from "../shared/when-words.ts";
import styles from "./attention.module.css";
import type { Subject } from "./conflict-subjects.ts";
import { keepBothChanges } from "./keep-both.ts";
import type { Names } from "./kind-words.ts";
import { capitalised, whoWords } from "./problem-words.ts";
import { useSettling } from "./use-settling.ts";

export function ConflictCard(props: {
  readonly problem: Problem;
  readonly subject: Subject;
  readonly ops: readonly ProblemOp[];
  readonly names: Names;
  readonly onSettled: () => void;
  readonly onUndone: () => void;
}) {
  const { problem, subject, ops, names } = props;
  const { device } = useAlongside();
  const titleId = useId();
  const settling = useSettling(problem, props.onUndone);
  const who = whoWords(subject.by, device.staffId, names);
  const both = subject.isMadeTwice ? keepBothChanges(ops, device.newId) : undefined;
  const act = async (settle: () => Promise<boolean>) => {
    if (await settle()) props.onSettled();
  };
  const theirs = () => void act(settling.takeTheirs(subject));
  const mine = () => void act(settling.takeMine(subject, ops));
  return (
    <Card as="li" labelledBy={titleId}>
      <h2 class={styles.title} id={titleId} tabIndex={-1} data-problem={problem.mutationId}>
        {subject.title}
      </h2>
      <p class={styles.say}>{sentence(who, subject, both !== undefined)}</p>
      <ProblemNotice problem={settling.saving.problem} />
      {subject.lines.length === 0 ? (
        <Cluster>
          <Button onClick={theirs}>Use theirs</Button>
        </Cluster>
      ) : (
        <Sides
          subject={subject}
          whoTheirs={`${capitalised(who)}, ${sayInstant(subject.at, names.today)}`}
          whoMine={`You, ${sayInstant(problem.at, names.today)}`}
          titleId={titleId}
          isSaving={settling.saving.isSaving}
          onTheirs={theirs}
          onMine={mine}
        />
      )}
      {both && (
        <Cluster>
          <Button aria-describedby={titleId} onClick={() => void act(settling.keepBoth(both))}>
            Keep both
          </Button>
        </Cluster>
      )}
    </Card>
  );
}

function Sides(props: {
  readonly subject: Subject;
  readonly whoTheirs: string;
  readonly whoMine: string;
  readonly titleId: string;
  readonly isSaving: boolean;
  readonly onTheirs: () => void;
  readonly onMine: () => void;
}) {
  const { lines } = props.subject;
  return (
    <div class={styles.sides} style={{ "--lines": lines.length + 1 }}>
      <Side
        title="Theirs"
        by={props.whoTheirs}
        lines={lines.map(({ label, theirs: value }) => ({ label, value }))}
      >
        <Button wide aria-describedby={props.titleId} onClick={props.onTheirs}>
          Use theirs
        </Button>
      </Side>
      <Side
        title="Yours"
        by={props.whoMine}
        lines={lines.map(({ label, mine: value }) => ({ label, value }))}
      >
        <Button wide aria-describedby={props.titleId} busy={props.isSaving} onClick={props.onMine}>
          Use mine
        </Button>
      </Side>
    </div>
  );
}

function Side(props: {
  readonly title: string;
  readonly by: string;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  readonly children: preact.ComponentChildren;
}) {
  const headId = useId();
  return (
    <section class={styles.side} aria-labelledby={headId}>
      <div class={styles.sideHead}>
        <h3 id={headId}>{props.title}</h3>
        <p>{props.by}</p>
      </div>
      <dl class={styles.values}>
        {props.lines.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div class={styles.choose}>{props.children}</div>
    </section>
  );
}

function sentence(who: string, subject: Subject, canKeepBoth: boolean): string {
  if (canKeepBoth && subject.lines.length === 0)
    return `Already logged by ${who}, and yours says the same. Use one, or keep both if it took place twice.`;
  if (canKeepBoth) return `Already logged by ${who}. Use one, or keep both if it took place twice.`;
  if (subject.lines.length === 0)
    return `${capitalised(who)} saved the same as you. There is nothing to choose.`;
  return `${capitalised(who)} changed this before yours arrived. Theirs stands until you choose.`;
}
