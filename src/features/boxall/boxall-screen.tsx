// Boxall assessments at a glance: what is due, drafts to go on with, and what was recorded lately.
import { placementState } from "../../domain/nurture-placement.ts";
import { boxallDue, type BoxallDue } from "../../domain/nurture-due.ts";
import { type BoxallAssessment } from "../../domain/boxall.ts";
import { boxallKindLabel } from "../../domain/boxall-labels.ts";
import { countingAssessments } from "../../domain/boxall-standing.ts";
import { termEnds } from "../../domain/calendar.ts";
import type { PupilId } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import { useRecords } from "../../storage/live.ts";
import type { Stored } from "../../storage/read.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { Tag } from "../../ui/tag.tsx";
import { sayDay } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { firstNames } from "../shared/people-names.ts";
import { useHasRole } from "../shared/roles.ts";
import { useToday } from "../shared/today.ts";
import styles from "./boxall.module.css";

export function BoxallScreen() {
  const { device } = useAlongside();
  const mayAssess = useHasRole("senco", "nurture-practitioner", "class-teacher");
  const isSenco = useHasRole("senco");
  const all = useRecords(device, records.boxallAssessment);
  return (
    <Page
      title="Boxall"
      lead="The school's own totals of the Boxall Profile. Not affiliated with nurtureuk, whose form it is."
      actions={
        <Cluster>
          {mayAssess && (
            <ButtonLink href="/boxall/new" icon="plus" variant="primary">
              New assessment
            </ButtonLink>
          )}
          {isSenco && (
            <ButtonLink href="/boxall/import" icon="upload">
              Import totals
            </ButtonLink>
          )}
          <ButtonLink href="/boxall/definitions" icon="settings">
            Handbook numbers
          </ButtonLink>
        </Cluster>
      }
    >
      {all === undefined ? <Skeleton lines={6} /> : <Lists all={all} />}
    </Page>
  );
}

type Assessments = readonly Stored<BoxallAssessment>[];

function Lists({ all }: { readonly all: Assessments }) {
  const { device } = useAlongside();
  const drafts = all.filter(
    ({ record }) => record.isDraft === true && !record.voided && record.authorId === device.staffId,
  );
  const recent = countingAssessments(all)
    .toSorted((a, b) => (a.record.date < b.record.date ? 1 : -1))
    .slice(0, 30);
  return (
    <Stack gap="large">
      <DueList all={all} />
      {drafts.length > 0 && (
        <Section title={`Drafts (${drafts.length})`}>
          <Rows assessments={drafts} />
        </Section>
      )}
      <Section title="Recorded">
        {recent.length === 0 ? (
          <EmptyState title="Nothing recorded yet">
            An assessment is twenty totals from the form on paper, entered once.
          </EmptyState>
        ) : (
          <Rows assessments={recent} />
        )}
      </Section>
    </Stack>
  );
}

function Rows({ assessments }: { readonly assessments: Assessments }) {
  const directory = useDirectory();
  const nameOf = (id: PupilId) => firstNames([id], directory)[0]?.name ?? "";
  return (
    <ul class={styles.rows}>
      {assessments.map(({ id, record }) => (
        <li key={id}>
          <a href={record.isDraft ? `/boxall/${id}` : `/boxall/pupil/${record.pupilId}`}>
            {nameOf(record.pupilId)}
          </a>
          <span class={styles.soft}>{`${boxallKindLabel[record.kind]}, ${sayDay(record.date)}`}</span>
        </li>
      ))}
    </ul>
  );
}

function DueList({ all }: { readonly all: Assessments }) {
  const { device } = useAlongside();
  const directory = useDirectory();
  const today = useToday();
  const mayAssess = useHasRole("senco", "nurture-practitioner");
  const places = useRecords(device, records.nurturePlacement, mayAssess ? undefined : null);
  const ends = termEnds(directory.calendar);
  const due = (places ?? []).flatMap(({ id, record }) => {
    const own = countingAssessments(all.filter((one) => one.record.pupilId === record.pupilId));
    const days = own.map((one) => one.record.date);
    const found =
      placementState(record, today) === "not-referred" ? undefined : boxallDue(record, days, ends, today);
    return found ? [{ id, pupilId: record.pupilId, due: found }] : [];
  });
  if (due.length === 0) return null;
  return (
    <Section title={`Due (${due.length})`}>
      <ul class={styles.rows}>
        {due
          .toSorted((a, b) => (a.due.by < b.due.by ? -1 : 1))
          .map((one) => (
            <li key={one.id}>
              <a href={`/boxall/new?pupil=${one.pupilId}`}>{firstNames([one.pupilId], directory)[0]?.name}</a>
              <DueWords due={one.due} />
            </li>
          ))}
      </ul>
    </Section>
  );
}

function DueWords({ due }: { readonly due: BoxallDue }) {
  const words = `${boxallKindLabel[due.kind]} by ${sayDay(due.by)}`;
  return due.isOverdue ? (
    <Tag tone="warm">{`${words}: overdue`}</Tag>
  ) : (
    <span class={styles.soft}>{words}</span>
  );
}
