// A file with full names: why it is needed, who one is once more, the server's leave, and only then the file.
import { useState } from "preact/hooks";
import { deedWhySchema, type DeedWhy } from "../../domain/deed.ts";
import { deedWhyWords } from "../../domain/deed-labels.ts";
import * as records from "../../domain/records.ts";
import type { FileTable } from "../../files/table.ts";
import { readRecords } from "../../storage/read.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { useAlongside } from "../shared/context.ts";
import { useProveSelf } from "../shared/prove-self.tsx";
import { SavingDialog } from "../shared/saving-form.tsx";
import type { FullNames } from "./summary-file.ts";

const whys = deedWhySchema.options.map((value) => ({ value, label: deedWhyWords[value] }));

export function FullNamesButton(props: {
  readonly rows: number;
  readonly withFullNames: (names: FullNames, why: string) => FileTable;
  /** Hands the file out. */
  readonly onTable: (table: FileTable) => Promise<void>;
}) {
  const { api, device } = useAlongside();
  const [isOpen, setIsOpen] = useState(false);
  const [why, setWhy] = useState<DeedWhy>();
  const [isMaking, setIsMaking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const proving = useProveSelf();
  const make = async () => {
    if (why === undefined) return setProblem("Choose why the names are needed.");
    setIsMaking(true);
    const asked = { what: "weekly-summary", why, rows: props.rows } as const;
    const answer = await proving.whenProven(() => api.allowFullNames(asked));
    setProblem(answer.ok ? undefined : answer.message);
    if (answer.ok) {
      const identities = await readRecords(device, records.pupilIdentity);
      const names = new Map(
        identities.map(({ record }) => [record.pupilId, `${record.legalForename} ${record.legalSurname}`]),
      );
      await props.onTable(props.withFullNames(names, deedWhyWords[why]));
      setIsOpen(false);
    }
    setIsMaking(false);
  };
  return (
    <>
      <Button variant="quiet" onClick={() => setIsOpen(true)}>
        With full names
      </Button>
      <SavingDialog
        open={isOpen}
        title="A file with full names"
        saving={{ isSaving: isMaking, problem }}
        saveLabel="Make the Excel file"
        onSave={make}
        onClose={() => setIsOpen(false)}
      >
        <p>
          Files hold initials, since a file that goes astray tells nobody then. With names, it is written down
          that you made it, when and why.
        </p>
        <Select label="Why are the names needed?" options={whys} value={why} onChange={setWhy} />
      </SavingDialog>
      {proving.question}
    </>
  );
}
