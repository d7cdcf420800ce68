// What has not left this tablet yet, in the header of every screen.
import { attentionCount } from "../features/shared/attention-count.ts";
import { useAlongside } from "../features/shared/context.ts";
import { useFilling } from "../features/shared/filling.ts";
import { useToday } from "../features/shared/today.ts";
import { useProblems, useSyncState, useUnsent } from "../storage/live.ts";
import { StatusChip } from "../ui/status-chip.tsx";
import { outboxWords } from "./outbox-words.ts";

export function OutboxChip() {
  const { device, sync } = useAlongside();
  const today = useToday();
  const { icon, tone, text, at, href } = outboxWords({
    status: sync.status.value,
    unsent: useUnsent(device)?.count ?? 0,
    attention: attentionCount(useProblems(device) ?? []),
    isFilling: useFilling()?.isFilling ?? false,
    syncedAt: useSyncState(device)?.syncedAt ?? null,
    today,
  });
  return (
    <StatusChip icon={icon} tone={tone} href={href}>
      {text}
      {at !== undefined && <span aria-hidden="true">{` ${at}`}</span>}
    </StatusChip>
  );
}
