// A tablet that cannot keep what the school sends says so: its storage is full, or does not answer.
import { useAlongside } from "../features/shared/context.ts";
import { Notice } from "../ui/notice.tsx";

export function StorageNotice() {
  const { sync } = useAlongside();
  if (sync.status.value.phase !== "storage") return null;
  return (
    <Notice tone="warning" title="This tablet cannot keep what the school sends" announce>
      Its storage may be full. Make room in the tablet's settings, then close Alongside and open it again.
      What you saved here is kept.
    </Notice>
  );
}
