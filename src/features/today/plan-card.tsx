// One planned session: who, when, and the one tap that logs it.
import { useState } from "preact/hooks";
import { addDays } from "../../domain/calendar.ts";
import type { PlannedSession } from "../../domain/planned-session.ts";
import { Button } from "../../ui/button.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Card } from "../../ui/card.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Cluster } from "../../ui/stack.tsx";
import { Tag } from "../../ui/tag.tsx";
import { sayDayShort, sayList, sayMinutes, sayTimeRange } from "../../ui/words.ts";
import { awayAt } from "../shared/away-at.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useLogDraft } from "../shared/log-draft.ts";
import { useSaving } from "../shared/saving.tsx";
import { draftFromPlan } from "../shared/session-draft.ts";
import { useNow } from "../shared/today.ts";
import { CoverNotes } from "./cover-notes.tsx";
import { LostDialog } from "./lost-dialog.tsx";
import { planIntervention, planTitle } from "./plan-names.ts";
import { firstNames, staffNames } from "../shared/people-names.ts";
import { hasRegister, RegisterCard } from "./register-card.tsx";
import { TimerButton } from "./timer-button.tsx";
import styles from "./today.module.css";
import { turnWords } from "./today-queries.ts";
import type { TodayData } from "./use-today.ts";

interface PlanCardProps {
  readonly plan: PlannedSession;
  readonly data: TodayData;
  readonly isPrimary?: boolean;
  readonly isEarlier?: boolean;
}

export function PlanCard(props: PlanCardProps) {
  const { plan, isPrimary = false, isEarlier = false } = props;
  return hasRegister(plan, useDirectory()) ? (
    <RegisterCard plan={plan} isPrimary={isPrimary} isEarlier={isEarlier} />
  ) : (
    <LogCard {...props} />
  );
}

function LogCard(props: PlanCardProps) {
  const { plan, data } = props;
  const directory = useDirectory();
  const { today, secondsOfDay } = useNow();
  const saving = useSaving();
  const logDraft = useLogDraft(saving);
  const [isLosing, setIsLosing] = useState(false);
  const date = plan.date ?? (props.isEarlier ? addDays(plan.week, 4) : today);
  const start = plan.start ?? Math.max(0, secondsOfDay - plan.plannedSeconds);
  const awayIds =
    date === today
      ? awayAt(
          data.away.map((one) => one.record),
          start,
        )
      : new Set<never>();
  const draft = () => draftFromPlan(plan, { date, start }, directory, awayIds);
  const logDone = () => {
    const made = draft();
    return logDraft(made, !data.storedIds.has(made.id));
  };
  const absent = firstNames(
    plan.pupilIds.filter((id) => awayIds.has(id)),
    directory,
  ).map((one) => one.name);
  const isAlone = plan.pupilIds.length > 0 && absent.length === plan.pupilIds.length;
  return (
    <Card as="li">
      <div class={styles.cardHead}>
        <PlanTime plan={plan} data={data} isEarlier={props.isEarlier ?? false} />
        <h3 class={styles.cardTitle}>{planTitle(plan, directory)}</h3>
        <p class={styles.soft}>
          {[
            planIntervention(plan, directory),
            sayMinutes(plan.plannedSeconds),
            sayList(staffNames(plan.staffIds, directory)),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      <PupilNames plan={plan} awayIds={awayIds} />
      <ProblemNotice problem={saving.problem} />
      <Cluster>
        <Button
          variant={props.isPrimary ? "primary" : "secondary"}
          big={props.isPrimary ?? false}
          icon="check"
          busy={saving.isSaving}
          disabled={isAlone}
          onClick={() => void logDone()}
        >
          {absent.length === 0 ? "Done as planned" : `Done, without ${sayList(absent)}`}
        </Button>
        {!props.isEarlier && <TimerButton plan={plan} draft={draft} logDraft={logDraft} />}
        <ButtonLink href={`/log/new?slot=${plan.slotId}&day=${date}`} icon="pencil">
          Something different
        </ButtonLink>
        <Button variant="quiet" onClick={() => setIsLosing(true)}>
          Did not happen
        </Button>
      </Cluster>
      <CoverNotes plan={plan} day={date} />
      <LostDialog
        open={isLosing}
        onClose={() => setIsLosing(false)}
        draft={draft}
        draftKey={`${plan.slotId}|${date}`}
        isPupilAway={isAlone}
      />
    </Card>
  );
}

function PlanTime({ plan, data, isEarlier }: { plan: PlannedSession; data: TodayData; isEarlier: boolean }) {
  const time =
    plan.start === undefined
      ? turnWords(plan, data.week)
      : sayTimeRange(plan.start, plan.start + plan.plannedSeconds);
  const day = isEarlier ? `${sayDayShort(plan.date ?? addDays(plan.week, 4))}, ` : "";
  return <p class={styles.time}>{`${day}${time}`}</p>;
}

function PupilNames({ plan, awayIds }: { plan: PlannedSession; awayIds: ReadonlySet<string> }) {
  const directory = useDirectory();
  if (plan.pupilIds.length === 0) return null;
  return (
    <ul class={styles.names} aria-label="Pupils">
      {firstNames(plan.pupilIds, directory).map(({ id, name }) => (
        <li key={id}>{awayIds.has(id) ? <Tag tone="warm">{`${name}: away`}</Tag> : name}</li>
      ))}
    </ul>
  );
}
