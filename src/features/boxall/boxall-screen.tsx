// Boxall assessments at a glance: what is due, drafts to go on with, and what was recorded lately.
import { type BoxallAssessment } from "../../domain/boxall.ts";
import { boxallKindLabel } from "../../domain/boxall-labels.ts";
import { countingAssessments } from "../../domain/boxall-standing.ts";
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
import { sayDay } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { firstNames, staffNames } from "../shared/people-names.ts";
import { useHasRole } from "../shared/roles.ts";
import styles from "./boxall.module.css";
import { DueList } from "./due-list.tsx";
import { ReviewTimes } from "./review-times.tsx";

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

/** Older ones are on each child's page. */
const mostShown = 30;

type Assessments = readonly Stored<BoxallAssessment>[];

function Lists({ all }: { readonly all: Assessments }) {
  const { device } = useAlongside();
  const isSenco = useHasRole("senco");
  // The SENCO can finish what somebody else began, whose own time for it may be over.
  const drafts = all.filter(
    ({ record }) =>
      record.isDraft === true && !record.voided && (isSenco || record.authorId === device.staffId),
  );
  const counting = countingAssessments(all).toSorted((a, b) => (a.record.date < b.record.date ? 1 : -1));
  const recent = counting.slice(0, mostShown);
  return (
    <Stack gap="large">
      <Stack>
        <DueList all={all} />
        {isSenco && <ReviewTimes />}
      </Stack>
      {drafts.length > 0 && (
        <Section title={`Drafts (${drafts.length})`}>
          <Rows assessments={drafts} />
        </Section>
      )}
      <Section
        title={
          counting.length > recent.length
            ? `Recorded: the latest ${mostShown} of ${counting.length}`
            : "Recorded"
        }
      >
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
  const { device } = useAlongside();
  const pupilIds = [...new Set<PupilId>(assessments.map((one) => one.record.pupilId))];
  const names = new Map(firstNames(pupilIds, directory).map(({ id, name }) => [id, name]));
  const begunBy = ({ isDraft, authorId }: BoxallAssessment) =>
    isDraft === true && authorId !== device.staffId
      ? [`begun by ${staffNames([authorId], directory)[0]}`]
      : [];
  return (
    <ul class={styles.rows}>
      {assessments.map(({ id, record }) => (
        <li key={id}>
          <a href={record.isDraft ? `/boxall/${id}` : `/boxall/pupil/${record.pupilId}`}>
            {names.get(record.pupilId)}
          </a>
          <span class={styles.soft}>
            {[boxallKindLabel[record.kind], sayDay(record.date), ...begunBy(record)].join(", ")}
          </span>
        </li>
      ))}
    </ul>
  );
}
