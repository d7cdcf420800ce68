// Typing the handbook's numbers: five boxes a strand, all optional; what cannot be is said, and nothing of it is lost.
import { useState } from "preact/hooks";
import { mostOfPart, strandsOf, type BoxallVersion } from "../../domain/boxall.ts";
import { type BoxallDefinition } from "../../domain/boxall-definition.ts";
import { definitionTable } from "../../files/boxall-definition-file.ts";
import { writeCsv } from "../../files/csv-write.ts";
import { boxallFileName } from "../../files/file-names.ts";
import type { Stored } from "../../storage/read.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { DraftIsBack } from "../shared/draft-is-back.tsx";
import { saveFile } from "../shared/save-file.ts";
import { useToday } from "../shared/today.ts";
import styles from "./boxall.module.css";
import { Confirmed } from "./confirmed.tsx";
import { DefinitionBoxes } from "./definition-boxes.tsx";
import { partSoFar } from "./definition-draft.ts";
import { DefinitionFile } from "./definition-file.tsx";
import { pastedInto } from "./definition-paste.ts";
import { useDefinitionForm } from "./use-definition-form.ts";

export function DefinitionForm(props: {
  readonly version: BoxallVersion;
  readonly stored: Stored<BoxallDefinition> | undefined;
}) {
  const { version, stored } = props;
  const today = useToday();
  const form = useDefinitionForm(version, stored);
  const { unreadable, problems, definition, saving } = form;
  const [pasteProblem, setPasteProblem] = useState<string>();
  const paste = (at: Parameters<typeof pastedInto>[1], text: string) => {
    const pasted = pastedInto(form.typed, at, text);
    setPasteProblem(pasted.ok ? undefined : pasted.message);
    if (pasted.ok) form.set(pasted.typed);
  };
  const saveAsFile = () =>
    saveFile(boxallFileName(today, "handbook-numbers"), "text/csv", writeCsv(definitionTable(definition)));
  return (
    <Stack>
      <ErrorSummary problems={form.attempt === 0 ? [] : unreadable} attempt={form.attempt} />
      <ProblemNotice problem={saving.problem ?? pasteProblem} />
      {form.isBack && <DraftIsBack onStartAfresh={form.startAfresh} />}
      <Confirmed definition={stored?.record} />
      <p class={styles.soft}>
        Enter the number of items or the highest total; one gives the other. Every box may stay blank. Rows
        copied from a spreadsheet fill in from the box they are pasted into.
      </p>
      <DefinitionBoxes
        typed={form.typed}
        onChange={form.set}
        onPaste={paste}
        unreadable={new Set(unreadable.map((one) => one.fieldId))}
      />
      <PartsSoFar definition={definition} />
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
        hint={form.canConfirm ? undefined : "Possible when nothing above is left to check."}
        checked={form.isConfirmed}
        disabled={!form.canConfirm}
        onChange={form.setConfirmed}
      />
      <Cluster>
        <Button variant="primary" busy={saving.isSaving} onClick={() => void form.save()}>
          Save the numbers
        </Button>
        {unreadable.length === 0 && (
          <Button icon="download" onClick={saveAsFile}>
            Save them as a file
          </Button>
        )}
      </Cluster>
      <DefinitionFile version={version} onRead={form.set} />
    </Stack>
  );
}

function PartsSoFar({ definition }: { readonly definition: BoxallDefinition }) {
  return (
    <ul class={styles.soft}>
      {([1, 2] as const).map((part) => {
        const { sum, known } = partSoFar(part, definition);
        return (
          <li key={part}>
            {`Part ${part}: highest totals of ${known} of ${strandsOf(part).length} strands make ${sum} of ${mostOfPart}.`}
          </li>
        );
      })}
    </ul>
  );
}
