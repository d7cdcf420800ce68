// The names of children and adults on a card or a list, from ids.
import type { PupilId, StaffId } from "../../domain/ids.ts";
import { pupilName } from "../../domain/pupil.ts";
import type { Directory } from "./directory.tsx";

/** First names; the letter of the family name only where two in this list share a first name. */
export function firstNames(
  ids: readonly PupilId[],
  directory: Directory,
): { readonly id: PupilId; readonly name: string }[] {
  const pupils = ids.map((id) => ({ id, pupil: directory.pupil(id)?.record }));
  return pupils.map(({ id, pupil }) => {
    if (pupil === undefined) return { id, name: "A child not on this tablet" };
    const isShared = pupils.filter((one) => one.pupil?.knownAs === pupil.knownAs).length > 1;
    return { id, name: isShared ? pupilName(pupil) : pupil.knownAs };
  });
}

/** The short names of adults, in the order given. */
export function staffNames(ids: readonly StaffId[], directory: Directory): string[] {
  return ids.map((id) => directory.staffById.get(id)?.record.shortName ?? "An adult not on this tablet");
}
