// A day without a plan, said honestly: a holiday, a closure, or simply nothing on the timetable.
import { dayTypeOf } from "../../domain/calendar.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useDirectory } from "../shared/directory.tsx";
import { useToday } from "../shared/today.ts";

export function NothingToday() {
  const { calendar } = useDirectory();
  const type = dayTypeOf(useToday(), calendar);
  const title = {
    "pupil-day": "Nothing is planned for you today",
    weekend: "It is the weekend",
    holiday: calendar.halfTerms.length === 0 ? "Nothing is planned for you today" : "It is the holidays",
    inset: "It is an INSET day",
    "bank-holiday": "It is a bank holiday",
    closure: "School is closed today",
  }[type];
  return (
    <EmptyState title={title} icon="sun" action={<ButtonLink href="/log/new">Log a session</ButtonLink>}>
      Sessions on the timetable appear here on their day.
    </EmptyState>
  );
}
