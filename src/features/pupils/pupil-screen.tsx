// One pupil: who, groups, hours, targets and the last weeks' sessions. No other child's name stands on this page.
import { useRoute } from "preact-iso";
import { isInForce, enrolmentOn, pupilName } from "../../domain/pupil.ts";
import { pupilIdSchema, type PupilId } from "../../domain/ids.ts";
import type { Pupil } from "../../domain/pupil.ts";
import type { Stored } from "../../storage/read.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/section.tsx";
import { Stack } from "../../ui/stack.tsx";
import { useDirectory } from "../shared/directory.tsx";
import { useHasRole } from "../shared/roles.ts";
import { useToday } from "../shared/today.ts";
import { MergeCards } from "./merge-cards.tsx";
import { PupilClass } from "./pupil-class.tsx";
import { PupilSen } from "./pupil-sen.tsx";
import { PupilSessions } from "./pupil-sessions.tsx";
import styles from "./pupils.module.css";

export function PupilScreen() {
  const directory = useDirectory();
  const { params } = useRoute();
  const id = pupilIdSchema.safeParse(params["id"]);
  const card = id.success ? directory.pupilsById.get(id.data) : undefined;
  if (!id.success || card === undefined) {
    return (
      <EmptyState
        title="This pupil is not on this tablet"
        action={<ButtonLink href="/pupils">All pupils</ButtonLink>}
      >
        The card may be new on another tablet and not sent yet.
      </EmptyState>
    );
  }
  return <PupilPage key={id.data} id={id.data} card={card} />;
}

function PupilPage({ id, card }: { readonly id: PupilId; readonly card: Stored<Pupil> }) {
  const directory = useDirectory();
  const today = useToday();
  const isSenco = useHasRole("senco");
  const holdsAll = useHasRole("senco", "head");
  const own = directory.enrolments.filter((one) => one.record.pupilId === id).map((one) => one.record);
  const enrolment = enrolmentOn(own, today);
  const year = enrolment?.yearGroup ? `Year ${enrolment.yearGroup}` : undefined;
  const lead = [enrolment?.className, year, card.record.leftOn ? "Left" : undefined]
    .filter(Boolean)
    .join(", ");
  return (
    <Page
      title={pupilName(card.record)}
      lead={lead}
      back={{ href: "/pupils", label: "Pupils" }}
      actions={
        <ButtonLink href={`/hours/${id}`} icon="clock">
          Hours and their working
        </ButtonLink>
      }
    >
      <Stack gap="large">
        {card.record.mergedInto && (
          <Notice tone="info" title="This card was merged">
            <a href={`/pupils/${card.record.mergedInto}`}>Open the card that is used</a>
          </Notice>
        )}
        <PupilGroups id={id} />
        {holdsAll && <PupilSen id={id} />}
        <PupilSessions id={id} />
        {isSenco && <PupilClass id={id} card={card} />}
        {isSenco && <MergeCards id={id} card={card} />}
      </Stack>
    </Page>
  );
}

function PupilGroups({ id }: { readonly id: PupilId }) {
  const directory = useDirectory();
  const today = useToday();
  const current = directory.members.filter(
    (one) => one.record.pupilId === id && isInForce(one.record, today),
  );
  return (
    <Section title="Groups">
      {current.length === 0 && <p class={styles.soft}>In no group that is on this tablet.</p>}
      <ul class={styles.list}>
        {current.map(({ id: rowId, record }) => {
          const group = directory.groupsById.get(record.groupId)?.record;
          const target = directory.targets.find(
            (one) =>
              one.record.groupId === record.groupId &&
              one.record.pupilId === id &&
              isInForce(one.record, today),
          );
          return (
            <li key={rowId}>
              <a href={`/groups/${record.groupId}`}>{group?.name ?? "A group"}</a>
              {target && <span class={styles.soft}>{` Target: ${target.record.text}`}</span>}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
