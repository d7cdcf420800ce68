// What a child received at earlier schools, as their files said. Apart from this school's own figures, and only for those
// who hold the child's SEN record.
import type { EarlierProvision } from "../../domain/earlier-provision.ts";
import * as records from "../../domain/records.ts";
import type { Stored } from "../../storage/read.ts";
import { useRecords } from "../../storage/live.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Section } from "../../ui/section.tsx";
import { sayDay } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import type { PupilPart } from "./pupil-screen.tsx";

type Row = Stored<EarlierProvision>;

const minutes = (seconds: number) => Math.round(seconds / 60).toLocaleString("en-GB");

const columns: readonly Column<Row>[] = [
  { key: "what", title: "Intervention", rowHeader: true, cell: ({ record }) => record.intervention },
  { key: "school", title: "School", cell: ({ record }) => record.school },
  { key: "when", title: "When", cell: ({ record }) => `${sayDay(record.from)} to ${sayDay(record.to)}` },
  { key: "sessions", title: "Sessions", numeric: true, cell: ({ record }) => record.sessions },
  {
    key: "contact",
    title: "Contact minutes",
    numeric: true,
    cell: ({ record }) => minutes(record.contactSeconds),
  },
  {
    key: "shared",
    title: "Apportioned minutes",
    numeric: true,
    cell: ({ record }) => minutes(record.apportionedSeconds),
  },
];

export function PupilEarlier({ ids }: PupilPart) {
  const { device } = useAlongside();
  const all = useRecords(device, records.earlierProvision);
  const own = (all ?? []).filter(({ record }) => ids.includes(record.pupilId));
  if (own.length === 0) return null;
  const rows = own.toSorted((a, b) => a.record.from.localeCompare(b.record.from));
  return (
    <Section title="Support at earlier schools">
      <p>As the other school&rsquo;s file says. It is not part of this school&rsquo;s hours.</p>
      <DataTable
        caption="Support at earlier schools"
        hideCaption
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
      />
    </Section>
  );
}
