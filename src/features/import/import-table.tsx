// Each child of the file with what will happen. Long lists begin with a part of it, so that the page stays quick.
import { useState } from "preact/hooks";
import { senStatusLabel } from "../../domain/sen-labels.ts";
import { Button } from "../../ui/button.tsx";
import { DataTable } from "../../ui/data-table.tsx";
import { Stack } from "../../ui/stack.tsx";
import { Tag, type TagTone } from "../../ui/tag.tsx";
import { rowNumberOf, type ImportItem } from "./import-plan.ts";

const rowsAtFirst = 100;

const matchWords = {
  upn: "by UPN",
  "former-upn": "by former UPN",
  "name-and-birth": "by name and date of birth",
  nothing: "",
} as const;

const outcomeTag: Readonly<Record<ImportItem["outcome"], readonly [TagTone, string]>> = {
  new: ["good", "New"],
  changed: ["info", "Changed"],
  same: ["neutral", "Same"],
  ask: ["warm", "To answer"],
  double: ["neutral", "Left out"],
};

export function ImportTable({ items }: { readonly items: readonly ImportItem[] }) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? items : items.slice(0, rowsAtFirst);
  return (
    <Stack>
      <DataTable
        caption="Pupils in the file"
        rows={shown}
        rowKey={(one) => String(rowNumberOf(one.imported))}
        columns={[
          { key: "row", title: "Row", numeric: true, cell: (one) => one.imported.rowNumbers.join(", ") },
          {
            key: "name",
            title: "Name",
            rowHeader: true,
            cell: ({ imported }) => `${imported.knownAs} ${imported.familyName}`,
          },
          { key: "class", title: "Class", cell: ({ imported }) => imported.className ?? "" },
          { key: "sen", title: "SEN", cell: senWords },
          { key: "outcome", title: "What happens", cell: (one) => <Outcome item={one} /> },
        ]}
      />
      {shown.length < items.length && (
        <Button onClick={() => setIsWhole(true)}>{`Show all ${items.length} pupils`}</Button>
      )}
    </Stack>
  );
}

function Outcome({ item }: { readonly item: ImportItem }) {
  const [tone, word] = outcomeTag[item.outcome];
  const words = [matchWords[item.by], ...item.effects].filter((one) => one !== "");
  return (
    <>
      <Tag tone={tone}>{word}</Tag> {words.join("; ")}
    </>
  );
}

function senWords({ imported: { senStatus, needs } }: ImportItem): string {
  return [senStatus && senStatusLabel[senStatus], needs.join(", ")].filter(Boolean).join(": ");
}
