// What has not left this tablet yet, in the words that are the same everywhere. Offline is neutral; only what a person
// must settle asks for attention.
import { useAlongside } from "../features/shared/context.ts";
import { secondsOfDayInZone } from "../domain/calendar.ts";
import { useProblems, useSyncState, useUnsent } from "../storage/live.ts";
import type { SyncStatus } from "../sync/engine.ts";
import type { IconName } from "../ui/icon-paths.ts";
import { StatusChip } from "../ui/status-chip.tsx";
import { sayTime } from "../ui/words.ts";
import styles from "./frame.module.css";

export function OutboxChip() {
  const { device, sync } = useAlongside();
  const unsent = useUnsent(device)?.count ?? 0;
  const problems = useProblems(device)?.length ?? 0;
  const syncedAt = useSyncState(device)?.syncedAt ?? null;
  const { icon, text, href } = wordsFor(sync.status.value, unsent, problems, syncedAt);
  return (
    <a class={styles.outbox} href={href}>
      <StatusChip icon={icon} tone={problems > 0 ? "attention" : unsent === 0 ? "good" : "neutral"}>
        {text}
      </StatusChip>
    </a>
  );
}

interface ChipWords {
  readonly icon: IconName;
  readonly text: string;
  readonly href: string;
}

function wordsFor(status: SyncStatus, unsent: number, problems: number, syncedAt: string | null): ChipWords {
  if (problems > 0) return { icon: "alert", text: `Needs attention: ${problems}`, href: "/attention" };
  const waiting = `${unsent} waiting to send`;
  if (status.phase === "signed-out") {
    return {
      icon: "cloud-off",
      text: unsent > 0 ? `${waiting}: sign in` : "Sign in to send",
      href: "/sign-in",
    };
  }
  if (unsent > 0) {
    const isSending = status.phase === "syncing";
    const isCutOff = status.phase === "offline" || status.phase === "waiting";
    return { icon: isCutOff ? "cloud-off" : "cloud", text: isSending ? "Sending" : waiting, href: "/log" };
  }
  if (status.phase === "syncing" && status.progress !== undefined && status.progress < 1) {
    return {
      icon: "cloud",
      text: `Getting school data ${Math.round(status.progress * 100)} %`,
      href: "/log",
    };
  }
  if (syncedAt === null && status.phase !== "offline") {
    return { icon: "cloud", text: "Getting school data", href: "/log" };
  }
  const isAway = status.phase === "offline" || status.phase === "waiting";
  if (syncedAt === null) return { icon: "cloud-off", text: "Not connected yet", href: "/log" };
  const at = sayTime(secondsOfDayInZone(Date.parse(syncedAt)));
  return { icon: isAway ? "cloud-off" : "check", text: `All sent ${at}`, href: "/log" };
}
