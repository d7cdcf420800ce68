// The division of one session, slice by slice. Other children stand in it as a number only.
import type { PupilId } from "../../domain/ids.ts";
import type { WorkedLine } from "../../domain/pupil-hours.ts";
import type { Slice } from "../../domain/hours.ts";
import { sayCount, sayExact, sayTimeRange } from "../../ui/words.ts";
import styles from "./hours.module.css";

export function SessionWorking({
  line,
  pupilIds,
}: {
  readonly line: WorkedLine;
  readonly pupilIds: readonly PupilId[];
}) {
  return (
    <ol class={styles.working}>
      {line.working.map((slice) => (
        <li key={slice.from}>{sliceWords(slice, pupilIds)}</li>
      ))}
    </ol>
  );
}

function sliceWords(slice: Slice, pupilIds: readonly PupilId[]): string {
  const time = sayTimeRange(slice.from, slice.to);
  const adults = slice.adultCount === 1 ? "" : `, ${sayCount(slice.adultCount, "adult")}`;
  if (slice.sharedBy.length === 0)
    return `${time}: nobody there, ${sayExact(slice.seconds)} shared with nobody`;
  const ids = new Set<string>(pupilIds);
  const sharing = `${sayCount(slice.sharedBy.length, "pupil")}${adults}`;
  if (!slice.sharedBy.some((id) => ids.has(id))) return `${time}: ${sharing}, without this pupil`;
  const each = slice.seconds / slice.sharedBy.length;
  const exact = Number.isInteger(each)
    ? sayExact(each)
    : `${sayExact(Math.floor(each))} and a part of a second`;
  return `${time}: ${sharing} share ${sayExact(slice.seconds)} = ${exact} each`;
}
