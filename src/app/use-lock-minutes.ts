// After how many minutes without input this window locks: the school's setting, as the tablet last heard it.
import { useEffect, useState } from "preact/hooks";
import type { SignedIn } from "../api/client.ts";
import { readTablet } from "../storage/shell-tablet.ts";
import type { AppParts } from "./parts.ts";

export const usualLockMinutes = 3;

/** @returns undefined for the invented school, which never locks by itself */
export function useLockMinutes(parts: AppParts, person: SignedIn): number | undefined {
  const [minutes, setMinutes] = useState(usualLockMinutes);
  useEffect(() => {
    void readTablet(parts.shell).then((tablet) => setMinutes(tablet?.lockMinutes ?? usualLockMinutes));
  }, [parts]);
  return person.isDemo ? undefined : minutes;
}
