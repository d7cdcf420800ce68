// Whether the server has asked for a newer version of this app than the one that is running.
import { useAlongside } from "../features/shared/context.ts";
import { useSyncState } from "../storage/live.ts";

export function useIsTooOld(): boolean {
  const { device, sync } = useAlongside();
  const isNoted = useSyncState(device)?.upgradeNeeded === true;
  return isNoted || sync.status.value.phase === "upgrade-needed";
}
