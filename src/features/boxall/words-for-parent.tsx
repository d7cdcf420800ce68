// A paragraph in plain words, made from the numbers, that the practitioner changes before it goes to a parent. Nothing is sent:
// it is printed or copied, and what is typed is kept on this tablet until then.
import { boxallChange } from "../../domain/boxall-change.ts";
import { changeParagraph } from "../../domain/boxall-words.ts";
import type { BoxallAssessment } from "../../domain/boxall.ts";
import type { PupilId } from "../../domain/ids.ts";
import type { Stored } from "../../storage/read.ts";
import { Button } from "../../ui/button.tsx";
import { Section } from "../../ui/section.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { sayDay } from "../../ui/words.ts";
import { useDraft } from "../shared/use-draft.ts";
import styles from "./boxall.module.css";
import type { DefinitionOf } from "./use-boxall.ts";

const readText = (kept: unknown) => (typeof kept === "string" ? kept : undefined);

export function WordsForParent(props: {
  readonly pupilId: PupilId;
  readonly knownAs: string;
  readonly before: Stored<BoxallAssessment>;
  readonly after: Stored<BoxallAssessment>;
  readonly definitionOf: DefinitionOf;
}) {
  const { before, after, knownAs, definitionOf } = props;
  const change = boxallChange(before.record, after.record, definitionOf);
  if (change === undefined) return null;
  const dates = { knownAs, from: sayDay(before.record.date), to: sayDay(after.record.date) };
  return (
    <Editor
      key={`${before.id}|${after.id}`}
      draftKey={`boxall-words|${before.id}|${after.id}`}
      made={changeParagraph(change, dates)}
    />
  );
}

function Editor({ draftKey, made }: { readonly draftKey: string; readonly made: string }) {
  const kept = useDraft<string | undefined>(draftKey, undefined, readText);
  const text = kept.value ?? made;
  return (
    <Section title="In plain words">
      <Stack>
        <p class={`${styles.words} print-only`}>{text}</p>
        <div class="no-print">
          <TextArea
            label="For a parent or carer"
            hint="Made from the numbers. Read it, put it in your own words, then print this page. Nothing is sent."
            value={text}
            onChange={kept.set}
            rows={7}
          />
          {kept.value !== undefined && kept.value !== made && (
            <Cluster>
              <Button variant="quiet" onClick={kept.startAfresh}>
                Make it from the numbers again
              </Button>
            </Cluster>
          )}
        </div>
      </Stack>
    </Section>
  );
}
