// Children whose place in the group begins later: they cannot be marked yet, and the list says from when.
import { addDays } from "../../domain/calendar.ts";
import type { HalfDayPlan } from "../../domain/nurture-register.ts";
import { Section } from "../../ui/section.tsx";
import { sayDay } from "../../ui/words.ts";
import { useDirectory } from "../shared/directory.tsx";
import { firstNames } from "../shared/people-names.ts";
import styles from "./nurture-register.module.css";

const soonDays = 42;

export function ComingSoon({ plan }: { readonly plan: HalfDayPlan }) {
  const directory = useDirectory();
  const coming = directory.members
    .map((one) => one.record)
    .filter(({ groupId, pupilId, from, to }) => {
      const isLater = plan.date < from && from <= addDays(plan.date, soonDays) && (!to || from <= to);
      return groupId === plan.groupId && isLater && !plan.expectedIds.includes(pupilId);
    });
  if (coming.length === 0) return null;
  return (
    <Section title="Not in the group yet" level={3}>
      <ul class={styles.plain}>
        {coming.map(({ pupilId, from }) => (
          <li key={pupilId}>
            {`${firstNames([pupilId], directory)[0]?.name ?? ""} begins on ${sayDay(from)} and can be marked from that day. If that day is wrong, ask the SENCO to change it on the group's page.`}
          </li>
        ))}
      </ul>
    </Section>
  );
}
