// The weekly summary: the page as it prints, and the same table as Excel and CSV.
import { useState } from "preact/hooks";
import { addDays, mondayOf, type Day } from "../../domain/calendar.ts";
import { Button } from "../../ui/button.tsx";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Select } from "../../ui/select.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayWeek } from "../../ui/words.ts";
import { currentGroups } from "../shared/current-groups.ts";
import { useDirectory } from "../shared/directory.tsx";
import { usePupilOptions } from "../shared/pupil-options.ts";
import { useToday } from "../shared/today.ts";
import { ExportButtons } from "./export-buttons.tsx";
import { SummaryTable } from "./summary-table.tsx";
import { useSummaryFile, type SummaryScope } from "./summary-file.ts";
import styles from "./weekly-summary.module.css";
import { useMissing } from "./use-missing.ts";
import { WeekFigures } from "./week-figures.tsx";
import { useWeeklySummary } from "./weekly-summary-queries.ts";

export function WeeklySummaryScreen() {
  const today = useToday();
  const [week, setWeek] = useState<Day>(mondayOf(today));
  const [scope, setScope] = useState<SummaryScope>({ of: "all-groups" });
  const { answer, problem } = useWeeklySummary(week);
  return (
    <Page title="Weekly summary" lead={sayWeek(week)}>
      <Stack gap="large">
        <div class={`${styles.choices} no-print`}>
          <Cluster>
            <Button icon="chevron-left" onClick={() => setWeek(addDays(week, -7))}>
              Week before
            </Button>
            <Button icon="chevron-right" onClick={() => setWeek(addDays(week, 7))}>
              Week after
            </Button>
            {week !== mondayOf(today) && (
              <Button variant="quiet" onClick={() => setWeek(mondayOf(today))}>
                This week
              </Button>
            )}
          </Cluster>
          <ScopeChoice scope={scope} day={week} onChange={setScope} />
        </div>
        <ProblemNotice problem={problem} />
        {answer === undefined && problem === undefined && (
          <Skeleton lines={8} label="Working out the hours" />
        )}
        {answer && <Summary answer={answer} week={week} scope={scope} />}
      </Stack>
    </Page>
  );
}

function Summary(props: {
  readonly answer: NonNullable<ReturnType<typeof useWeeklySummary>["answer"]>;
  readonly week: Day;
  readonly scope: SummaryScope;
}) {
  const missing = useMissing(props.week);
  const file = useSummaryFile(props.answer, props.scope, missing.notes);
  if (file === undefined) {
    return (
      <EmptyState title={props.scope.of === "one-group" ? "Choose a group" : "Choose a pupil"} icon="users">
        The page shows only that one, and so do its files.
      </EmptyState>
    );
  }
  if (file.table.rows.length === 0) {
    return (
      <>
        <MayMiss words={missing.tablets} />
        <NothingToCount week={props.week} />
      </>
    );
  }
  return (
    <>
      {props.scope.of === "all-groups" && <WeekFigures tally={props.answer.summary.sessions} />}
      <MayMiss words={missing.tablets} />
      <ExportButtons file={file} week={props.week} scope={props.scope.of} />
      <SummaryTable table={file.table} />
    </>
  );
}

/** A plan counts as not logged once its day is over; until then the week can look empty though it is full of plans. */
function NothingToCount({ week }: { readonly week: Day }) {
  const isOver = addDays(week, 6) < useToday();
  return isOver ? (
    <EmptyState title="Nothing planned or logged in this week" icon="calendar">
      Choose another week, or another group or pupil.
    </EmptyState>
  ) : (
    <EmptyState title="Nothing to count in this week yet" icon="calendar">
      A session counts as soon as it is logged. What was planned and not logged counts from the day after.
    </EmptyState>
  );
}

/** On paper and in files the same line stands in the notes. */
function MayMiss({ words }: { readonly words: string | undefined }) {
  if (words === undefined) return null;
  return (
    <div class="no-print">
      <Notice tone="info" announce>
        {words}
      </Notice>
    </div>
  );
}

function ScopeChoice(props: {
  readonly scope: SummaryScope;
  readonly day: Day;
  readonly onChange: (scope: SummaryScope) => void;
}) {
  const groups = currentGroups(useDirectory(), props.day);
  const pupils = usePupilOptions(props.day);
  const { scope, onChange } = props;
  return (
    <Cluster align="end">
      <ChipGroup
        label="Show"
        hideLabel
        options={[
          { value: "all-groups", label: "All groups" },
          { value: "one-group", label: "One group" },
          { value: "one-pupil", label: "One pupil" },
        ]}
        value={scope.of}
        onChange={(of) => onChange({ of })}
      />
      {scope.of === "one-group" && (
        <Select
          label="Group"
          options={groups.map(([value, one]) => ({ value: String(value), label: one.record.name }))}
          value={scope.id}
          onChange={(id) => onChange(id === undefined ? { of: "one-group" } : { of: "one-group", id })}
        />
      )}
      {scope.of === "one-pupil" && (
        <Select
          label="Pupil"
          options={pupils.map(({ value, label }) => ({ value: String(value), label }))}
          value={scope.id}
          onChange={(id) => onChange(id === undefined ? { of: "one-pupil" } : { of: "one-pupil", id })}
        />
      )}
    </Cluster>
  );
}
