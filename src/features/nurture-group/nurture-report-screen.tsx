// The report of a nurture group for a period: counts and means, without a name; it prints, and can be saved as numbers.
import { useMemo, useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { leastPairs } from "../../domain/boxall-change.ts";
import type { BoxallVersion } from "../../domain/boxall.ts";
import { groupIdSchema, type GroupId } from "../../domain/ids.ts";
import { nurtureReport } from "../../domain/nurture-report.ts";
import * as records from "../../domain/records.ts";
import { useRecords } from "../../storage/live.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Stack } from "../../ui/stack.tsx";
import { sayDay } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useSeesPlaces } from "../shared/nurture-groups.ts";
import { periodOf, type Period, type PeriodName } from "../shared/periods.ts";
import { storedEnd } from "../shared/session-changes.ts";
import { useToday } from "../shared/today.ts";
import { NurtureReportPage } from "./nurture-report-page.tsx";
import { PlacesNotSeen } from "./places-not-seen.tsx";

export function NurtureReportScreen() {
  const { groupsById } = useDirectory();
  const { params } = useRoute();
  const id = groupIdSchema.safeParse(params["id"]);
  const group = id.success ? groupsById.get(id.data)?.record : undefined;
  const seesPlaces = useSeesPlaces(id.data);
  if (!id.success || group?.isNurture !== true) {
    return (
      <EmptyState
        title="This nurture group is not on this tablet"
        action={<ButtonLink href="/groups">All groups</ButtonLink>}
      >
        It may have ended, or you no longer run it.
      </EmptyState>
    );
  }
  if (!seesPlaces) return <PlacesNotSeen groupId={id.data} />;
  return <Report groupId={id.data} name={group.name} />;
}

const spans: readonly { readonly value: PeriodName; readonly label: string }[] = [
  { value: "half-term", label: "This half term" },
  { value: "term", label: "This term" },
  { value: "year", label: "This school year" },
];

function Report({ groupId, name }: { readonly groupId: GroupId; readonly name: string }) {
  const { calendar } = useDirectory();
  const today = useToday();
  const [span, setSpan] = useState<PeriodName>("term");
  const whole = periodOf(span, today, calendar);
  const period = { from: whole.from, to: whole.to < today ? whole.to : today };
  const report = useReport(groupId, period);
  return (
    <Page
      title={`Report: ${name}`}
      lead={`${sayDay(period.from)} to ${sayDay(period.to)}. Without names.`}
      back={{ href: `/nurture/${groupId}`, label: "Places and half-days" }}
    >
      <Stack gap="large">
        <div class="no-print">
          <ChipGroup<PeriodName> label="Period" hideLabel options={spans} value={span} onChange={setSpan} />
        </div>
        {report === undefined ? (
          <Skeleton lines={8} />
        ) : report === "too few" ? (
          <EmptyState title="Too few children for a report without names">
            {`Fewer than ${leastPairs} children had a place in this time: every number would be about them. Choose a longer period.`}
          </EmptyState>
        ) : (
          <NurtureReportPage report={report} period={period} />
        )}
      </Stack>
    </Page>
  );
}

/** @returns undefined until the first answer of the database */
function useReport(groupId: GroupId, { from, to }: Period): ReturnType<typeof nurtureReport> | undefined {
  const { device } = useAlongside();
  const places = useRecords(device, records.nurturePlacement, { index: "groupId", equals: groupId });
  const sessions = useRecords(device, records.session, {
    index: "[groupId+date]",
    from: [groupId, from],
    to: [groupId, to],
  });
  const held = useMemo(
    () => sessions?.filter(({ record }) => record.half && !record.voided && record.outcome === "delivered"),
    [sessions],
  );
  const marks = useRecords(
    device,
    records.mark,
    held ? { index: "sessionId", anyOf: held.map((one) => one.id) } : null,
  );
  const pupilIds = [...new Set((places ?? []).map((one) => one.record.pupilId))];
  const assessments = useRecords(
    device,
    records.boxallAssessment,
    places ? { index: "pupilId", anyOf: pupilIds } : null,
  );
  const definitions = useRecords(device, records.boxallDefinition);
  return useMemo(() => {
    if (!places || !held || !marks || !assessments || !definitions) return undefined;
    return nurtureReport({
      from,
      to,
      places: places.map((one) => one.record),
      heldSeconds: held.map(({ record }) => storedEnd(record) - record.start),
      marks: marks.map((one) => one.record),
      assessments,
      definitionOf: (version: BoxallVersion) =>
        definitions.find((one) => one.record.version === version)?.record,
    });
  }, [places, held, marks, assessments, definitions, from, to]);
}
