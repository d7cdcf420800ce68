// To the register of the day before, and on again.
import { addDays, type Day } from "../../domain/calendar.ts";
import type { PlanFacts } from "../../domain/delivery-plan.ts";
import type { GroupId } from "../../domain/ids.ts";
import { halfDaysOf } from "../../domain/nurture-register.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Cluster } from "../../ui/stack.tsx";
import { sayDayShort } from "../../ui/words.ts";

/** A holiday between two half terms is shorter. */
const mostDaysApart = 24;

export function DaySteps(props: {
  readonly groupId: GroupId;
  readonly day: Day;
  readonly today: Day;
  readonly facts: PlanFacts;
}) {
  const { groupId, day, today, facts } = props;
  const next = (step: 1 | -1): Day | undefined => {
    for (let count = 1; count <= mostDaysApart; count += 1) {
      const other = addDays(day, step * count);
      if (other > today) return day < today ? today : undefined;
      if (halfDaysOf(facts, groupId, other).length > 0) return other;
    }
    return undefined;
  };
  const [before, after] = [next(-1), next(1)];
  const href = (to: Day) => `/register?group=${groupId}&day=${to}`;
  return (
    <Cluster>
      {before && (
        <ButtonLink href={href(before)} icon="chevron-left" variant="quiet">
          {sayDayShort(before)}
        </ButtonLink>
      )}
      {after && (
        <ButtonLink href={href(after)} icon="chevron-right" variant="quiet">
          {after === today ? "Today" : sayDayShort(after)}
        </ButtonLink>
      )}
    </Cluster>
  );
}
