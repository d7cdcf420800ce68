// What the register says of a child, in words: on the row, in the history, in the term's table.
import { missedSeconds, registerState, type RegisterCount } from "../../domain/nurture-register.ts";
import { type Mark } from "../../domain/session.ts";
import { markStatusLabel } from "../../domain/session-labels.ts";
import { sayCount } from "../../ui/words.ts";

/** "Here", "Late 7 minutes, left 10 minutes early", "In school but elsewhere: music", "Not taken". */
export function registerWords(
  mark: Pick<Mark, "status" | "intervals" | "reason"> | undefined,
  span: { readonly start: number; readonly end: number },
): string {
  if (mark === undefined) return markStatusLabel.blank;
  const state = registerState(mark, span);
  if (state !== "late" && state !== "early")
    return mark.reason ? `${markStatusLabel[mark.status]}: ${mark.reason}` : markStatusLabel[mark.status];
  const { lateSeconds, earlySeconds } = missedSeconds(mark, span);
  const parts = [
    ...(lateSeconds > 0 ? [`late ${minutesOf(lateSeconds)}`] : []),
    ...(earlySeconds > 0 ? [`left ${minutesOf(earlySeconds)} early`] : []),
  ].join(", ");
  return parts.charAt(0).toUpperCase() + parts.slice(1);
}

function minutesOf(seconds: number): string {
  return sayCount(Math.max(1, Math.round(seconds / 60)), "minute");
}

/** "7 here, 1 absent, 2 not taken" */
export function countWords(count: RegisterCount): string {
  return [
    `${count.here} here`,
    ...(count.absent > 0 ? [`${count.absent} absent`] : []),
    ...(count.elsewhere > 0 ? [`${count.elsewhere} elsewhere`] : []),
    ...(count.blank > 0 ? [`${count.blank} not taken`] : []),
  ].join(", ");
}
