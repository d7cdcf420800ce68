// What this week's figures may miss: work on silent tablets, for those who may ask, and sessions that are still coming in.
import type { Day } from "../../domain/calendar.ts";
import { useFilling } from "../shared/filling.ts";
import { useHasRole } from "../shared/roles.ts";
import { useToday } from "../shared/today.ts";
import { useTablets } from "../shared/use-tablets.ts";
import { mayMissWords } from "./missing-tablets.ts";

export interface Missing {
  /** Lines for paper and files. */
  readonly notes: readonly string[];
  /** The line about tablets, for the top of the screen, once it is known. */
  readonly tablets: string | undefined;
}

export function useMissing(week: Day): Missing {
  const mayAsk = useHasRole("senco", "head", "administrator");
  const today = useToday();
  const isFilling = useFilling()?.isFilling ?? false;
  const { answer } = useTablets(mayAsk);
  const words = mayAsk ? mayMissWords(answer, week, today) : undefined;
  const notes = [
    ...(isFilling ? ["Still getting older sessions: the figures are not final."] : []),
    ...(words === undefined ? [] : [words]),
  ];
  return { notes, tablets: answer.state === "asking" ? undefined : words };
}
