// A half-day's register for somebody who looks at it and takes none: the head teacher, above all.
import { halfLabel } from "../../domain/half-days.ts";
import { countRegister, registerState, type HalfDayPlan } from "../../domain/nurture-register.ts";
import { lostReasonLabel } from "../../domain/session-labels.ts";
import { sayTimeRange } from "../../ui/words.ts";
import styles from "./nurture-register.module.css";
import { countWords, registerWords } from "./register-words.ts";
import { useNamed } from "./use-named.ts";
import type { StoredRegister } from "./use-register.ts";

export function SeenRegister({
  plan,
  stored,
}: {
  readonly plan: HalfDayPlan;
  readonly stored: StoredRegister;
}) {
  const markOf = (id: HalfDayPlan["expectedIds"][number]) => stored.marks.get(id)?.record;
  const marked = [...stored.marks.keys()].filter((id) => !plan.expectedIds.includes(id));
  const listed = useNamed([...plan.expectedIds, ...marked]);
  const session = stored.session?.record;
  const isLost = session?.outcome === "lost" && !session.voided;
  return (
    <div class={styles.head}>
      <p class={styles.soft}>{`${halfLabel[plan.half]}, ${sayTimeRange(plan.start, plan.end)}`}</p>
      <p class={styles.count}>
        {isLost
          ? `Did not run: ${lostReasonLabel[session.lostReason ?? "other"].toLowerCase()}`
          : countWords(countRegister(listed.map(({ id }) => registerState(markOf(id), plan))))}
      </p>
      <ul class={styles.rows}>
        {listed.map(({ id, name }) => (
          <li key={id} class={styles.row}>
            <span class={styles.otherName}>{name}</span>
            <span class={styles.soft}>{registerWords(markOf(id), plan)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
