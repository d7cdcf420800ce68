// The header chip's words: the same four phrases as everywhere, who must do something, and nothing that alarms. Pure.
import { dayInZone, secondsOfDayInZone, type Day } from "../domain/calendar.ts";
import { percentOf } from "../features/shared/filling.ts";
import type { SyncStatus } from "../sync/engine.ts";
import type { IconName } from "../ui/icon-paths.ts";
import type { StatusChipProps } from "../ui/status-chip.tsx";
import { sayDayShort, sayTime } from "../ui/words.ts";

export interface OutboxFacts {
  readonly status: SyncStatus;
  readonly unsent: number;
  /** Things for a person to settle. */
  readonly attention: number;
  readonly isFilling: boolean;
  readonly syncedAt: string | null;
  readonly today: Day;
}

export interface ChipWords {
  readonly icon: IconName;
  /** Being offline is neutral; only what a person must settle asks for attention. */
  readonly tone: NonNullable<StatusChipProps["tone"]>;
  readonly text: string;
  /** When it was last known to be so, or how far it has come: seen, and not read out anew at every change. */
  readonly at?: string;
  readonly href: string;
}

export function outboxWords(facts: OutboxFacts): ChipWords {
  const { status, unsent, attention, isFilling, syncedAt } = facts;
  const isAway = ["offline", "waiting", "storage"].includes(status.phase);
  const cloud = isAway || status.phase === "signed-out" ? "cloud-off" : "cloud";
  const neutral = { icon: cloud, tone: "neutral", href: "/log" } as const;
  if (attention > 0) {
    return { icon: "alert", tone: "attention", text: `Needs attention: ${attention}`, href: "/attention" };
  }
  const waiting = `${unsent} waiting to send`;
  if (status.phase === "signed-out") {
    return { ...neutral, text: unsent > 0 ? `${waiting}: sign in` : "Sign in to send", href: "/sign-in" };
  }
  if (unsent > 0) return { ...neutral, text: status.phase === "syncing" ? "Sending" : waiting };
  if (isFilling && !isAway && status.phase !== "upgrade-needed") {
    const part = status.phase === "syncing" ? status.progress : undefined;
    const at = part === undefined ? {} : { at: `${percentOf(part)} %` };
    return { ...neutral, text: "Getting school data", ...at };
  }
  if (syncedAt === null) return { ...neutral, text: isAway ? "Not connected yet" : "Getting school data" };
  const sent = { text: "All sent", at: whenWords(syncedAt, facts.today), href: "/log" };
  return isAway ? { ...neutral, ...sent } : { icon: "check", tone: "good", ...sent };
}

/** "10:42am" today; the day when it was another one. */
function whenWords(instant: string, today: Day): string {
  const ms = Date.parse(instant);
  const day = dayInZone(ms);
  return day === today ? sayTime(secondsOfDayInZone(ms)) : sayDayShort(day);
}
