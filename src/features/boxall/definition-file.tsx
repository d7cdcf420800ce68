// The handbook's numbers from a file, so that a trust types them once: they fill in the boxes, are saved like what is typed,
// and confirmed here anew.
import { useState } from "preact/hooks";
import type { BoxallVersion } from "../../domain/boxall.ts";
import { boxallVersionLabel } from "../../domain/boxall-labels.ts";
import { readDefinitionFile } from "../../files/boxall-definition-file.ts";
import { csvRefusalSentence, readCsv } from "../../files/csv-read.ts";
import { FilePicker } from "../../ui/file-picker.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { sayCount, sayList } from "../../ui/words.ts";
import { typedDefinition, type TypedDefinition } from "./definition-draft.ts";

const expected = { what: "list of handbook numbers", columns: "Strand and Highest" };

export function DefinitionFile(props: {
  readonly version: BoxallVersion;
  readonly onRead: (typed: TypedDefinition) => void;
}) {
  const { version } = props;
  const [problem, setProblem] = useState<string>();
  const [told, setTold] = useState<string>();
  const read = async (file: File) => {
    const csv = readCsv(new Uint8Array(await file.arrayBuffer()));
    const result = csv.ok
      ? readDefinitionFile(csv.table, version)
      : { ok: false as const, message: csvRefusalSentence(csv.refusal, expected) };
    setProblem(result.ok ? undefined : result.message);
    setTold(result.ok ? toldWords(result, version) : undefined);
    if (result.ok) props.onRead(typedDefinition({ strands: result.strands }));
  };
  return (
    <>
      <ProblemNotice problem={problem} />
      {told && (
        <Notice tone="success" announce>
          {told}
        </Notice>
      )}
      <FilePicker
        label="Fill in from a file"
        hint="A CSV file that was saved here by your school or another one."
        accept=".csv"
        onFile={(file) => void read(file)}
      />
    </>
  );
}

function toldWords(
  read: Extract<ReturnType<typeof readDefinitionFile>, { ok: true }>,
  version: BoxallVersion,
): string {
  const filled = `${sayCount(Object.keys(read.strands).length, "strand")} filled in. Look them over, then save them.`;
  const form = read.saysForm
    ? ""
    : ` The file does not say of which form it is: make sure that it is ${boxallVersionLabel[version]}.`;
  const ignored = read.ignored.length > 0 ? ` Columns that are not used: ${sayList(read.ignored)}.` : "";
  return `${filled}${form}${ignored}`;
}
