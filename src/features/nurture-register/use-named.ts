// Children by first name, in the order of the register.
import type { PupilId } from "../../domain/ids.ts";
import { useDirectory } from "../shared/directory.tsx";
import { firstNames } from "../shared/people-names.ts";

export function useNamed(ids: readonly PupilId[]): { readonly id: PupilId; readonly name: string }[] {
  const directory = useDirectory();
  return firstNames(ids, directory).toSorted((a, b) => a.name.localeCompare(b.name, "en-GB"));
}
