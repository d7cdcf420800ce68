// A child's row: the name is the button, the state stands beside it in words, and the details are one tap away.
import type { PupilId } from "../../domain/ids.ts";
import {
  hereWish,
  registerState,
  type HalfDayPlan,
  type RegisterState,
} from "../../domain/nurture-register.ts";
import type { Mark } from "../../domain/session.ts";
import { Button } from "../../ui/button.tsx";
import { ChipGroup } from "../../ui/chip-group.tsx";
import type { IconName } from "../../ui/icon-paths.ts";
import { Icon } from "../../ui/icon.tsx";
import { Tag, type TagTone } from "../../ui/tag.tsx";
import styles from "./nurture-register.module.css";
import { registerWords } from "./register-words.ts";
import type { RegisterSaving } from "./use-register.ts";

const looks: Readonly<Record<RegisterState, { readonly tone: TagTone; readonly icon?: IconName }>> = {
  blank: { tone: "neutral" },
  here: { tone: "good", icon: "check" },
  late: { tone: "warm", icon: "clock" },
  early: { tone: "warm", icon: "clock" },
  absent: { tone: "bad", icon: "x" },
  elsewhere: { tone: "info", icon: "arrow-right" },
  refused: { tone: "info", icon: "arrow-right" },
  "not-expected": { tone: "neutral", icon: "minus" },
};

export function RegisterRow(props: {
  readonly id: PupilId;
  readonly name: string;
  readonly mark: Mark | undefined;
  readonly hasNote: boolean;
  readonly isAway: boolean;
  readonly plan: HalfDayPlan;
  readonly hasCheckIn: boolean;
  readonly saving: RegisterSaving;
  readonly onTap: () => void;
  readonly onDetails: () => void;
}) {
  const { name, mark, plan } = props;
  const state = registerState(mark, plan);
  return (
    <li class={styles.item}>
      <div class={styles.row}>
        <button type="button" class={styles.tap} onClick={props.onTap}>
          <span class={styles.name}>{name}</span>
          {state === "blank" ? (
            <span class={styles.soft}>{props.isAway ? "Not taken; away today" : "Not taken"}</span>
          ) : (
            <Tag {...looks[state]}>{registerWords(mark, plan)}</Tag>
          )}
        </button>
        <Button variant="quiet" aria-label={`Details for ${name}`} onClick={props.onDetails}>
          <Icon name="pencil" />
          {props.hasNote && <span class={styles.soft}>Note</span>}
        </Button>
      </div>
      {props.hasCheckIn && state !== "absent" && <CheckIn {...props} />}
    </li>
  );
}

const steps = ["1", "2", "3", "4", "5"] as const;

/** How the child says they are on coming in. A child who checks in is here. */
function CheckIn(props: {
  readonly id: PupilId;
  readonly name: string;
  readonly mark: Mark | undefined;
  readonly plan: HalfDayPlan;
  readonly saving: RegisterSaving;
}) {
  const { id, name, mark, plan, saving } = props;
  const choose = (step: string) =>
    saving.enter((before) => {
      const stored = before?.marks.find((one) => one.record.pupilId === id)?.record;
      const isBlank = registerState(stored, plan) === "blank";
      return [{ pupilId: id, checkIn: Number(step), ...(isBlank && { wish: hereWish(plan) }) }];
    });
  return (
    <ChipGroup
      label={`Check-in for ${name}: 1 low, 5 high`}
      hideLabel
      options={steps.map((value) => ({ value, label: value }))}
      value={steps.find((one) => one === String(mark?.checkIn ?? ""))}
      onChange={(step) => void choose(step)}
    />
  );
}
