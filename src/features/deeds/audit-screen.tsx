// What was done, by whom and when, in plain words: the newest first, by person and by day, and as a file.
import { useMemo, useState } from "preact/hooks";
import type { AuditRow } from "../../api/client.ts";
import { daySchema, type Day } from "../../domain/calendar.ts";
import type { StaffId } from "../../domain/ids.ts";
import { writeCsv } from "../../files/csv-write.ts";
import { auditFileName } from "../../files/file-names.ts";
import { Button } from "../../ui/button.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { DateField } from "../../ui/date-field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Select } from "../../ui/select.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { noteDeed } from "../shared/note-deed.ts";
import { saveFile } from "../shared/save-file.ts";
import { useToday } from "../shared/today.ts";
import { auditTable } from "./audit-file.ts";
import { deedWords, type Names } from "./deed-words.ts";
import { useAudit, useNames } from "./use-audit.ts";

const back = { href: "/settings", label: "Settings" } as const;

export function AuditScreen() {
  const [person, setPerson] = useState<StaffId>();
  const [day, setDay] = useState<Day>();
  const names = useNames();
  const audit = useAudit({ person, day });
  return (
    <Page
      title="What was done"
      lead="Sign-ins, exports, erasures and changes of rights, written down by the school's server. Nobody can change this list."
      back={back}
    >
      <Stack gap="large">
        {audit.proving}
        <Filter person={person} onPerson={setPerson} day={day} onDay={setDay} />
        {audit.problem !== undefined && (
          <Notice
            tone="info"
            title="Could not ask the school's server"
            action={
              <Button icon="refresh" onClick={audit.again}>
                Ask again
              </Button>
            }
          >
            {audit.problem}
          </Notice>
        )}
        {audit.isAsking && audit.rows.length === 0 && (
          <Skeleton lines={8} label="Asking the school's server" />
        )}
        {(audit.rows.length > 0 || audit.next === null) && <AuditTable rows={audit.rows} names={names} />}
        {typeof audit.next === "number" && (
          <Button busy={audit.isAsking} onClick={audit.more}>
            Show earlier ones
          </Button>
        )}
        {audit.rows.length > 0 && <SaveAudit rows={audit.rows} names={names} />}
      </Stack>
    </Page>
  );
}

function Filter(props: {
  readonly person: StaffId | undefined;
  readonly onPerson: (person: StaffId | undefined) => void;
  readonly day: Day | undefined;
  readonly onDay: (day: Day | undefined) => void;
}) {
  const { staffById } = useDirectory();
  const people = useMemo(
    () =>
      [...staffById]
        .map(([value, { record }]) => ({ value, label: record.name }))
        .toSorted((a, b) => a.label.localeCompare(b.label, "en-GB")),
    [staffById],
  );
  const choose = (typed: string | undefined) => {
    const day = daySchema.safeParse(typed);
    props.onDay(day.success ? day.data : undefined);
  };
  return (
    <Cluster gap="large">
      <Select
        label="Person"
        hint="What they did, or what was done to them"
        blank="Everybody"
        options={people}
        value={props.person}
        onChange={props.onPerson}
      />
      <DateField label="Day" hint="For example, 6 8 2026" value={props.day} onChange={choose} />
    </Cluster>
  );
}

function AuditTable({ rows, names }: { readonly rows: readonly AuditRow[]; readonly names: Names }) {
  const columns: readonly Column<AuditRow>[] = [
    { key: "at", title: "When", cell: (row) => sayWhen(row.at) },
    {
      key: "who",
      title: "Who",
      cell: (row) => (row.staffId === null ? whoWithoutName(row.event) : names.person(row.staffId)),
    },
    { key: "what", title: "What", rowHeader: true, cell: (row) => deedWords(row, names) },
  ];
  return (
    <DataTable
      caption="What was done, the newest first"
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={(row) => String(row.n)}
      empty="Nothing was written down for this choice."
    />
  );
}

function whoWithoutName(event: AuditRow["event"]): string {
  const isServers = event === "backup" || event === "restore" || event === "restarted" || event === "erasure";
  return isServers ? "The server" : "Not known";
}

const whenWords = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "Europe/London",
});

/** At the school's own time: "Mon, 14 Sept 2026, 08:50". */
function sayWhen(instant: string): string {
  return whenWords.format(new Date(instant));
}

function SaveAudit({ rows, names }: { readonly rows: readonly AuditRow[]; readonly names: Names }) {
  const { device, person } = useAlongside();
  const today = useToday();
  const [problem, setProblem] = useState<string>();
  const save = async () => {
    const refused = await noteDeed(device, { event: "export", what: "audit", rows: rows.length });
    setProblem(refused);
    if (refused !== undefined) return;
    const at = new Date(device.clock.nowMs()).toISOString();
    saveFile(auditFileName(today), "text/csv", writeCsv(auditTable(rows, names, person.name, at)));
  };
  return (
    <Stack gap="small">
      <p>The file holds the rows shown here, with the number and hash by which each can be checked.</p>
      <Cluster>
        <Button icon="download" onClick={() => void save()}>
          Save as CSV
        </Button>
      </Cluster>
      {problem !== undefined && (
        <Notice tone="problem" announce>
          {problem}
        </Notice>
      )}
    </Stack>
  );
}
