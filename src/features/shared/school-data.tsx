// Before the first sync has brought the school, an empty list would be untrue and every change would be refused, since this
// device does not know yet what its person may do.
import { Notice } from "../../ui/notice.tsx";
import { useAlongside } from "./context.ts";
import { useDirectory } from "./directory.tsx";

/** Whether the school and one's own place in it are on this device. */
export function useHasSchool(): boolean {
  const { device } = useAlongside();
  const { school, staffById } = useDirectory();
  return school !== undefined && staffById.has(device.staffId);
}

export function GettingSchool() {
  const { sync } = useAlongside();
  const isOffline = sync.status.value.phase === "offline";
  return (
    <Notice tone="info" title="Getting your school's data" announce>
      {isOffline
        ? "This tablet has not met the school's server yet. Connect it to the school network once; after that it works without."
        : "This takes a few seconds the first time."}
    </Notice>
  );
}
