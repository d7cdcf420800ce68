// Typing the handbook's numbers: five boxes a strand, all optional; what cannot be is said, and nothing of it is lost.
import { useState } from "preact/hooks";
import { strands, type BoxallVersion, type Strand } from "../../domain/boxall.ts";
import { type BoxallDefinition } from "../../domain/boxall-definition.ts";
import { definitionProblems, definitionSentence } from "../../domain/boxall-checks.ts";
import { csvRefusalSentence, readCsv } from "../../files/csv-read.ts";
import { writeCsv } from "../../files/csv-write.ts";
import { definitionTable, readDefinitionFile } from "../../files/boxall-definition-file.ts";
import { boxallFileName } from "../../files/file-names.ts";
import * as records from "../../domain/records.ts";
import type { Stored } from "../../storage/read.ts";
import { change, make } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { FilePicker } from "../../ui/file-picker.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayDay } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirtyForm } from "../shared/dirty-form.ts";
import { saveFile } from "../shared/save-file.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import { useDraft } from "../shared/use-draft.ts";
import styles from "./boxall.module.css";
import {
  definitionOfTyped,
  readTypedDefinition,
  typedDefinition,
  typedFields,
  typedFieldTitle,
  typedProblems,
  type TypedDefinition,
} from "./definition-draft.ts";
import { definitionId } from "./use-boxall.ts";

export function DefinitionForm(props: {
  readonly version: BoxallVersion;
  readonly stored: Stored<BoxallDefinition> | undefined;
}) {
  const { version, stored } = props;
  const { device } = useAlongside();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const initial = typedDefinition(stored?.record);
  const kept = useDraft(`boxall-definition|${version}`, initial, readTypedDefinition);
  const typed = kept.value;
  const isChanged = JSON.stringify(typed) !== JSON.stringify(initial);
  useDirtyForm(isChanged);
  const [isConfirmed, setIsConfirmed] = useState(Boolean(stored?.record.confirmedOn));
  const unreadable = typedProblems(typed);
  const definition = definitionOfTyped(typed, version);
  const problems =
    unreadable.length > 0 ? unreadable : definitionProblems(definition).map(definitionSentence);
  const save = async () => {
    if (unreadable.length > 0) return;
    const confirmed = isConfirmed && problems.length === 0;
    const fields = {
      ...definition,
      confirmedBy: confirmed ? device.staffId : null,
      confirmedOn: confirmed ? today : null,
    };
    const wish = stored
      ? change(records.boxallDefinition, stored, fields)
      : make(records.boxallDefinition, definitionId(version), fields);
    if (!(await saving.save([wish]))) return;
    kept.drop();
    const undo =
      stored &&
      (async () =>
        void (await saving.save([change(records.boxallDefinition, { ...stored }, stored.record)])));
    offerUndo({ message: "Saved on this tablet", ...(undo && { undo }) });
  };
  return (
    <Stack>
      <ProblemNotice problem={saving.problem} />
      <p class={styles.soft}>
        {stored?.record.confirmedOn
          ? `Confirmed on ${sayDay(stored.record.confirmedOn)}.`
          : "Not confirmed yet: it can be used all the same."}{" "}
        Enter the number of items or the highest total; one gives the other. Every box may stay blank.
      </p>
      <FormTable typed={typed} onChange={kept.set} />
      {problems.length > 0 && (
        <Notice tone="warning" title="Check these against the handbook">
          <ul>
            {problems.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Checkbox
        label="I have checked these numbers against our handbook"
        hint={problems.length > 0 ? "Possible when nothing above is left to check." : undefined}
        checked={isConfirmed && problems.length === 0}
        disabled={problems.length > 0}
        onChange={setIsConfirmed}
      />
      <Cluster>
        <Button variant="primary" busy={saving.isSaving} onClick={() => void save()}>
          Save the numbers
        </Button>
        <Button
          icon="download"
          onClick={() =>
            saveFile(
              boxallFileName(today, "handbook-numbers"),
              "text/csv",
              writeCsv(definitionTable(definition)),
            )
          }
        >
          Save them as a file
        </Button>
      </Cluster>
      <DefinitionFile typed={typed} onRead={kept.set} />
    </Stack>
  );
}

function FormTable({
  typed,
  onChange,
}: {
  readonly typed: TypedDefinition;
  readonly onChange: (typed: TypedDefinition) => void;
}) {
  const set = (strand: Strand, field: keyof TypedDefinition[Strand], text: string) =>
    onChange({ ...typed, [strand]: { ...typed[strand], [field]: text } });
  return (
    <div class={styles.scroll}>
      <table class={styles.definition}>
        <thead>
          <tr>
            <th scope="col">Strand</th>
            {typedFields.map((field) => (
              <th key={field} scope="col">
                {typedFieldTitle[field]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {strands.map((strand) => (
            <tr key={strand}>
              <th scope="row">{strand}</th>
              {typedFields.map((field) => (
                <td key={field}>
                  <input
                    type="text"
                    inputMode={field === "label" ? "text" : "numeric"}
                    autoComplete="off"
                    aria-label={`Strand ${strand}: ${typedFieldTitle[field].toLowerCase()}`}
                    value={typed[strand][field]}
                    onInput={(event) => set(strand, field, event.currentTarget.value)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A file of another school of the trust fills in the boxes; it is saved like what is typed, and confirmed here anew. */
function DefinitionFile(props: {
  readonly typed: TypedDefinition;
  readonly onRead: (typed: TypedDefinition) => void;
}) {
  const [problem, setProblem] = useState<string>();
  const read = async (file: File) => {
    const csv = readCsv(new Uint8Array(await file.arrayBuffer()));
    const expected = { what: "list of handbook numbers", columns: "Strand and Highest" };
    if (!csv.ok) return setProblem(csvRefusalSentence(csv.refusal, expected));
    const result = readDefinitionFile(csv.table);
    setProblem(result.ok ? undefined : result.message);
    if (result.ok) props.onRead(typedDefinition({ strands: result.strands }));
  };
  return (
    <>
      <ProblemNotice problem={problem} />
      <FilePicker
        label="Fill in from a file"
        hint="A CSV file that was saved here by your school or another one."
        accept=".csv"
        onFile={(file) => void read(file)}
      />
    </>
  );
}
