// How far a child has come between two days. Forms that do not compare, and two assessments of one day, stand side by side
// with a line between and no difference; another assessor is said.
import { strands, type BoxallAssessment, type Strand } from "../../domain/boxall.ts";
import { boxallVersionLabel } from "../../domain/boxall-labels.ts";
import { areComparable, boxallChange, type BoxallChange } from "../../domain/boxall-change.ts";
import type { Stored } from "../../storage/read.ts";
import { StrandKey, StrandPanel } from "../../ui/charts/strand-panel.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { sayDay, sayList } from "../../ui/words.ts";
import { useDirectory } from "../shared/directory.tsx";
import { staffNames } from "../shared/people-names.ts";
import styles from "./boxall.module.css";
import { changeRows, changeSentence, directionWords, partNames } from "./picture-rows.ts";
import { ProfilePicture } from "./profile-picture.tsx";
import type { DefinitionOf } from "./use-boxall.ts";

interface ChangeProps {
  readonly before: Stored<BoxallAssessment>;
  readonly after: Stored<BoxallAssessment>;
  readonly definitionOf: DefinitionOf;
  readonly isTable: boolean;
}

export function ChangePicture(props: ChangeProps) {
  const { before, after, definitionOf, isTable } = props;
  const change = boxallChange(before.record, after.record, definitionOf);
  const title = `From ${sayDay(before.record.date)} to ${sayDay(after.record.date)}`;
  if (change === undefined) return <SideBySide {...props} />;
  const isOtherVersion = before.record.version !== after.record.version;
  const definition = definitionOf(after.record.version);
  return (
    <Section title={title}>
      <div class={styles.picture}>
        <p>{changeSentence(change)}</p>
        {change.hasOtherAssessors && (
          <Notice tone="info">
            Different adults gave the answers: part of a change may be how they see things.
          </Notice>
        )}
        {isOtherVersion && (
          <Notice tone="info">
            {`The totals are of ${boxallVersionLabel[before.record.version]} and ${boxallVersionLabel[after.record.version]}: they compare, their typical ranges differ. The newer one's is drawn.`}
          </Notice>
        )}
        {isTable ? (
          <ChangeTable change={change} />
        ) : (
          <>
            <div class={styles.panels}>
              {([1, 2] as const).map((part) => (
                <StrandPanel
                  key={part}
                  {...partNames[part]}
                  rows={changeRows(part, before.record, after.record, definition)}
                />
              ))}
            </div>
            <StrandKey
              isChange
              hasTypical={Object.values(definition?.strands ?? {}).some(
                (one) => typeof one.typicalLow === "number",
              )}
            />
          </>
        )}
      </div>
    </Section>
  );
}

function SideBySide({ before, after, definitionOf, isTable }: ChangeProps) {
  const directory = useDirectory();
  const isOneDay = areComparable(before.record.version, after.record.version);
  const nameOf = ({ record }: Stored<BoxallAssessment>) =>
    isOneDay
      ? sayList(staffNames(record.assessorIds, directory))
      : `${boxallVersionLabel[record.version]}, ${sayDay(record.date)}`;
  return (
    <Section
      title={
        isOneDay
          ? `Twice on ${sayDay(after.record.date)}`
          : `${boxallVersionLabel[before.record.version]} and ${boxallVersionLabel[after.record.version]}`
      }
    >
      <p>
        {isOneDay
          ? "Two assessments of one day are no change: they stand side by side, and no difference is given."
          : "These two forms do not compare: they stand side by side, and no difference is given."}
      </p>
      <div class={styles.sideBySide}>
        {[before, after].map((one) => (
          <section key={one.id}>
            <h3>{nameOf(one)}</h3>
            <ProfilePicture
              assessment={one}
              definition={definitionOf(one.record.version)}
              isTable={isTable}
            />
          </section>
        ))}
      </div>
    </Section>
  );
}

function ChangeTable({ change }: { readonly change: BoxallChange }) {
  const of = (strand: Strand) => change.strands.find((one) => one.strand === strand);
  const columns: Column<Strand>[] = [
    { key: "strand", title: "Strand", rowHeader: true, cell: (strand) => strand },
    { key: "before", title: "Before", numeric: true, cell: (strand) => of(strand)?.before ?? "Blank" },
    { key: "after", title: "After", numeric: true, cell: (strand) => of(strand)?.after ?? "Blank" },
    {
      key: "way",
      title: "Moved",
      cell: (strand) => {
        const one = of(strand);
        return one ? directionWords[one.direction] : "Not compared";
      },
    },
  ];
  return (
    <DataTable
      caption="Change by strand"
      hideCaption
      columns={columns}
      rows={strands}
      rowKey={(strand) => strand}
    />
  );
}
