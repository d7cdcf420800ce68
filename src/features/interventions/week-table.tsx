// A week as it is planned: a column a day, own slots or the whole school; on a narrow screen one day below the other.
import { useState } from "preact/hooks";
import { abWeekOf, addDays, dayTypeOf, mondayOf, weekDays, type Day } from "../../domain/calendar.ts";
import { plannedInWeek } from "../../domain/delivery.ts";
import type { PlannedSession } from "../../domain/planned-session.ts";
import { Button } from "../../ui/button.tsx";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Section } from "../../ui/section.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayCount, sayDayShort, sayList, sayTimeRange, sayWeek } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { usePlanFacts } from "../shared/plan-facts.ts";
import { useHasRole } from "../shared/roles.ts";
import { useToday } from "../shared/today.ts";
import styles from "./interventions.module.css";

export function WeekTable() {
  const { device } = useAlongside();
  const directory = useDirectory();
  const facts = usePlanFacts(directory);
  const today = useToday();
  const isLeader = useHasRole("senco", "head");
  const [whose, setWhose] = useState<"mine" | "everyone">(isLeader ? "everyone" : "mine");
  const [monday, setMonday] = useState(mondayOf(today));
  const planned = plannedInWeek(facts, monday, [], today);
  const shown = planned.filter((one) => whose === "everyone" || one.staffIds.includes(device.staffId));
  const letter = abWeekOf(monday, directory.calendar);
  const anyDay = shown.filter((one) => one.date === undefined);
  return (
    <Section title={letter ? `${sayWeek(monday)} (${letter})` : sayWeek(monday)}>
      <Stack>
        <Cluster align="between">
          <ChipGroup
            label="Whose timetable"
            hideLabel
            options={[
              { value: "mine", label: "Mine" },
              { value: "everyone", label: isLeader ? "Whole school" : "All on this tablet" },
            ]}
            value={whose}
            onChange={setWhose}
          />
          <Cluster>
            <Button icon="chevron-left" onClick={() => setMonday(addDays(monday, -7))}>
              Week before
            </Button>
            <Button icon="chevron-right" onClick={() => setMonday(addDays(monday, 7))}>
              Week after
            </Button>
          </Cluster>
        </Cluster>
        <div class={styles.week}>
          {weekDays(monday).map((day) => (
            <DayColumn key={day} day={day} plans={shown.filter((one) => one.date === day)} />
          ))}
        </div>
        {anyDay.length > 0 && <AnyDay plans={anyDay} />}
      </Stack>
    </Section>
  );
}

const noSchool = {
  weekend: "Weekend",
  holiday: "Holiday",
  inset: "INSET day",
  "bank-holiday": "Bank holiday",
  closure: "School closed",
} as const;

function DayColumn({ day, plans }: { readonly day: Day; readonly plans: readonly PlannedSession[] }) {
  const { calendar } = useDirectory();
  const type = dayTypeOf(day, calendar);
  return (
    <section class={styles.day} aria-label={sayDayShort(day)}>
      <h3>{sayDayShort(day)}</h3>
      {type !== "pupil-day" && <p class={styles.soft}>{noSchool[type]}</p>}
      {type === "pupil-day" && plans.length === 0 && <p class={styles.soft}>Nothing planned</p>}
      <ul>
        {plans.map((one) => (
          <SlotItem key={one.key} plan={one} />
        ))}
      </ul>
    </section>
  );
}

/** Slots of "n a week" have no day: each stands once, with how often. */
function AnyDay({ plans }: { readonly plans: readonly PlannedSession[] }) {
  const bySlot = Map.groupBy(plans, (one) => one.slotId);
  return (
    <section class={styles.day} aria-label="Any time this week">
      <h3>Any time this week</h3>
      <ul>
        {[...bySlot].map(([slotId, turns]) => (
          <SlotItem key={slotId} plan={turns[0]} often={sayCount(turns.length, "time")} />
        ))}
      </ul>
    </section>
  );
}

function SlotItem({ plan, often }: { readonly plan: PlannedSession | undefined; readonly often?: string }) {
  const { groupsById, staffById } = useDirectory();
  if (plan === undefined) return null;
  const group = plan.groupId && groupsById.get(plan.groupId)?.record.name;
  const adults = plan.staffIds.map((id) => staffById.get(id)?.record.shortName ?? "an adult");
  const when = plan.start === undefined ? often : sayTimeRange(plan.start, plan.start + plan.plannedSeconds);
  return (
    <li>
      <span class={styles.slotTime}>{when}</span>
      {group ? (
        <a href={`/groups/${plan.groupId}`}>{group}</a>
      ) : (
        <span>{`Class support ${plan.slot.className ?? ""}`}</span>
      )}
      <span class={styles.soft}>{[sayList(adults), plan.slot.room].filter(Boolean).join(" · ")}</span>
    </li>
  );
}
