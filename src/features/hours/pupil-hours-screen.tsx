// One pupil's hours, and the working behind each of them: three true figures, by intervention, group and rule.
import { useMemo, useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { pupilIdSchema, type PupilId } from "../../domain/ids.ts";
import { pupilName, resolvePupil } from "../../domain/pupil.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Stack } from "../../ui/stack.tsx";
import { sayDay } from "../../ui/words.ts";
import { useDirectory, type Directory } from "../shared/directory.tsx";
import { useHasRole } from "../shared/roles.ts";
import { useToday } from "../shared/today.ts";
import { useHours } from "../shared/use-hours.ts";
import { HoursPlanned } from "./hours-planned.tsx";
import { HoursRows } from "./hours-rows.tsx";
import { HoursTotals } from "./hours-totals.tsx";
import { periodOf, type PeriodName } from "../shared/periods.ts";

export function PupilHoursScreen() {
  const directory = useDirectory();
  const { params } = useRoute();
  const id = pupilIdSchema.safeParse(params["id"]);
  const pupil = id.success ? directory.pupil(id.data) : undefined;
  if (!id.success || pupil === undefined) {
    return (
      <EmptyState
        title="This pupil is not on this tablet"
        action={<ButtonLink href="/hours">All hours</ButtonLink>}
      >
        The card may be new on another tablet and not sent yet.
      </EmptyState>
    );
  }
  return <PupilHours key={id.data} id={id.data} name={pupilName(pupil.record)} />;
}

function PupilHours({ id, name }: { readonly id: PupilId; readonly name: string }) {
  const directory = useDirectory();
  const today = useToday();
  const holdsAll = useHasRole("senco", "head");
  const [span, setSpan] = useState<PeriodName>("term");
  const { from, to } = periodOf(span, today, directory.calendar);
  const pupilIds = useMemo(() => idsOf(id, directory), [id, directory.pupilsById]);
  const { value, problem } = useHours(`${pupilIds.join(" ")}|${from}|${to}`, (hours) =>
    hours.pupilHours({ pupilIds, from, to }),
  );
  return (
    <Page
      title={name}
      lead={`${sayDay(from)} to ${sayDay(to)}${holdsAll ? "" : ", in your groups"}`}
      back={{ href: "/hours", label: "Hours" }}
    >
      <Stack gap="large">
        <ChipGroup
          label="Period"
          hideLabel
          options={[
            { value: "week", label: "This week" },
            { value: "half-term", label: "This half term" },
            { value: "term", label: "This term" },
            { value: "year", label: "This school year" },
          ]}
          value={span}
          onChange={setSpan}
        />
        <ProblemNotice problem={problem} />
        {value === undefined && problem === undefined && <Skeleton lines={6} label="Working out the hours" />}
        {value && (
          <>
            <HoursTotals totals={value.totals} />
            <HoursPlanned pupilIds={pupilIds} from={from} to={to} isWholeTerm={span === "term"} />
            <HoursRows hours={value} pupilIds={pupilIds} />
          </>
        )}
      </Stack>
    </Page>
  );
}

/** Every card that stands for this child: its own and those merged into it. */
function idsOf(id: PupilId, directory: Directory): readonly PupilId[] {
  const cards = new Map([...directory.pupilsById].map(([key, one]) => [key, one.record]));
  const target = resolvePupil(id, cards);
  return [...cards.keys()].filter((one) => resolvePupil(one, cards) === target).sort();
}
