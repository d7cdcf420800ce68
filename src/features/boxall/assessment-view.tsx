// A final assessment as it is read: whether it counts, its totals, and what can follow from it.
import { useLocation } from "preact-iso";
import type { BoxallAssessment } from "../../domain/boxall.ts";
import {
  assessmentStanding,
  othersOfOccasion,
  type AssessmentStanding,
} from "../../domain/boxall-standing.ts";
import type { StaffId } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import { instantNow } from "../../storage/access-facts.ts";
import { change, make } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { useAlongside } from "../shared/context.ts";
import { useSaving, type Saving } from "../shared/saving.tsx";
import { useOfferUndo } from "../shared/undo.tsx";
import type { AssessmentPart } from "./assessment-screen.tsx";
import { blankScores } from "./blank-scores.ts";
import { TotalsTable } from "./totals-table.tsx";
import { useAssessable, useMayChange } from "./use-assessable.ts";

export function AssessmentView(part: AssessmentPart) {
  const { assessment, all, definitionOf } = part;
  const { record } = assessment;
  const saving = useSaving();
  const mayAssess = useAssessable()(record.pupilId);
  const mayChange = useMayChange(assessment) ?? false;
  const standing = assessmentStanding(assessment, all);
  return (
    <Stack>
      <ProblemNotice problem={saving.problem} />
      <Standing standing={standing} part={part} />
      {mayAssess && standing === "counts" && <NextSteps {...part} saving={saving} mayChange={mayChange} />}
      {mayChange && standing === "taken-back" && <BringBack {...part} saving={saving} />}
      <TotalsTable
        version={record.version}
        scores={record.scores}
        definition={definitionOf(record.version)}
      />
    </Stack>
  );
}

function Standing({
  standing,
  part,
}: {
  readonly standing: AssessmentStanding;
  readonly part: AssessmentPart;
}) {
  const { assessment, all } = part;
  const later = all.find(({ record }) => record.supersedes === assessment.id && record.isDraft !== true);
  const agreed = all.find(
    ({ record }) => record.agreedFrom?.includes(assessment.id) && record.isDraft !== true,
  );
  if (standing === "superseded")
    return (
      <Notice tone="info" title="Put right by another assessment">
        This one stays readable and counts nowhere.{" "}
        <a href={`/boxall/${later?.id}`}>Open the one that counts</a>
      </Notice>
    );
  if (standing === "agreed")
    return (
      <Notice tone="info" title="The assessors agreed on another one">
        This one stays readable. <a href={`/boxall/${agreed?.id}`}>Open the agreed one</a>
      </Notice>
    );
  if (standing === "taken-back")
    return (
      <Notice tone="info" title="Taken back">
        It counts nowhere, and stays so that nothing is lost.
      </Notice>
    );
  return <Related {...part} />;
}

/** What this one puts right or brings together, and a draft that is to follow it. */
function Related({ assessment, all }: AssessmentPart) {
  const { supersedes, agreedFrom = [] } = assessment.record;
  const begun = all.find(
    ({ id, record }) =>
      (record.supersedes === assessment.id || record.agreedFrom?.includes(assessment.id)) &&
      assessmentStanding({ id, record }, all) === "draft",
  );
  return (
    <>
      {supersedes && (
        <p>
          This one puts right <a href={`/boxall/${supersedes}`}>an earlier one</a>, which stays readable.
        </p>
      )}
      {agreedFrom.length > 0 && (
        <p>
          {"The assessors agreed on this one after "}
          {agreedFrom.map((id, at) => (
            <>
              {at > 0 && " and "}
              <a href={`/boxall/${id}`}>{`the ${["first", "second", "third", "fourth"][at] ?? "last"}`}</a>
            </>
          ))}
          , which stay readable.
        </p>
      )}
      {begun && (
        <p>
          A draft is begun that would count in its place: <a href={`/boxall/${begun.id}`}>open the draft</a>
        </p>
      )}
    </>
  );
}

type Step = AssessmentPart & { readonly saving: Saving };

/** A follow-up is a draft of its own: what is final stays as it is. */
function useFollowUp({ assessment, saving }: Step) {
  const { device } = useAlongside();
  const { route } = useLocation();
  return async (over: Partial<BoxallAssessment>) => {
    const { pupilId, version, kind, date, assessorIds } = assessment.record;
    const id = device.newId();
    const made: BoxallAssessment = {
      pupilId,
      version,
      kind,
      date,
      assessorIds,
      scores: blankScores,
      isDraft: true,
      authorId: device.staffId,
      recordedAt: instantNow(device),
      ...over,
    };
    if (await saving.save([make(records.boxallAssessment, id, made)])) route(`/boxall/${id}`);
  };
}

function NextSteps(step: Step & { readonly mayChange: boolean }) {
  const { assessment, all, mayChange } = step;
  const { device } = useAlongside();
  const followUp = useFollowUp(step);
  const offerUndo = useOfferUndo();
  const others = othersOfOccasion(assessment, all);
  const assessorIds = [...new Set<StaffId>([assessment, ...others].flatMap((one) => one.record.assessorIds))];
  const takeBack = async () => {
    const { saving } = step;
    const voided = { reason: "mistake" as const, by: device.staffId, at: instantNow(device) };
    if (!(await saving.save([change(records.boxallAssessment, assessment, { voided })]))) return;
    offerUndo({ message: "Taken back. Saved on this tablet" });
  };
  return (
    <Cluster>
      <Button
        icon="pencil"
        onClick={() => void followUp({ supersedes: assessment.id, scores: assessment.record.scores })}
      >
        Put it right
      </Button>
      <Button icon="plus" onClick={() => void followUp({ assessorIds: [device.staffId] })}>
        A second assessor's
      </Button>
      {others.length > 0 && (
        <Button
          onClick={() =>
            void followUp({
              agreedFrom: [assessment.id, ...others.map((one) => one.id)].slice(0, 4),
              assessorIds: assessorIds.slice(0, 4),
            })
          }
        >
          Agree on one with the others of that day
        </Button>
      )}
      {mayChange && (
        <Button variant="quiet" onClick={() => void takeBack()}>
          Take it back
        </Button>
      )}
    </Cluster>
  );
}

function BringBack({ assessment, saving }: Step) {
  const bringBack = () => saving.save([change(records.boxallAssessment, assessment, { voided: null })]);
  return (
    <Cluster>
      <Button onClick={() => void bringBack()}>Bring it back</Button>
    </Cluster>
  );
}
