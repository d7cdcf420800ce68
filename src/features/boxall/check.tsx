// What was entered, looked over before it counts: sums, what is missing, what cannot be.
import { useEffect, useRef } from "preact/hooks";
import type { BoxallAssessment } from "../../domain/boxall.ts";
import { strands } from "../../domain/boxall.ts";
import { type BoxallDefinition } from "../../domain/boxall-definition.ts";
import { scoreProblems, scoreSentence } from "../../domain/boxall-checks.ts";
import * as records from "../../domain/records.ts";
import { readRecord, type Stored } from "../../storage/read.ts";
import { change } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayList } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useSaving } from "../shared/saving.tsx";
import { useOfferUndo } from "../shared/undo.tsx";
import { TotalsTable } from "./totals-table.tsx";
import { boxProblem, mostOf, scoresOf } from "./typed-totals.ts";
import type { DraftTotals } from "./use-draft-totals.ts";

export function Check(props: {
  readonly draft: Stored<BoxallAssessment>;
  readonly totals: DraftTotals;
  readonly definition: BoxallDefinition | undefined;
  readonly onBack: () => void;
}) {
  const { draft, totals, definition } = props;
  const { device } = useAlongside();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const { typed } = totals;
  // The boxes are gone from the page: the keyboard goes on from here, and Save is the next stop.
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const scores = scoresOf(typed);
  const missing = strands.filter((strand) => typed[strand] === "");
  const problems = [
    ...strands.flatMap((strand) => boxProblem(strand, typed[strand], mostOf(strand, definition)) ?? []),
    ...scoreProblems(scores, definition)
      .filter((one) => one.code === "part-above-most")
      .map(scoreSentence),
  ];
  const save = async () => {
    if (!(await totals.flush())) return;
    const now = await readRecord(device, records.boxallAssessment, draft.id);
    if (now === undefined) return;
    if (!(await saving.save([change(records.boxallAssessment, now, { isDraft: false })]))) return;
    const undo = async () => {
      const saved = await readRecord(device, records.boxallAssessment, draft.id);
      if (saved) await saving.save([change(records.boxallAssessment, saved, { isDraft: true })]);
    };
    offerUndo({ message: "Saved on this tablet", undo });
  };
  return (
    <Stack>
      <h2 ref={heading} tabIndex={-1}>
        Check the totals
      </h2>
      <ProblemNotice problem={saving.problem ?? totals.problem} />
      {problems.length > 0 && (
        <Notice tone="problem" title="This cannot be" announce>
          {problems.join(" ")}
        </Notice>
      )}
      {missing.length > 0 && (
        <Notice tone="warning" title={`Still blank: ${sayList(missing)}`} announce>
          It stays a draft, and counts nowhere, until every strand has its total. A blank is not 0.
        </Notice>
      )}
      <Cluster>
        {problems.length === 0 && missing.length === 0 && (
          <Button variant="primary" busy={saving.isSaving} onClick={() => void save()}>
            Save the assessment
          </Button>
        )}
        <Button onClick={props.onBack}>Change a total</Button>
      </Cluster>
      <TotalsTable version={draft.record.version} scores={scores} definition={definition} />
    </Stack>
  );
}
