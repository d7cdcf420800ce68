// A child's scores on other forms than the Boxall Profile: numbers by day and how far they have come. A tablet of somebody who
// may not read the child's assessments has none of them.
import { useState } from "preact/hooks";
import { mayCreate, mayEdit } from "../../domain/access.ts";
import {
  answeredByLabel,
  answeredBySchema,
  instrumentLabel,
  type NamedScore,
} from "../../domain/named-score.ts";
import * as records from "../../domain/records.ts";
import { boxallScope } from "../../domain/scope.ts";
import { scoreSeries } from "../../domain/score-series.ts";
import { useRecords } from "../../storage/live.ts";
import type { Stored } from "../../storage/read.ts";
import { change } from "../../storage/write.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Stack } from "../../ui/stack.tsx";
import { sayList } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useHasRole } from "../shared/roles.ts";
import { ScoreEntries } from "../shared/score-entries.tsx";
import { ScoreTable, type ShownScore } from "../shared/score-table.tsx";
import { useToday } from "../shared/today.ts";
import { useAccessFacts } from "../shared/use-access-facts.ts";
import { AddScore } from "./add-score.tsx";
import { CorrectScore } from "./correct-score.tsx";
import type { PupilPart } from "./pupil-screen.tsx";
import styles from "./pupils.module.css";
import { sampleScore } from "./score-record.ts";

export function PupilScores({ id, pupil, ids }: PupilPart) {
  const { device } = useAlongside();
  const mayHold = useHasRole("senco", "head", "class-teacher", "nurture-practitioner");
  const ofPupil = { index: "pupilId", anyOf: ids };
  const scores = useRecords(device, records.namedScore, mayHold ? ofPupil : null);
  const may = useMayScore(id);
  if (!mayHold || pupil.record.mergedInto) return null;
  if (!scores || !may) return <Skeleton lines={3} />;
  if (scores.length === 0 && !may.add) return null;
  return (
    <Section title="Scores">
      <Stack>
        <Shown scores={scores} />
        <div class="no-print">
          {may.add && (
            <Disclosure summary="Add a score">
              <AddScore pupilId={id} scores={scores} />
            </Disclosure>
          )}
          {scores.length > 0 && <Entered scores={scores} mayChange={may.change} />}
        </div>
      </Stack>
    </Section>
  );
}

function Shown({ scores }: { readonly scores: readonly Stored<NamedScore>[] }) {
  const series = scoreSeries(scores.flatMap(shownOf));
  if (series.length === 0)
    return <p class={styles.soft}>No score yet: SDQ, Leuven, or one of the school&rsquo;s own.</p>;
  return (
    <ScoreTable
      caption="Scores by day"
      series={series}
      about={({ of }) => `Answered by ${answeredByLabel[answeredBySchema.parse(of)].toLowerCase()}`}
    />
  );
}

function shownOf({ id, record }: Stored<NamedScore>): ShownScore[] {
  if (record.voided) return [];
  const { date, answeredBy: of } = record;
  return record.values.map((line) => ({ id, date, line, of }));
}

function Entered(props: {
  readonly scores: readonly Stored<NamedScore>[];
  readonly mayChange: (one: Stored<NamedScore>) => boolean;
}) {
  const [corrected, setCorrected] = useState<Stored<NamedScore>>();
  return (
    <>
      <Disclosure summary={`What was entered (${props.scores.length})`}>
        <ScoreEntries
          entries={props.scores}
          titleOf={titleOf}
          valuesOf={({ values }) => sayList(values.map((one) => `${one.name} ${one.value}`))}
          mayChange={props.mayChange}
          onCorrect={setCorrected}
          voiding={(one, voided) => change(records.namedScore, one, { voided })}
        />
      </Disclosure>
      {corrected && <CorrectScore score={corrected} onClose={() => setCorrected(undefined)} />}
    </>
  );
}

function titleOf({ instrument, answeredBy }: NamedScore): string {
  const form = instrument === "own" ? "Own score" : instrumentLabel[instrument];
  return `${form}, answered by ${answeredByLabel[answeredBy].toLowerCase()}`;
}

/** What is worth offering; undefined until it is known. */
function useMayScore(pupilId: PupilPart["id"]) {
  const facts = useAccessFacts();
  const today = useToday();
  if (facts === undefined) return undefined;
  const sample = sampleScore(pupilId, facts.staffId, today);
  return {
    add: mayCreate(records.namedScore, sample, { scope: boxallScope(pupilId), id: "" }, facts, today),
    change: ({ id, scope, record }: Stored<NamedScore>) =>
      mayEdit(records.namedScore, { before: record, after: record }, { scope, id }, facts, today),
  };
}
