// The classes that pupils are in on a day, each once, in their own order ("Year 10" after "Year 9").
import { useMemo } from "preact/hooks";
import type { Day } from "../../domain/calendar.ts";
import { isInForce, type Enrolment } from "../../domain/pupil.ts";
import { useDirectory } from "./directory.tsx";

export function classNamesOn(enrolments: readonly Enrolment[], day: Day): string[] {
  const names = new Set(enrolments.filter((one) => isInForce(one, day)).map((one) => one.className));
  names.delete("");
  return [...names].toSorted((a, b) => a.localeCompare(b, "en-GB", { numeric: true }));
}

export function useClassNames(day: Day): readonly string[] {
  const { enrolments } = useDirectory();
  return useMemo(
    () =>
      classNamesOn(
        enrolments.map((one) => one.record),
        day,
      ),
    [enrolments, day],
  );
}
