// The week as it is planned: a column a day, own slots first or the whole school.
import { useState } from "preact/hooks";
import { mondayOf, weekDays } from "../../domain/calendar.ts";
import { plannedInWeek, type PlannedSession } from "../../domain/delivery.ts";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { sayDayShort, sayTime } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory, type Directory } from "../shared/directory.tsx";
import { usePlanFacts } from "../shared/plan-facts.ts";
import { useToday } from "../shared/today.ts";
import styles from "./interventions.module.css";

export function WeekTable() {
  const { device } = useAlongside();
  const directory = useDirectory();
  const facts = usePlanFacts(directory);
  const today = useToday();
  const [whose, setWhose] = useState<"mine" | "everyone">("mine");
  const planned = plannedInWeek(facts, mondayOf(today), [], today);
  if (planned.length === 0) return null;
  const shown = planned.filter((one) => whose === "everyone" || one.staffIds.includes(device.staffId));
  return (
    <Disclosure summary="This week's timetable">
      <ChipGroup
        label="Whose timetable"
        hideLabel
        options={[
          { value: "mine", label: "Mine" },
          { value: "everyone", label: "All on this tablet" },
        ]}
        value={whose}
        onChange={setWhose}
      />
      <div class={styles.week}>
        {weekDays(today).map((day) => (
          <section key={day} class={styles.day} aria-label={sayDayShort(day)}>
            <h3>{sayDayShort(day)}</h3>
            <ul>
              {shown
                .filter((one) => one.date === day)
                .map((one) => (
                  <SlotItem key={one.key} plan={one} directory={directory} />
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Disclosure>
  );
}

function SlotItem({ plan, directory }: { readonly plan: PlannedSession; readonly directory: Directory }) {
  const group = plan.groupId && directory.groupsById.get(plan.groupId)?.record.name;
  return (
    <li>
      <span class={styles.soft}>{plan.start === undefined ? "" : sayTime(plan.start)}</span>{" "}
      {group ?? `Class support ${plan.slot.className ?? ""}`}
    </li>
  );
}
