// One child: who, groups, targets, what happened lately. No other child's name is ever on this page.
import { useMemo } from "preact/hooks";
import { useRoute } from "preact-iso";
import { pupilIdSchema, type PupilId } from "../../domain/ids.ts";
import { enrolmentOn, pupilName, type Pupil } from "../../domain/pupil.ts";
import type { Stored } from "../../storage/read.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { Tag } from "../../ui/tag.tsx";
import { sayDay } from "../../ui/words.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useHasRole } from "../shared/roles.ts";
import { useToday } from "../shared/today.ts";
import { AwayTodayToggle } from "./away-today-toggle.tsx";
import { MergeCards } from "./merge-cards.tsx";
import { MergedNotice } from "./merged-notice.tsx";
import { pupilCards } from "./pupil-cards.ts";
import { PupilClass } from "./pupil-class.tsx";
import { PupilEarlier } from "./pupil-earlier.tsx";
import { PupilGroups } from "./pupil-groups.tsx";
import { PupilScores } from "./pupil-scores.tsx";
import { idsOfChild } from "../shared/ids-of-child.ts";
import { PupilSen } from "./pupil-sen.tsx";
import { PupilSessions } from "./pupil-sessions.tsx";
import { yearGroupWords } from "./year-group-words.ts";

/** What each part of the page is given. */
export interface PupilPart {
  readonly id: PupilId;
  readonly pupil: Stored<Pupil>;
  /** All cards of this child, its own first. */
  readonly ids: readonly PupilId[];
}

const back = { href: "/pupils", label: "Pupils" } as const;

export function PupilScreen() {
  const directory = useDirectory();
  const { params } = useRoute();
  const parsed = pupilIdSchema.safeParse(params["id"]);
  const id = parsed.success ? parsed.data : undefined;
  const pupil = id && directory.pupilsById.get(id);
  const ids = useMemo(() => (id ? idsOfChild(id, directory.pupilsById) : []), [id, directory.pupilsById]);
  if (id === undefined || pupil === undefined) {
    return (
      <EmptyState
        title="This child is not on this tablet"
        action={<ButtonLink href="/pupils">All pupils</ButtonLink>}
      >
        The address may be mistyped, or the card is still on its way.
      </EmptyState>
    );
  }
  const part = { id, pupil, ids };
  return (
    <Page
      title={pupilName(pupil.record)}
      lead={<Lead {...part} />}
      back={back}
      actions={<Actions {...part} />}
    >
      <Stack gap="large">
        <MergedNotice {...part} />
        <PupilGroups {...part} />
        <PupilSen {...part} />
        <PupilScores {...part} />
        <PupilEarlier {...part} />
        <PupilSessions {...part} />
        <PupilClass {...part} />
      </Stack>
    </Page>
  );
}

function Lead({ id, pupil }: PupilPart) {
  const { enrolments } = useDirectory();
  const today = useToday();
  const own = enrolments.map((one) => one.record).filter((one) => one.pupilId === id);
  const enrolment = enrolmentOn(own, today);
  const { provisional, leftOn, initials } = pupil.record;
  const facts = [
    enrolment?.yearGroup && yearGroupWords(enrolment.yearGroup),
    enrolment?.className || "No class",
    initials,
  ];
  return (
    <Cluster>
      <span>{facts.filter(Boolean).join(" · ")}</span>
      {provisional === true && <Tag tone="warm">Not on the list yet</Tag>}
      {leftOn && <Tag>{leftOn < today ? `Left ${sayDay(leftOn)}` : `Leaves ${sayDay(leftOn)}`}</Tag>}
    </Cluster>
  );
}

function Actions({ id, pupil }: PupilPart) {
  const directory = useDirectory();
  const today = useToday();
  const isSenco = useHasRole("senco");
  const mayAssess = useHasRole("senco", "head", "nurture-practitioner", "class-teacher");
  const { mergedInto, leftOn, provisional } = pupil.record;
  if (mergedInto) return null;
  const cards = pupilCards(directory, today).filter((card) => !card.hasLeft || card.id === id);
  return (
    <Cluster>
      {(!leftOn || today <= leftOn) && <AwayTodayToggle pupilId={id} />}
      {mayAssess && (
        <ButtonLink href={`/boxall/pupil/${id}`} icon="chart">
          Boxall
        </ButtonLink>
      )}
      <ButtonLink href={`/hours/${id}`} icon="clock">
        Hours
      </ButtonLink>
      {isSenco && provisional === true && cards.length > 1 && <MergeCards cards={cards} doubleId={id} />}
    </Cluster>
  );
}
