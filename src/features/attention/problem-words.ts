// Why a save was refused and what to do about it, in plain words: no codes, no ids.
import { staffIdSchema } from "../../domain/ids.ts";
import type { Problem } from "../../storage/problems.ts";
import { sayList } from "../../ui/words.ts";
import type { Names } from "./kind-words.ts";

export function refusalWords(problem: Pick<Problem, "status" | "why">): string {
  if (problem.status === "erased") {
    return "This was about a pupil whose records have been erased. It was not kept, and cannot be entered again.";
  }
  switch (problem.why) {
    case "forbidden":
      return "The school's server did not take this, because you may not change it, or had no right to it on that day. Ask your SENCO to add you, then try again; or ask your SENCO to enter it.";
    case "unknown-record":
      return "The school's server did not take this change, because what it changes is not there. Enter it again as a new one.";
    case "unknown-kind":
      return "The school's server is older than this app and does not know this yet. Try again once the server has been updated.";
    case "wrong-scope":
      return "The school's server did not take this, because it belongs to a group that you are not in. Ask your SENCO to add you, then try again.";
    case "too-large":
      return "This was too large to send in one piece. Enter it again in smaller parts.";
    default:
      return "The school's server could not take this as it is. Check what it says below and enter it again.";
  }
}

/** "Priya", "you, on another tablet", "Priya and Lee". */
export function whoWords(by: readonly (string | null)[], ownStaffId: string, names: Names): string {
  const words = by.map((one) => {
    if (one === ownStaffId) return "you, on another tablet";
    const staffId = staffIdSchema.safeParse(one);
    return staffId.success ? names.staff(staffId.data) : "somebody";
  });
  return sayList([...new Set(words)]) || "somebody";
}

/** For the beginning of a sentence. */
export function capitalised(words: string): string {
  return words.charAt(0).toLocaleUpperCase("en-GB") + words.slice(1);
}
