// A planned half-day of a nurture group: its register is taken on its own screen, for several children at once.
import { addDays, type Day } from "../../domain/calendar.ts";
import type { PlannedSession } from "../../domain/planned-session.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Card } from "../../ui/card.tsx";
import { sayCount, sayDayShort, sayTimeRange } from "../../ui/words.ts";
import { useDirectory, type Directory } from "../shared/directory.tsx";
import { planTitle } from "./plan-names.ts";
import styles from "./today.module.css";

export function RegisterCard(props: {
  readonly plan: PlannedSession;
  readonly isPrimary: boolean;
  readonly isEarlier: boolean;
}) {
  const { plan } = props;
  const directory = useDirectory();
  const time = plan.start === undefined ? "" : sayTimeRange(plan.start, plan.start + plan.plannedSeconds);
  const day = props.isEarlier ? `${sayDayShort(plan.date ?? addDays(plan.week, 4))}, ` : "";
  return (
    <Card as="li">
      <div class={styles.cardHead}>
        <p class={styles.time}>{`${day}${time}`}</p>
        <h3 class={styles.cardTitle}>{planTitle(plan, directory)}</h3>
        <p class={styles.soft}>{`${sayCount(plan.pupilIds.length, "child", "children")} expected`}</p>
      </div>
      <div>
        <ButtonLink
          variant={props.isPrimary ? "primary" : "secondary"}
          big={props.isPrimary}
          icon="list"
          href={registerHref(plan)}
        >
          Take the register
        </ButtonLink>
      </div>
    </Card>
  );
}

/** Whether a planned session is a half-day with a register. */
export function hasRegister({ groupId, start }: PlannedSession, directory: Directory): boolean {
  return (
    start !== undefined &&
    groupId !== undefined &&
    directory.groupsById.get(groupId)?.record.isNurture === true
  );
}

export function registerHref({
  groupId,
  slotId,
  date,
  week,
}: PlannedSession & { readonly date?: Day }): string {
  return `/register?group=${groupId}&day=${date ?? week}&slot=${slotId}`;
}
