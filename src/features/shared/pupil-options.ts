// The pupils of the school to choose from: known name, class as a hint, merged cards and leavers left out.
import { useMemo } from "preact/hooks";
import type { Day } from "../../domain/calendar.ts";
import type { PupilId } from "../../domain/ids.ts";
import { enrolmentOn, pupilName } from "../../domain/pupil.ts";
import { useDirectory } from "./directory.tsx";

export interface PupilOption {
  readonly value: PupilId;
  readonly label: string;
  readonly hint: string;
}

export function usePupilOptions(day: Day): readonly PupilOption[] {
  const { pupilsById, enrolments } = useDirectory();
  return useMemo(() => {
    const byPupil = Map.groupBy(enrolments, (one) => one.record.pupilId);
    return [...pupilsById]
      .filter(([, { record }]) => !record.mergedInto && (!record.leftOn || day <= record.leftOn))
      .map(([value, { record }]) => {
        const own = (byPupil.get(value) ?? []).map((one) => one.record);
        return { value, label: pupilName(record), hint: enrolmentOn(own, day)?.className ?? "" };
      })
      .toSorted((a, b) => a.label.localeCompare(b.label, "en-GB"));
  }, [pupilsById, enrolments, day]);
}
