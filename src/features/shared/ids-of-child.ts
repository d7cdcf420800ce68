// A child can have several cards: a supply adult's own, put together with the right one later.
import type { PupilId } from "../../domain/ids.ts";
import { resolvePupil, type Pupil } from "../../domain/pupil.ts";
import type { Stored } from "../../storage/read.ts";

/** The ids of all cards that stand for this child, its own first; merged doubles keep theirs in what was logged before. */
export function idsOfChild(pupilId: PupilId, pupilsById: ReadonlyMap<PupilId, Stored<Pupil>>): PupilId[] {
  const plain = new Map([...pupilsById].map(([id, one]) => [id, one.record]));
  const doubles = [...plain.keys()].filter((id) => id !== pupilId && resolvePupil(id, plain) === pupilId);
  return [pupilId, ...doubles];
}
