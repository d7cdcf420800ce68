// The adults who work here now, to choose from, by name.
import type { StaffId } from "../../domain/ids.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useToday } from "../shared/today.ts";

export interface StaffOption {
  readonly value: StaffId;
  readonly label: string;
}

export function useStaffOptions(): StaffOption[] {
  const { staffById } = useDirectory();
  const today = useToday();
  return [...staffById]
    .filter(([, { record }]) => record.leftOn === undefined || today <= record.leftOn)
    .map(([value, { record }]) => ({ value, label: record.name }))
    .toSorted((a, b) => a.label.localeCompare(b.label, "en-GB"));
}
