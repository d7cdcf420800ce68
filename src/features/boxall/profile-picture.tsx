// Where a child stands: two panels, a row a strand, the typical range hatched where the school has entered it.
import type { BoxallAssessment } from "../../domain/boxall.ts";
import type { BoxallDefinition } from "../../domain/boxall-definition.ts";
import type { Stored } from "../../storage/read.ts";
import { StrandKey, StrandPanel } from "../../ui/charts/strand-panel.tsx";
import styles from "./boxall.module.css";
import { partNames, profileRows, profileSentence } from "./picture-rows.ts";
import { TotalsTable } from "./totals-table.tsx";

export function ProfilePicture(props: {
  readonly assessment: Stored<BoxallAssessment>;
  readonly definition: BoxallDefinition | undefined;
  readonly isTable: boolean;
}) {
  const { definition, isTable } = props;
  const { record } = props.assessment;
  if (isTable) return <TotalsTable version={record.version} scores={record.scores} definition={definition} />;
  const panels = ([1, 2] as const).map((part) => ({ part, rows: profileRows(part, record, definition) }));
  const hasTypical = panels.some(({ rows }) => rows.some((row) => row.typical));
  return (
    <div class={styles.picture}>
      <p>{profileSentence(record, definition)}</p>
      <div class={styles.panels}>
        {panels.map(({ part, rows }) => (
          <StrandPanel key={part} {...partNames[part]} rows={rows} />
        ))}
      </div>
      <StrandKey isChange={false} hasTypical={hasTypical} />
    </div>
  );
}
