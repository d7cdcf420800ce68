// The register of a term as a table that prints: a row a half-day, a column a child, words in the cells.
import { useMemo } from "preact/hooks";
import { useLocation } from "preact-iso";
import { addDays, termOf, type Day } from "../../domain/calendar.ts";
import type { GroupId } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import type { Mark } from "../../domain/session.ts";
import { useRecords } from "../../storage/live.ts";
import { Button } from "../../ui/button.tsx";
import { DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayDay } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { nurtureGroups } from "../shared/nurture-groups.ts";
import { usePlanFacts } from "../shared/plan-facts.ts";
import { usePrinting } from "../shared/use-printing.ts";
import { useHasRole } from "../shared/roles.ts";
import { useToday } from "../shared/today.ts";
import styles from "./nurture-register.module.css";
import { termColumns, termRows } from "./term-register.ts";
import { useNamed } from "./use-named.ts";

const back = { href: "/register", label: "Register" } as const;

export function TermRegisterScreen() {
  const { device } = useAlongside();
  const directory = useDirectory();
  const today = useToday();
  const { query } = useLocation();
  const seesAll = useHasRole("senco", "head");
  const groups = nurtureGroups(directory, today, { staffId: device.staffId, seesAll });
  const [groupId, group] = groups.find(([id]) => id === query["group"]) ?? groups[0] ?? [];
  const term = termNear(today, directory.calendar);
  if (groupId === undefined || group === undefined || term === undefined) {
    return (
      <EmptyState title="There is no register to show" icon="list">
        {group ? "The school's terms are not entered yet." : "You run no nurture group."}
      </EmptyState>
    );
  }
  const to = term.to < today ? term.to : today;
  return (
    <Page
      title={`Register, ${term.name} term`}
      lead={`${group.record.name} · ${sayDay(term.from)} to ${sayDay(to)}`}
      back={back}
    >
      <TermTable groupId={groupId} from={term.from} to={to} />
    </Page>
  );
}

/** Between two terms, the one before. */
function termNear(today: Day, calendar: Parameters<typeof termOf>[1]) {
  for (let day = today; day > addDays(today, -70); day = addDays(day, -1)) {
    const term = termOf(day, calendar);
    if (term) return term;
  }
  return undefined;
}

function TermTable({
  groupId,
  from,
  to,
}: {
  readonly groupId: GroupId;
  readonly from: Day;
  readonly to: Day;
}) {
  const { device } = useAlongside();
  const directory = useDirectory();
  const facts = usePlanFacts(directory);
  const range = { index: "[groupId+date]", from: [groupId, from], to: [groupId, to] };
  const sessions = useRecords(device, records.session, range);
  const ids = useMemo(() => sessions?.map((one) => one.id), [sessions]);
  const marks = useRecords(device, records.mark, ids ? { index: "sessionId", anyOf: ids } : null);
  const rows = useMemo(
    () => sessions && marks && termRows(facts, groupId, { from, to }, sessions, recordsOf(marks)),
    [facts, groupId, from, to, sessions, marks],
  );
  const named = useNamed(rows?.pupilIds ?? []);
  const printing = usePrinting({ what: "register", rows: rows?.halfDays.length ?? 0 });
  if (rows === undefined) return <Skeleton lines={10} />;
  return (
    <Stack>
      <ProblemNotice problem={printing.problem} />
      <Cluster>
        <Button icon="printer" onClick={() => void printing.print()}>
          Print
        </Button>
      </Cluster>
      <p class={styles.soft}>
        The group's own register, not the school's attendance register. An empty cell was not taken; a dash
        was not expected.
      </p>
      <div class={styles.wide} role="region" aria-label="The term's register" tabIndex={0}>
        <DataTable
          caption="Half-days and children"
          hideCaption
          columns={termColumns(named, rows)}
          rows={rows.halfDays}
          rowKey={(row) => row.plan.sessionId}
          empty="The group has not met yet this term."
        />
      </div>
    </Stack>
  );
}

function recordsOf(marks: readonly { readonly record: Mark }[]): Mark[] {
  return marks.map((one) => one.record);
}
