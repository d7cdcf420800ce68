// For how many years after the date of birth this school keeps records: its own schedule, where it has one. The usual years
// are those of the Information and Records Management Society's toolkit for schools.
import { useState } from "preact/hooks";
import * as records from "../../domain/records.ts";
import { usualRetentionYears } from "../../domain/retention.ts";
import { change } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { NumberStepper } from "../../ui/number-stepper.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useDirtyForm } from "../shared/dirty-form.ts";
import { useSaving } from "../shared/saving.tsx";

/** @param onSaved called when the server has the new years and works with them */
export function RetentionYearsForm({ onSaved }: { readonly onSaved: () => void }) {
  const { sync } = useAlongside();
  const { school } = useDirectory();
  const saving = useSaving();
  const now = school?.record.retentionYears ?? usualRetentionYears;
  const [sen, setSen] = useState<number | undefined>(now.sen);
  const [pupil, setPupil] = useState<number | undefined>(now.pupil);
  const isChanged = sen !== now.sen || pupil !== now.pupil;
  useDirtyForm(isChanged);
  if (school === undefined) return null;
  const save = async (event: Event) => {
    event.preventDefault();
    if (sen === undefined || pupil === undefined) return;
    if (!(await saving.save([change(records.school, school, { retentionYears: { sen, pupil } })]))) return;
    await sync.syncNow();
    onSaved();
  };
  return (
    <Disclosure summary="Change for how long records are kept">
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack>
          <p>
            {`The usual years are ${usualRetentionYears.sen} for children with SEN records and ${usualRetentionYears.pupil} for others (Information and Records Management Society, toolkit for schools). Follow your school's own schedule where it differs.`}
          </p>
          <ProblemNotice problem={saving.problem} />
          <NumberStepper
            label="SEN records"
            hint="Years after the date of birth, from 25 to 60."
            value={sen}
            onChange={(years) => setSen(wholeOnly(years))}
            min={25}
            max={60}
            unit="years"
            error={sen === undefined ? "Enter a whole number from 25 to 60." : undefined}
          />
          <NumberStepper
            label="Other pupils' records"
            hint="Years after the date of birth, from 18 to 60."
            value={pupil}
            onChange={(years) => setPupil(wholeOnly(years))}
            min={18}
            max={60}
            unit="years"
            error={pupil === undefined ? "Enter a whole number from 18 to 60." : undefined}
          />
          {isChanged && (
            <Cluster>
              <Button type="submit" variant="primary" busy={saving.isSaving}>
                Save the years
              </Button>
            </Cluster>
          )}
        </Stack>
      </form>
    </Disclosure>
  );
}

/** Half a year is no length of keeping that a birthday can end. */
function wholeOnly(years: number | undefined): number | undefined {
  return years !== undefined && Number.isInteger(years) ? years : undefined;
}
