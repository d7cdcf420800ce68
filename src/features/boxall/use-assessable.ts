// Whom this person may assess today, and which assessment they may change: asked of the rights themselves, so that nothing is
// offered that would be refused.
import { mayCreate, mayEdit } from "../../domain/access.ts";
import type { BoxallAssessment } from "../../domain/boxall.ts";
import type { PupilId } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import { boxallScope } from "../../domain/scope.ts";
import { instantNow } from "../../storage/access-facts.ts";
import type { Stored } from "../../storage/read.ts";
import { useAlongside } from "../shared/context.ts";
import { useToday } from "../shared/today.ts";
import { useAccessFacts } from "../shared/use-access-facts.ts";
import { blankScores } from "./blank-scores.ts";

export function useAssessable(): (id: PupilId) => boolean {
  const { device } = useAlongside();
  const today = useToday();
  const facts = useAccessFacts();
  return (pupilId) => {
    const sample: BoxallAssessment = {
      pupilId,
      version: "other",
      kind: "ad-hoc",
      date: today,
      scores: blankScores,
      assessorIds: [device.staffId],
      authorId: device.staffId,
      recordedAt: instantNow(device),
    };
    return (
      facts !== undefined &&
      mayCreate(records.boxallAssessment, sample, { scope: boxallScope(pupilId), id: "" }, facts, today)
    );
  };
}

/** Whether this person may change an assessment today; undefined until the rights have been read. */
export function useMayChange({ record, scope, id }: Stored<BoxallAssessment>): boolean | undefined {
  const today = useToday();
  const facts = useAccessFacts();
  if (facts === undefined) return undefined;
  return mayEdit(records.boxallAssessment, { before: record, after: record }, { scope, id }, facts, today);
}
