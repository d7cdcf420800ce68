// One assessment: a draft is entered and checked here, a final one is read, put right by another one, or joined by a second
// assessor's.
import { useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { strands, type BoxallAssessment, type Strand } from "../../domain/boxall.ts";
import { boxallKindLabel, boxallVersionLabel } from "../../domain/boxall-labels.ts";
import { pupilName } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import { useRecords } from "../../storage/live.ts";
import type { Stored } from "../../storage/read.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Stack } from "../../ui/stack.tsx";
import { sayDay, sayList } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { staffNames } from "../shared/people-names.ts";
import { AssessmentView } from "./assessment-view.tsx";
import { Check } from "./check.tsx";
import { DraftAbout } from "./draft-about.tsx";
import { Entry } from "./entry.tsx";
import { TotalsTable } from "./totals-table.tsx";
import { useMayChange } from "./use-assessable.ts";
import { useDefinitions, useNoteLook, type DefinitionOf } from "./use-boxall.ts";
import { useDraftTotals } from "./use-draft-totals.ts";

export function AssessmentScreen() {
  const { device } = useAlongside();
  const { params } = useRoute();
  const id = params["id"] ?? "";
  const found = useRecords(device, records.boxallAssessment, { ids: [id] });
  const definitionOf = useDefinitions();
  const assessment = found?.[0];
  useNoteLook(assessment?.record.pupilId);
  const all = useRecords(
    device,
    records.boxallAssessment,
    assessment ? { index: "pupilId", equals: assessment.record.pupilId } : null,
  );
  if (found === undefined || definitionOf === undefined) return <Skeleton lines={8} />;
  if (assessment === undefined) {
    return (
      <EmptyState
        title="This assessment is not on this tablet"
        action={<ButtonLink href="/boxall">All that are</ButtonLink>}
      >
        It may be still on its way, or you no longer work with the child.
      </EmptyState>
    );
  }
  if (all === undefined) return <Skeleton lines={8} />;
  return <OneAssessment key={id} assessment={assessment} all={all} definitionOf={definitionOf} />;
}

/** What each part of the page is given. */
export interface AssessmentPart {
  readonly assessment: Stored<BoxallAssessment>;
  /** All of this child, this one included. */
  readonly all: readonly Stored<BoxallAssessment>[];
  readonly definitionOf: DefinitionOf;
}

function OneAssessment(part: AssessmentPart) {
  const { record } = part.assessment;
  const directory = useDirectory();
  const pupil = directory.pupil(record.pupilId)?.record;
  const isDraft = record.isDraft === true && !record.voided;
  const facts = [
    boxallVersionLabel[record.version],
    boxallKindLabel[record.kind],
    sayDay(record.date),
    sayList(staffNames(record.assessorIds, directory)),
  ];
  return (
    <Page
      title={`${isDraft ? "Boxall totals" : "Boxall assessment"}: ${pupil ? pupilName(pupil) : ""}`}
      lead={facts.join(" · ")}
      back={{ href: `/boxall/pupil/${record.pupilId}`, label: "All of this child" }}
    >
      {isDraft ? <Draft {...part} /> : <AssessmentView {...part} />}
    </Page>
  );
}

function Draft(part: AssessmentPart) {
  const { record } = part.assessment;
  const mayChange = useMayChange(part.assessment);
  const author = staffNames([record.authorId], useDirectory())[0] ?? "";
  if (mayChange === undefined) return <Skeleton lines={8} />;
  if (mayChange) return <OwnDraft {...part} />;
  return (
    <Stack>
      <Notice tone="info" title="A draft: it counts nowhere yet">
        {`${author} began it. Whoever began a draft can go on with it for 14 days, and the SENCO at any time.`}
      </Notice>
      <TotalsTable
        version={record.version}
        scores={record.scores}
        definition={part.definitionOf(record.version)}
      />
    </Stack>
  );
}

function OwnDraft(part: AssessmentPart) {
  const { assessment, all, definitionOf } = part;
  const totals = useDraftTotals(assessment);
  const [isChecking, setIsChecking] = useState(false);
  const definition = definitionOf(assessment.record.version);
  if (isChecking)
    return (
      <Check draft={assessment} totals={totals} definition={definition} onBack={() => setIsChecking(false)} />
    );
  return (
    <Stack gap="large">
      <Entry
        totals={totals}
        definition={definition}
        hints={hintsOf(assessment.record, all)}
        onCheck={() => setIsChecking(true)}
      />
      <DraftAbout {...part} />
    </Stack>
  );
}

/** What those who are to agree had: "12 and 15". Never an average. */
function hintsOf(
  { agreedFrom }: BoxallAssessment,
  all: readonly Stored<BoxallAssessment>[],
): Readonly<Partial<Record<Strand, string>>> {
  const from = all.filter((one) => agreedFrom?.includes(one.id));
  if (from.length === 0) return {};
  return Object.fromEntries(
    strands.map((strand) => [strand, from.map((one) => one.record.scores[strand] ?? "blank").join(" and ")]),
  );
}
