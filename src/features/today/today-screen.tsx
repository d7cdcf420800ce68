// Today: what is due, and one tap to log it. The home of everybody who works with children.
import { useMemo, useState } from "preact/hooks";
import type { PlannedSession } from "../../domain/planned-session.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayCount, sayWeekday } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useFilling } from "../shared/filling.ts";
import { useHasRole } from "../shared/roles.ts";
import { MarkedTimes } from "../shared/marked-times.tsx";
import { useNow } from "../shared/today.ts";
import { AwayTodayButton } from "./away-today.tsx";
import { AdultAwayButton, MovedButton } from "./interruption-buttons.tsx";
import { FinishMyDay } from "./finish-my-day.tsx";
import { NothingToday } from "./nothing-today.tsx";
import { PlanCard } from "./plan-card.tsx";
import { SchoolDataComing } from "./school-data-coming.tsx";
import { SettledCard } from "./settled-card.tsx";
import { SupportCards } from "./support-cards.tsx";
import styles from "./today.module.css";
import { TripButton } from "./trip-button.tsx";
import { useTodayData, type TodayData } from "./use-today.ts";

export function TodayScreen() {
  const { device } = useAlongside();
  const isLeader = useHasRole("senco", "head");
  const [whose, setWhose] = useState<"mine" | "everyone">(isLeader ? "everyone" : "mine");
  const now = useNow();
  const isFirstSync = useFilling()?.isFilling ?? true;
  const data = useTodayData(now, whose === "mine" ? device.staffId : "everyone");
  // Drawn again only when something on it is other than before: every page of a sync comes by here.
  const parts = useMemo(
    () => data && <TodayParts data={data} isFirstSync={isFirstSync} isOverview={whose === "everyone"} />,
    [data, isFirstSync, whose],
  );
  return (
    <Page
      title="Today"
      lead={sayWeekday(now.today)}
      actions={
        <ButtonLink href="/log/new" icon="plus">
          Log something else
        </ButtonLink>
      }
    >
      <SchoolDataComing />
      <MarkedTimes />
      {isLeader && (
        <ChipGroup
          label="Whose day"
          hideLabel
          options={[
            { value: "everyone", label: "Whole school" },
            { value: "mine", label: "Mine" },
          ]}
          value={whose}
          onChange={setWhose}
        />
      )}
      {parts ?? <Skeleton lines={6} />}
    </Page>
  );
}

function TodayParts(props: {
  readonly data: TodayData;
  readonly isFirstSync: boolean;
  /** The whole school's day is looked over, not logged: a line a session instead of a card. */
  readonly isOverview: boolean;
}) {
  const { data, isFirstSync } = props;
  const { lists } = data;
  if (props.isOverview) return <Overview data={data} isFirstSync={isFirstSync} />;
  const isEmpty = [lists.dueNow, lists.later, lists.thisWeek, lists.settled, lists.support].every(
    (one) => one.length === 0,
  );
  return (
    <Stack gap="large">
      {isEmpty && !isFirstSync && <NothingToday />}
      <Plans title="Due now" plans={lists.dueNow} data={data} isFirst />
      <SupportCards plans={lists.support} />
      <Plans title="Later" plans={lists.later} data={data} />
      <Plans title="Any time this week" plans={lists.thisWeek} data={data} />
      {lists.settled.length > 0 && (
        <Section title={`Settled (${lists.settled.length})`}>
          <ul class={styles.settled}>
            {lists.settled.map((one) => (
              <SettledCard key={one.key} plan={one} />
            ))}
          </ul>
        </Section>
      )}
      <Cluster>
        <AwayTodayButton away={data.away} />
        <MovedButton />
        <AdultAwayButton />
        <TripButton />
      </Cluster>
      {lists.notLogged.length > 0 && (
        <Section title={`Not logged yet: ${sayCount(lists.notLogged.length, "earlier session")}`}>
          <ul class={styles.cards}>
            {lists.notLogged.slice(0, 12).map((one) => (
              <PlanCard key={one.key} plan={one} data={data} isEarlier />
            ))}
          </ul>
        </Section>
      )}
      <FinishMyDay data={data} />
    </Stack>
  );
}

function Overview({ data, isFirstSync }: { readonly data: TodayData; readonly isFirstSync: boolean }) {
  const { lists } = data;
  const parts = [
    { title: "Due now", plans: lists.dueNow },
    { title: "Later", plans: lists.later },
    { title: "Any time this week", plans: lists.thisWeek },
    { title: "Settled", plans: lists.settled },
    { title: "Class support", plans: lists.support },
    { title: "Not logged, earlier days", plans: lists.notLogged.slice(0, 40) },
  ].filter((one) => one.plans.length > 0);
  return (
    <Stack gap="large">
      {parts.length === 0 && !isFirstSync && <NothingToday />}
      {parts.map(({ title, plans }) => (
        <Section key={title} title={`${title} (${plans.length})`}>
          <ul class={styles.settled}>
            {plans.map((one) => (
              <SettledCard key={one.key} plan={one} />
            ))}
          </ul>
        </Section>
      ))}
      <Cluster>
        <AwayTodayButton away={data.away} />
        <AdultAwayButton />
        <TripButton />
      </Cluster>
    </Stack>
  );
}

function Plans(props: {
  readonly title: string;
  readonly plans: readonly PlannedSession[];
  readonly data: TodayData;
  readonly isFirst?: boolean;
}) {
  if (props.plans.length === 0) return null;
  return (
    <Section title={props.title}>
      <ul class={styles.cards}>
        {props.plans.map((plan) => (
          <PlanCard key={plan.key} plan={plan} data={props.data} isPrimary={props.isFirst ?? false} />
        ))}
      </ul>
    </Section>
  );
}
