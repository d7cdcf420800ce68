// Which assessments are due of the children in nurture groups. A draft that is begun is gone on with, and not begun again.
import type { BoxallAssessment } from "../../domain/boxall.ts";
import { boxallKindLabel } from "../../domain/boxall-labels.ts";
import { assessmentStanding, countingAssessments } from "../../domain/boxall-standing.ts";
import { boxallDue, reviewDaysOf, type BoxallDue } from "../../domain/nurture-due.ts";
import { placementState } from "../../domain/nurture-placement.ts";
import * as records from "../../domain/records.ts";
import { useRecords } from "../../storage/live.ts";
import type { Stored } from "../../storage/read.ts";
import { Section } from "../../ui/section.tsx";
import { Tag } from "../../ui/tag.tsx";
import { sayDay } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { idsOfChild } from "../shared/ids-of-child.ts";
import { firstNames } from "../shared/people-names.ts";
import { useHasRole } from "../shared/roles.ts";
import { useToday } from "../shared/today.ts";
import styles from "./boxall.module.css";

export function DueList({ all }: { readonly all: readonly Stored<BoxallAssessment>[] }) {
  const directory = useDirectory();
  const mayAssess = useHasRole("senco", "nurture-practitioner");
  const due = useDue(all);
  if (due.length === 0) return null;
  const names = new Map(
    firstNames(
      due.map((one) => one.pupilId),
      directory,
    ).map(({ id, name }) => [id, name]),
  );
  return (
    <Section title={`Due (${due.length})`}>
      <ul class={styles.rows}>
        {due.map(({ id, pupilId, due: one, draftId }) => {
          const begin = mayAssess ? `/boxall/new?pupil=${pupilId}` : `/boxall/pupil/${pupilId}`;
          return (
            <li key={id}>
              <a href={draftId === undefined ? begin : `/boxall/${draftId}`}>{names.get(pupilId)}</a>
              {draftId !== undefined && <span class={styles.soft}>A draft is begun</span>}
              <DueWords due={one} />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** One line a placement, the earliest day first. */
function useDue(all: readonly Stored<BoxallAssessment>[]) {
  const { device } = useAlongside();
  const { calendar, pupilsById, school } = useDirectory();
  const today = useToday();
  const readsPlaces = useHasRole("senco", "head", "nurture-practitioner");
  const places = useRecords(device, records.nurturePlacement, readsPlaces ? undefined : null);
  const reviewDays = reviewDaysOf(school?.record.boxallReviews, calendar);
  const found = (places ?? []).flatMap(({ id, record }) => {
    const { pupilId, heldUntil } = record;
    // Whoever left and is no longer held is nobody's to assess any more.
    const isOver = heldUntil !== undefined && heldUntil !== null && heldUntil < today;
    if (isOver || placementState(record, today) === "not-referred") return [];
    const ids = new Set(idsOfChild(pupilId, pupilsById));
    const own = all.filter((one) => ids.has(one.record.pupilId));
    const days = countingAssessments(own).map((one) => one.record.date);
    const due = boxallDue(record, days, reviewDays, today);
    const draft = own.find((one) => assessmentStanding(one, own) === "draft");
    return due ? [{ id, pupilId, due, draftId: draft?.id }] : [];
  });
  return found.toSorted((a, b) => (a.due.by < b.due.by ? -1 : 1));
}

function DueWords({ due }: { readonly due: BoxallDue }) {
  const words = `${boxallKindLabel[due.kind]} by ${sayDay(due.by)}`;
  return due.isOverdue ? (
    <Tag tone="warm">{`${words}: overdue`}</Tag>
  ) : (
    <span class={styles.soft}>{words}</span>
  );
}
