// How the children of a group stand on its measures, at the beginning, between and at the end. Entered by the group's adults;
// only values of one child on one scale are compared.
import { useState } from "preact/hooks";
import { mayCreate, mayEdit } from "../../domain/access.ts";
import { measureMomentLabel, type InterventionMeasure } from "../../domain/intervention-measure.ts";
import { pupilIdSchema, type PupilId } from "../../domain/ids.ts";
import { pupilName } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import { scaleKey, type Scale } from "../../domain/score.ts";
import { scaleWords, scoreSeries } from "../../domain/score-series.ts";
import { groupScope } from "../../domain/scope.ts";
import { useRecords } from "../../storage/live.ts";
import type { Stored } from "../../storage/read.ts";
import { change } from "../../storage/write.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Stack } from "../../ui/stack.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { ScoreEntries } from "../shared/score-entries.tsx";
import { ScoreTable, type ShownScore } from "../shared/score-table.tsx";
import { useToday } from "../shared/today.ts";
import { useAccessFacts } from "../shared/use-access-facts.ts";
import { AddMeasure } from "./add-measure.tsx";
import { CorrectMeasure } from "./correct-measure.tsx";
import { wasEver } from "./dated-rows.ts";
import type { GroupPart } from "./group-screen.tsx";
import styles from "./interventions.module.css";
import { sampleMeasure } from "./measure-record.ts";

type Measure = Stored<InterventionMeasure>;

export function GroupMeasures({ id }: GroupPart) {
  const { device } = useAlongside();
  const measures = useRecords(device, records.interventionMeasure, { index: "groupId", equals: id });
  const may = useMayMeasure(id);
  const nameOf = usePupilName();
  const pupils = useMembers(id);
  if (!measures || !may) return <Skeleton lines={3} />;
  if (measures.length === 0 && !may.add) return null;
  const known = scalesOfGroup(measures);
  return (
    <Section title="Measures">
      <Stack>
        <Shown measures={measures} nameOf={nameOf} />
        <div class="no-print">
          {may.add && (
            <Disclosure summary="Add a measure">
              <AddMeasure groupId={id} known={known} pupils={pupils} />
            </Disclosure>
          )}
          {measures.length > 0 && <Entered {...{ measures, known, pupils, nameOf }} mayChange={may.change} />}
        </div>
      </Stack>
    </Section>
  );
}

function Shown(props: { readonly measures: readonly Measure[]; readonly nameOf: (id: PupilId) => string }) {
  const { measures, nameOf } = props;
  const directory = useDirectory();
  const shown = measures.flatMap(({ id, record }): ShownScore[] => {
    if (record.voided) return [];
    const { date, moment, name, value, min, max, direction } = record;
    const line = { name, value, min, max, direction };
    return [
      {
        id,
        date,
        line,
        of: directory.pupil(record.pupilId)?.id ?? record.pupilId,
        note: measureMomentLabel[moment],
        isBaseline: moment === "baseline",
      },
    ];
  });
  if (shown.length === 0)
    return (
      <p class={styles.soft}>
        No measure yet. Enter a baseline for each child before the first session, and the same at the end.
      </p>
    );
  const named = (one: ShownScore) => nameOf(pupilIdSchema.parse(one.of));
  const inOrder = shown.toSorted((a, b) => named(a).localeCompare(named(b), "en-GB"));
  return <ScoreTable caption="Measures by child" series={scoreSeries(inOrder)} about={named} />;
}

function Entered(props: {
  readonly measures: readonly Measure[];
  readonly known: readonly Scale[];
  readonly pupils: ReturnType<typeof useMembers>;
  readonly nameOf: (id: PupilId) => string;
  readonly mayChange: (one: Measure) => boolean;
}) {
  const { measures, nameOf } = props;
  const [corrected, setCorrected] = useState<Measure>();
  return (
    <>
      <Disclosure summary={`What was entered (${measures.length})`}>
        <ScoreEntries
          entries={measures}
          titleOf={({ pupilId, moment }) => `${nameOf(pupilId)}, ${measureMomentLabel[moment].toLowerCase()}`}
          valuesOf={(one) => `${one.name} ${one.value} (${scaleWords(one)})`}
          mayChange={props.mayChange}
          onCorrect={setCorrected}
          voiding={(one, voided) => change(records.interventionMeasure, one, { voided })}
        />
      </Disclosure>
      {corrected && (
        <CorrectMeasure
          measure={corrected}
          known={props.known}
          pupils={props.pupils}
          onClose={() => setCorrected(undefined)}
        />
      )}
    </>
  );
}

function scalesOfGroup(measures: readonly Measure[]): Scale[] {
  const counted = measures.filter(({ record }) => !record.voided);
  const byKey = new Map(counted.map(({ record }) => [scaleKey(record), record]));
  return [...byKey.values()].map(({ name, min, max, direction }) => ({ name, min, max, direction }));
}

function usePupilName(): (id: PupilId) => string {
  const directory = useDirectory();
  return (id) => {
    const pupil = directory.pupil(id)?.record;
    return pupil ? pupilName(pupil) : "A child not on this tablet";
  };
}

/** Whoever is or was in the group, each once: an exit is often entered after the last day. */
function useMembers(groupId: GroupPart["id"]) {
  const { members } = useDirectory();
  const nameOf = usePupilName();
  const own = members.filter(({ record }) => record.groupId === groupId && wasEver(record));
  return [...new Set(own.map((one) => one.record.pupilId))]
    .map((value) => ({ value, label: nameOf(value) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, "en-GB"));
}

/** What is worth offering; undefined until it is known. */
function useMayMeasure(groupId: GroupPart["id"]) {
  const facts = useAccessFacts();
  const today = useToday();
  if (facts === undefined) return undefined;
  const place = { scope: groupScope(groupId), id: "" };
  const kind = records.interventionMeasure;
  return {
    add: mayCreate(kind, sampleMeasure(groupId, facts.staffId, today), place, facts, today),
    change: ({ id, scope, record }: Measure) =>
      mayEdit(kind, { before: record, after: record }, { scope, id }, facts, today),
  };
}
