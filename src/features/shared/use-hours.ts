// An answer of the hours worker, kept true: asked again after every commit that touched a session or a mark.
import { useEffect, useState } from "preact/hooks";
import type { Commit } from "../../storage/device.ts";
import { HoursUnavailable, type HoursClient } from "../../worker/client.ts";
import { useAlongside } from "./context.ts";

export interface HoursAnswer<Value> {
  readonly value?: Value;
  /** What to say when the worker could not answer. */
  readonly problem?: string;
}

/** @param asked names all that the question depends on */
export function useHours<Value>(
  asked: string,
  question: (hours: HoursClient) => Promise<Value>,
): HoursAnswer<Value> {
  const { device, hours } = useAlongside();
  const [answer, setAnswer] = useState<HoursAnswer<Value> & { readonly asked?: string }>({});
  useEffect(() => {
    let newest = 0;
    const ask = async () => {
      newest += 1;
      const mine = newest;
      try {
        const value = await question(hours);
        if (mine === newest) setAnswer({ asked, value });
      } catch (fault) {
        if (!(fault instanceof HoursUnavailable)) throw fault;
        if (mine === newest)
          setAnswer({ asked, problem: "The hours could not be worked out. Open this page again." });
      }
    };
    const onCommit = (commit: Commit) => {
      if (commit.stores.has("session") || commit.stores.has("mark")) void ask();
    };
    device.committed.add(onCommit);
    void ask();
    return () => {
      newest = Number.POSITIVE_INFINITY;
      device.committed.delete(onCommit);
    };
  }, [device, hours, asked]);
  return answer.asked === asked ? answer : {};
}
