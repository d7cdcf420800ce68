// A tablet that is reported lost while somebody uses it, and a person whose sign-in is closed while they work: the session is
// ended, the server says why, and the tablet locks. What follows (keys are destroyed) is the locked screen's.
import { effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { SignedIn, TabletPeople } from "../api/client.ts";
import type { AppParts } from "./parts.ts";
import type { Opened } from "./use-opened.ts";

/** The school's own list for this tablet no longer has the person. */
function isShutOut(tablet: TabletPeople, { schoolId, staffId }: SignedIn): boolean {
  return tablet.schoolId === schoolId && !tablet.people.some((one) => one.staffId === staffId);
}

export function useLockWhenLost(parts: AppParts, opened: Opened | undefined, onLock: () => void): void {
  useEffect(() => {
    if (opened === undefined || opened.person.isDemo) return undefined;
    const { status } = opened.sync;
    return effect(() => {
      if (status.value.phase !== "signed-out") return;
      void parts.api.tabletPeople().then((answer) => {
        if (answer.ok ? isShutOut(answer.value, opened.person) : answer.code === "tablet-lost") onLock();
      });
    });
  }, [parts, opened, onLock]);
}
