// One child's Boxall assessments: what was recorded, pictures of where the child stands and how far the child has come, words
// for a parent, and the timeline beside it.
import { useRoute } from "preact-iso";
import type { BoxallAssessment } from "../../domain/boxall.ts";
import { countingAssessments } from "../../domain/boxall-standing.ts";
import { pupilIdSchema } from "../../domain/ids.ts";
import { pupilName } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import { useRecords } from "../../storage/live.ts";
import type { Stored } from "../../storage/read.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Stack } from "../../ui/stack.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { idsOfChild } from "../shared/ids-of-child.ts";
import { AssessmentList } from "./assessment-list.tsx";
import { Pictures } from "./pictures.tsx";
import { PupilTimeline } from "./pupil-timeline.tsx";
import { useAssessable } from "./use-assessable.ts";
import { useDefinitions, useNoteLook } from "./use-boxall.ts";

export function PupilBoxallScreen() {
  const directory = useDirectory();
  const { params } = useRoute();
  const parsed = pupilIdSchema.safeParse(params["id"]);
  const pupil = parsed.success ? directory.pupil(parsed.data) : undefined;
  const assessable = useAssessable();
  if (!parsed.success || pupil === undefined) {
    return (
      <EmptyState
        title="This child is not on this tablet"
        action={<ButtonLink href="/boxall">All Boxall</ButtonLink>}
      >
        The address may be mistyped, or the card is still on its way.
      </EmptyState>
    );
  }
  return (
    <Page
      title={`Boxall: ${pupilName(pupil.record)}`}
      back={{ href: `/pupils/${parsed.data}`, label: "The child" }}
      actions={
        assessable(parsed.data) && (
          <ButtonLink href={`/boxall/new?pupil=${parsed.data}`} icon="plus">
            New assessment
          </ButtonLink>
        )
      }
    >
      <Parts pupilId={parsed.data} knownAs={pupil.record.knownAs} />
    </Page>
  );
}

function Parts({
  pupilId,
  knownAs,
}: {
  readonly pupilId: BoxallAssessment["pupilId"];
  readonly knownAs: string;
}) {
  const { device } = useAlongside();
  const { pupilsById } = useDirectory();
  const ids = idsOfChild(pupilId, pupilsById);
  const all = useRecords(device, records.boxallAssessment, { index: "pupilId", anyOf: ids });
  const definitionOf = useDefinitions();
  const counting = all && countingAssessments(all);
  useNoteLook(counting && counting.length > 0 ? pupilId : undefined);
  if (all === undefined || counting === undefined || definitionOf === undefined)
    return <Skeleton lines={10} />;
  return (
    <Stack gap="large">
      {counting.length === 0 && (
        <EmptyState title="No assessment counts yet">
          An assessment is twenty totals from the form on paper. A draft counts when every strand has its
          total.
        </EmptyState>
      )}
      {counting.length > 0 && (
        <Pictures pupilId={pupilId} knownAs={knownAs} counting={counting} definitionOf={definitionOf} />
      )}
      <AssessmentList all={all} />
      <PupilTimeline pupilId={pupilId} ids={ids} counting={counting} />
    </Stack>
  );
}

/** What counts of a child, the oldest first. */
export type Counting = readonly Stored<BoxallAssessment>[];
