// What an hour costs, by pay band and from a day on. Asked, never assumed; printed with its basis beside every cost.
import { impliedHourlyPence, rateBasisLabel } from "../../../domain/cost.ts";
import * as records from "../../../domain/records.ts";
import { useRecords } from "../../../storage/live.ts";
import { DataTable } from "../../../ui/data-table.tsx";
import { Disclosure } from "../../../ui/disclosure.tsx";
import { Section } from "../../../ui/section.tsx";
import { Stack } from "../../../ui/stack.tsx";
import { sayDay, sayPence } from "../../../ui/words.ts";
import { useAlongside } from "../../shared/context.ts";
import { AddRate } from "./add-rate.tsx";
import { StaffBands } from "./staff-bands.tsx";

export function RateSettings() {
  const { device } = useAlongside();
  const bands = useRecords(device, records.payBand) ?? [];
  const rates = useRecords(device, records.rate) ?? [];
  const bandName = (id: string) => bands.find((one) => one.id === id)?.record.name ?? "";
  const implied = sayPence(impliedHourlyPence(600_000, 135, 380));
  return (
    <Section title="Rates">
      <Stack>
        <p>
          {`Rates go by pay band, never by person. For comparison: £6,000 for 13.5 hours a week over 38 weeks implies ${implied} an hour, which is below real pay.`}
        </p>
        <DataTable
          caption="Rates"
          hideCaption
          rows={rates.toSorted((a, b) => (a.record.from < b.record.from ? 1 : -1))}
          rowKey={(one) => one.id}
          empty="No rates yet: costs are not shown until there are."
          columns={[
            {
              key: "band",
              title: "Pay band",
              rowHeader: true,
              cell: (one) => bandName(one.record.payBandId),
            },
            {
              key: "rate",
              title: "An hour",
              numeric: true,
              cell: (one) => sayPence(one.record.pencePerHour),
            },
            { key: "basis", title: "Basis", cell: (one) => rateBasisLabel[one.record.basis] },
            {
              key: "weeks",
              title: "Weeks a year",
              numeric: true,
              cell: (one) => String(one.record.weeksPerYearTenths / 10),
            },
            { key: "from", title: "From", cell: (one) => sayDay(one.record.from) },
          ]}
        />
        <Disclosure summary="Add a rate">
          <AddRate bands={bands} />
        </Disclosure>
        {bands.length > 0 && (
          <Disclosure summary="Who is in which pay band">
            <StaffBands bands={bands} />
          </Disclosure>
        )}
      </Stack>
    </Section>
  );
}
