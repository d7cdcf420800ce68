// Which pay band each member of staff is in, and a move to another one from a day on.
import { useState } from "preact/hooks";
import { parseDay } from "../../../domain/calendar.ts";
import type { PayBand } from "../../../domain/cost.ts";
import type { StaffId } from "../../../domain/ids.ts";
import * as records from "../../../domain/records.ts";
import { useRecords } from "../../../storage/live.ts";
import type { Stored } from "../../../storage/read.ts";
import { make } from "../../../storage/write.ts";
import { Button } from "../../../ui/button.tsx";
import { DataTable } from "../../../ui/data-table.tsx";
import { Select } from "../../../ui/select.tsx";
import { VisuallyHidden } from "../../../ui/visually-hidden.tsx";
import { useAlongside } from "../../shared/context.ts";
import { useDirectory } from "../../shared/directory.tsx";
import { FromField } from "../../shared/from-field.tsx";
import { SavingDialog } from "../../shared/saving-form.tsx";
import { useSaving } from "../../shared/saving.tsx";
import { useToday } from "../../shared/today.ts";
import { useOfferUndo } from "../../shared/undo.tsx";
import { bandOn } from "./rate-draft.ts";

interface Row {
  readonly staffId: StaffId;
  readonly name: string;
  readonly band: string | undefined;
}

export function StaffBands({ bands }: { readonly bands: readonly Stored<PayBand>[] }) {
  const { device } = useAlongside();
  const { staffById } = useDirectory();
  const today = useToday();
  const staffBands = useRecords(device, records.staffBand) ?? [];
  const [moving, setMoving] = useState<Row>();
  const plain = staffBands.map((one) => one.record);
  const rows = [...staffById]
    .filter(([, one]) => one.record.leftOn === undefined)
    .map(([staffId, one]): Row => {
      const bandId = bandOn(staffId, plain, today);
      const band = bands.find((each) => each.id === bandId)?.record.name;
      return { staffId, name: one.record.name, band };
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, "en-GB"));
  return (
    <>
      <DataTable
        caption="Pay bands of staff"
        hideCaption
        rows={rows}
        rowKey={(row) => row.staffId}
        columns={[
          { key: "name", title: "Name", rowHeader: true, cell: (row) => row.name },
          { key: "band", title: "Pay band", cell: (row) => row.band ?? "None: their time has no cost yet" },
          {
            key: "change",
            title: "Change",
            cell: (row) => (
              <Button variant="quiet" onClick={() => setMoving(row)}>
                Change <VisuallyHidden>{`pay band of ${row.name}`}</VisuallyHidden>
              </Button>
            ),
          },
        ]}
      />
      {moving && <MoveDialog row={moving} bands={bands} onClose={() => setMoving(undefined)} />}
    </>
  );
}

function MoveDialog(props: {
  readonly row: Row;
  readonly bands: readonly Stored<PayBand>[];
  readonly onClose: () => void;
}) {
  const { row, bands, onClose } = props;
  const { device } = useAlongside();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [bandId, setBandId] = useState<string>();
  const [from, setFrom] = useState<string | undefined>(today);
  const [isAsked, setIsAsked] = useState(false);
  const save = async () => {
    setIsAsked(true);
    const day = parseDay(from ?? "");
    if (bandId === undefined || day === undefined) return;
    const record = { staffId: row.staffId, payBandId: bandId, from: day };
    if (!(await saving.save([make(records.staffBand, device.newId(), record)]))) return;
    offerUndo({ message: "Saved on this tablet" });
    onClose();
  };
  return (
    <SavingDialog
      open
      title={`Pay band of ${row.name}`}
      saving={saving}
      saveLabel="Save the pay band"
      onSave={save}
      onClose={onClose}
    >
      <Select
        label="Pay band from then on"
        options={bands.map((one) => ({ value: one.id, label: one.record.name }))}
        value={bandId}
        onChange={setBandId}
        error={isAsked && bandId === undefined ? "Choose the pay band." : undefined}
      />
      <FromField value={from} onChange={setFrom} isAsked={isAsked} />
    </SavingDialog>
  );
}
