// A tablet that is reported lost while somebody uses it: its session is ended, the server says why, and it locks. What
// follows (the keys are destroyed) is the locked screen's.
import { effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { AppParts } from "./parts.ts";
import type { Opened } from "./use-opened.ts";

export function useLockWhenLost(parts: AppParts, opened: Opened | undefined, onLock: () => void): void {
  useEffect(() => {
    if (opened === undefined || opened.person.isDemo) return undefined;
    const { status } = opened.sync;
    return effect(() => {
      if (status.value.phase !== "signed-out") return;
      void parts.api.tabletPeople().then((answer) => {
        if (!answer.ok && answer.code === "tablet-lost") onLock();
      });
    });
  }, [parts, opened, onLock]);
}
