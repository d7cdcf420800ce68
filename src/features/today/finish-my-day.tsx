// The end of the day: what is still open, and what has not left the tablet. Two lines when all is well.
import { useUnsent } from "../../storage/live.ts";
import { Notice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { sayCount } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useNow } from "../shared/today.ts";
import type { TodayData } from "./use-today.ts";

export function FinishMyDay({ data }: { readonly data: TodayData }) {
  const { device } = useAlongside();
  const { secondsOfDay } = useNow();
  const unsent = useUnsent(device)?.count ?? 0;
  const { lists } = data;
  const isOver = (one: { readonly start?: number; readonly plannedSeconds: number }) =>
    (one.start ?? 0) + one.plannedSeconds <= secondsOfDay;
  const open = [...lists.dueNow, ...lists.support.filter((one) => one.state === "open")].filter(
    isOver,
  ).length;
  const toCome = lists.later.length;
  const isPlanned = open + toCome + lists.settled.length + lists.support.length > 0;
  if (!isPlanned) return null;
  const sent =
    unsent === 0
      ? "All sent."
      : `${sayCount(unsent, "item")} waiting to send: that happens by itself when the network is there.`;
  return (
    <Section title="Finish my day">
      {open > 0 ? (
        <Notice tone="info">{`${sayCount(open, "session")} that should be over ${open === 1 ? "is" : "are"} not logged. Tap "Done as planned" or "Did not happen" above. ${sent}`}</Notice>
      ) : (
        <Notice tone={toCome > 0 ? "info" : "success"}>
          {toCome > 0
            ? `All logged so far; ${sayCount(toCome, "session")} to come. ${sent}`
            : `All of today is logged. ${sent}`}
        </Notice>
      )}
    </Section>
  );
}
