// The nurture group's register of a half-day: one tap for all who are here, one for who is not. It is the group's own and no
// statutory register, and works without a network.
import { useLocation } from "preact-iso";
import { parseDay, type Day } from "../../domain/calendar.ts";
import { halfLabel } from "../../domain/half-days.ts";
import type { GroupId } from "../../domain/ids.ts";
import { halfDaysOf, type HalfDayPlan } from "../../domain/nurture-register.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { Stack } from "../../ui/stack.tsx";
import { sayTimeRange, sayWeekday } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { nurtureGroups } from "../shared/nurture-groups.ts";
import { usePlanFacts } from "../shared/plan-facts.ts";
import { useHasRole } from "../shared/roles.ts";
import { useNow } from "../shared/today.ts";
import { DaySteps } from "./day-steps.tsx";
import { HalfDayRegister } from "./half-day-register.tsx";

/** A half-day is looked at from this long before it begins. */
const soonSeconds = 3600;

export function RegisterScreen() {
  const { device } = useAlongside();
  const directory = useDirectory();
  const { today } = useNow();
  const { query } = useLocation();
  const seesAll = useHasRole("senco", "head");
  const groups = nurtureGroups(directory, today, { staffId: device.staffId, seesAll });
  const asked = parseDay(query["day"] ?? "");
  const day = asked && asked <= today ? asked : today;
  const [groupId, group] = groups.find(([id]) => id === query["group"]) ?? groups[0] ?? [];
  if (groupId === undefined || group === undefined) return <NoGroup />;
  return (
    <Page
      title="Register"
      lead={`${group.record.name} · ${sayWeekday(day)}`}
      actions={
        <ButtonLink href={`/register/term?group=${groupId}`} icon="list">
          The term's register
        </ButtonLink>
      }
    >
      <Stack>
        {groups.length > 1 && (
          <GroupChoice groups={groups.map(([id, one]) => [id, one.record.name])} value={groupId} day={day} />
        )}
        <DayRegister groupId={groupId} day={day} today={today} />
      </Stack>
    </Page>
  );
}

function GroupChoice(props: {
  readonly groups: readonly (readonly [GroupId, string])[];
  readonly value: GroupId;
  readonly day: Day;
}) {
  const { route } = useLocation();
  return (
    <ChipGroup
      label="Group"
      hideLabel
      options={props.groups.map(([value, label]) => ({ value, label }))}
      value={props.value}
      onChange={(id) => route(`/register?group=${id}&day=${props.day}`, true)}
    />
  );
}

function DayRegister({
  groupId,
  day,
  today,
}: {
  readonly groupId: GroupId;
  readonly day: Day;
  readonly today: Day;
}) {
  const facts = usePlanFacts(useDirectory());
  const mayTake = useMayTake(groupId, today);
  const { secondsOfDay } = useNow();
  const { query, route } = useLocation();
  const plans = halfDaysOf(facts, groupId, day);
  const begun = plans.filter((one) => day < today || one.start - soonSeconds <= secondsOfDay);
  const plan = plans.find((one) => one.slotId === query["slot"]) ?? begun.at(-1) ?? plans[0];
  const steps = <DaySteps groupId={groupId} day={day} today={today} facts={facts} />;
  if (plan === undefined)
    return (
      <>
        <EmptyState title="The group does not meet on this day" icon="calendar">
          Its times are on the group's page. A child who was there all the same is logged under Log something
          else.
        </EmptyState>
        {steps}
      </>
    );
  return (
    <>
      {plans.length > 1 && (
        <ChipGroup
          label="Half-day"
          hideLabel
          options={plans.map((one) => ({ value: one.slotId, ...words(one) }))}
          value={plan.slotId}
          onChange={(slot) => route(`/register?group=${groupId}&day=${day}&slot=${slot}`, true)}
        />
      )}
      <HalfDayRegister key={plan.sessionId} plan={plan} isToday={day === today} mayTake={mayTake} />
      {steps}
    </>
  );
}

/** The head sees every register and takes none but of a group of their own. */
function useMayTake(groupId: GroupId, today: Day): boolean {
  const { device } = useAlongside();
  const own = { staffId: device.staffId, seesAll: useHasRole("senco") };
  return nurtureGroups(useDirectory(), today, own).some(([id]) => id === groupId);
}

function words({ half, start, end }: HalfDayPlan) {
  return { label: halfLabel[half], hint: sayTimeRange(start, end) };
}

function NoGroup() {
  return (
    <Page title="Register">
      <EmptyState
        title="You run no nurture group"
        icon="users"
        action={<ButtonLink href="/groups">Groups and timetable</ButtonLink>}
      >
        The SENCO says on a group's page that it is a nurture group, and who runs it.
      </EmptyState>
    </Page>
  );
}
