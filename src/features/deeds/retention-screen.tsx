// Records of children who have left: until when each is kept and why, which are due for a decision, and what was erased.
// Nothing is erased by itself.
import { useEffect, useState } from "preact/hooks";
import type { RetentionList } from "../../api/client.ts";
import { retentionWhyWords } from "../../domain/retention.ts";
import { Button } from "../../ui/button.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Stack } from "../../ui/stack.tsx";
import { sayCount, sayDay } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useHasRole } from "../shared/roles.ts";
import { DueRecord } from "./due-record.tsx";
import { Erasures } from "./erasures.tsx";
import { RetentionYearsForm } from "./retention-years.tsx";
import { useNames } from "./use-audit.ts";

type Listed = RetentionList["pupils"][number];
const back = { href: "/settings", label: "Settings" } as const;

export function RetentionScreen() {
  const { api } = useAlongside();
  const isAdministrator = useHasRole("administrator");
  const [list, setList] = useState<RetentionList>();
  const [problem, setProblem] = useState<string>();
  const [erasedCount, setErasedCount] = useState(0);
  const ask = async () => {
    setProblem(undefined);
    const answer = await api.retention();
    if (answer.ok) setList(answer.value);
    else setProblem(answer.message);
  };
  useEffect(() => void ask(), [api]);
  const onErased = () => {
    setErasedCount(erasedCount + 1);
    void ask();
  };
  return (
    <Page
      title="Records to review"
      lead="How long the records of children who have left are kept. Nothing is erased by itself: you decide."
      back={back}
    >
      <Stack gap="large">
        {problem !== undefined && (
          <Notice
            tone="info"
            title="Could not ask the school's server"
            action={
              <Button icon="refresh" onClick={() => void ask()}>
                Ask again
              </Button>
            }
          >
            {problem}
          </Notice>
        )}
        {list === undefined && problem === undefined && (
          <Skeleton lines={6} label="Asking the school's server" />
        )}
        {/* Only a proof is printed: never the list of children. */}
        {list && (
          <div class="no-print">
            <Stack gap="large">
              <Lists list={list} onList={setList} onErased={onErased} />
            </Stack>
          </div>
        )}
        {isAdministrator && (
          <div class="no-print">
            <RetentionYearsForm onSaved={() => void ask()} />
          </div>
        )}
        {isAdministrator && <Erasures key={erasedCount} />}
      </Stack>
    </Page>
  );
}

function Lists(props: {
  readonly list: RetentionList;
  readonly onList: (list: RetentionList) => void;
  readonly onErased: () => void;
}) {
  const { pupils, years, atSchool } = props.list;
  const due = pupils.filter((one) => one.state === "due");
  const unknown = pupils.filter((one) => one.state === "unknown-birth");
  const kept = pupils.filter((one) => one.state === "kept");
  return (
    <>
      <p>
        {`Records of children with SEN support, an EHC plan or a recorded need are kept until ${years.sen} years after the date of birth, those of others ${years.pupil} years. ${sayCount(atSchool, "child", "children")} at the school now: their records are kept.`}
      </p>
      <Section title={`Due for a decision (${due.length})`}>
        {due.length === 0 ? (
          <p>No record is due.</p>
        ) : (
          <Stack>
            {due.map((one) => (
              <DueRecord key={one.pupilId} due={one} onList={props.onList} onErased={props.onErased} />
            ))}
          </Stack>
        )}
      </Section>
      {unknown.length > 0 && (
        <Section title={`Kept because the date of birth is not known (${unknown.length})`}>
          <Stack>
            <p>No date can be worked out for these. Add the date of birth with a class list import.</p>
            <KeptTable rows={unknown} />
          </Stack>
        </Section>
      )}
      <Section title={`Kept for now (${kept.length})`}>
        <KeptTable rows={kept} />
      </Section>
    </>
  );
}

function KeptTable({ rows }: { readonly rows: readonly Listed[] }) {
  const names = useNames();
  const columns: readonly Column<Listed>[] = [
    { key: "pupil", title: "Pupil", rowHeader: true, cell: (row) => names.pupil(row.pupilId) },
    { key: "left", title: "Left", cell: (row) => sayDay(row.leftOn) },
    { key: "until", title: "Kept until", cell: (row) => (row.until ? sayDay(row.until) : "not known") },
    { key: "why", title: "Because", cell: whyWords },
  ];
  return (
    <DataTable
      caption="Records that are kept"
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={(row) => row.pupilId}
      empty="No record of a child who has left."
    />
  );
}

function whyWords({ why, rule }: Listed): string {
  if (why !== null) return `Decided: ${retentionWhyWords[why].toLowerCase()}`;
  if (rule === null) return "The date of birth is not known";
  return rule === "sen" ? "SEN record" : "Pupil record";
}
