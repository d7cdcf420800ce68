// How a register stands, and the one tap for all who are still blank.
import type { PupilId } from "../../domain/ids.ts";
import {
  absentWish,
  countRegister,
  hereWish,
  registerState,
  type HalfDayPlan,
  type RegisterState,
} from "../../domain/nurture-register.ts";
import { Button } from "../../ui/button.tsx";
import { sayCount, sayList } from "../../ui/words.ts";
import type { LoggedBefore } from "../shared/session-changes.ts";
import styles from "./nurture-register.module.css";
import { countWords } from "./register-words.ts";
import { useNamed } from "./use-named.ts";
import type { RegisterSaving } from "./use-register.ts";

export function RegisterHead(props: {
  readonly plan: HalfDayPlan;
  readonly states: readonly RegisterState[];
  readonly listed: readonly PupilId[];
  readonly saving: RegisterSaving;
  readonly awayIds: ReadonlySet<PupilId>;
}) {
  const { plan, states, listed, saving, awayIds } = props;
  const count = countRegister(states);
  const words = countWords(count);
  const awayNames = useNamed(listed.filter((id, at) => awayIds.has(id) && states[at] === "blank")).map(
    (one) => one.name,
  );
  const allHere = () =>
    saving.enter(
      (before) =>
        blanksOf(before, listed, plan).map((pupilId) => ({
          pupilId,
          wish: awayIds.has(pupilId) ? absentWish : hereWish(plan),
        })),
      `${sayCount(count.blank, "child", "children")} marked. Saved on this tablet`,
    );
  const isFresh = count.blank === states.length;
  return (
    <div class={styles.head}>
      <p class={styles.count} role="status">
        {listed.length === 0 ? "Nobody is expected." : words}
      </p>
      {count.blank > 0 && (
        <Button variant="primary" big icon="check" onClick={() => void allHere()}>
          {`${isFresh ? "All here" : `The other ${count.blank} here`}${awayNames.length > 0 ? `, without ${sayList(awayNames)}` : ""}`}
        </Button>
      )}
      <p class={styles.hint}>
        Tap a name: absent, tap again: late, again: clear. This is the group's own register, not the school's
        attendance register.
      </p>
    </div>
  );
}

function blanksOf(
  before: LoggedBefore | undefined,
  listed: readonly PupilId[],
  plan: HalfDayPlan,
): PupilId[] {
  return listed.filter((id) => {
    const mark = before?.marks.find((one) => one.record.pupilId === id)?.record;
    return registerState(mark, plan) === "blank";
  });
}
