// The school year: half terms, INSET days, bank holidays and closures. Plans, weeks and Today all follow it.
import { useState } from "preact/hooks";
import { pupilDaysBetween, type HalfTerm } from "../../../domain/calendar.ts";
import { derivedId } from "../../../domain/ids.ts";
import * as records from "../../../domain/records.ts";
import { useRecords } from "../../../storage/live.ts";
import type { Stored } from "../../../storage/read.ts";
import { make } from "../../../storage/write.ts";
import { Button } from "../../../ui/button.tsx";
import { DataTable } from "../../../ui/data-table.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Disclosure } from "../../../ui/disclosure.tsx";
import { Notice, ProblemNotice } from "../../../ui/notice.tsx";
import { Section } from "../../../ui/section.tsx";
import { Stack } from "../../../ui/stack.tsx";
import { VisuallyHidden } from "../../../ui/visually-hidden.tsx";
import { sayDay } from "../../../ui/words.ts";
import { useAlongside } from "../../shared/context.ts";
import { useDirectory } from "../../shared/directory.tsx";
import { useSaving } from "../../shared/saving.tsx";
import { useOfferUndo } from "../../shared/undo.tsx";
import { HalfTermForm, halfTermId } from "./half-term-form.tsx";
import { SpecialDays } from "./special-days.tsx";
import { buckinghamshire2026 } from "./term-dates.ts";

export function YearSettings() {
  const { device } = useAlongside();
  const stored = useRecords(device, records.halfTerm);
  const halfTerms = (stored ?? []).toSorted((a, b) => (a.record.from < b.record.from ? -1 : 1));
  return (
    <Section title="School year">
      <Stack>
        {stored?.length === 0 && <KnownDates />}
        <HalfTerms halfTerms={halfTerms} />
        <Disclosure summary="Add a half term">
          <HalfTermForm all={halfTerms} />
        </Disclosure>
        <SpecialDays />
      </Stack>
    </Section>
  );
}

function KnownDates() {
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const useThem = async () => {
    const { halfTerms, days } = buckinghamshire2026;
    const isSaved = await saving.save([
      ...halfTerms.map((one) => make(records.halfTerm, halfTermId(one), one)),
      ...days.map((one) => make(records.calendarDay, derivedId("calendar-day", one.date, one.type), one)),
    ]);
    if (isSaved) offerUndo({ message: "Saved on this tablet. Change below what differs at your school." });
  };
  return (
    <>
      <ProblemNotice problem={saving.problem} />
      <Notice
        tone="info"
        title="No term dates yet"
        action={
          <Button busy={saving.isSaving} onClick={() => void useThem()}>
            Use Buckinghamshire 2026 to 2027
          </Button>
        }
      >
        Without term dates nothing can be planned. Take these and change what differs, or add your own below.
      </Notice>
    </>
  );
}

function HalfTerms({ halfTerms }: { readonly halfTerms: readonly Stored<HalfTerm>[] }) {
  const { calendar } = useDirectory();
  const [changing, setChanging] = useState<Stored<HalfTerm>>();
  return (
    <>
      <DataTable
        caption="Half terms"
        rows={halfTerms}
        rowKey={(one) => one.id}
        empty="No half terms yet."
        columns={[
          { key: "name", title: "Half term", rowHeader: true, cell: (one) => one.record.name },
          { key: "from", title: "First day", cell: (one) => sayDay(one.record.from) },
          { key: "to", title: "Last day", cell: (one) => sayDay(one.record.to) },
          {
            key: "days",
            title: "Pupil days",
            numeric: true,
            cell: (one) => String(pupilDaysBetween(one.record.from, one.record.to, calendar)),
          },
          {
            key: "change",
            title: "Change",
            cell: (one) => (
              <Button variant="quiet" onClick={() => setChanging(one)}>
                Change <VisuallyHidden>{`${one.record.name}, ${sayDay(one.record.from)}`}</VisuallyHidden>
              </Button>
            ),
          },
        ]}
      />
      {changing && (
        <Dialog open title="Change this half term" onClose={() => setChanging(undefined)}>
          <HalfTermForm stored={changing} all={halfTerms} onSaved={() => setChanging(undefined)} />
        </Dialog>
      )}
    </>
  );
}
