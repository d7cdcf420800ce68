// The server speaks a newer form than this version can read. What is saved here still goes out; only news does not come in.
import { useState } from "preact/hooks";
import { useAlongside } from "../features/shared/context.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import type { ServiceWorkerDoor } from "./service-worker.ts";

/** @param props.reload the page's own, or a test's */
export function TooOldNotice(props: {
  readonly serviceWorker: ServiceWorkerDoor;
  readonly reload?: () => void;
}) {
  const { dirtyForms } = useAlongside();
  const [isHeldBack, setIsHeldBack] = useState(false);
  const reload = () => {
    const hasForm = dirtyForms.size > 0;
    setIsHeldBack(hasForm);
    if (hasForm) return;
    if (props.serviceWorker.updateReady.value && props.serviceWorker.applyUpdate()) return;
    (props.reload ?? (() => location.reload()))();
  };
  return (
    <div class="no-print">
      <Notice
        tone="warning"
        title="This version is too old: reload"
        announce
        action={
          <Button icon="refresh" onClick={reload}>
            Reload
          </Button>
        }
      >
        {isHeldBack
          ? "Save or leave the form you are in first, so that nothing typed is lost. Then reload."
          : "It no longer gets what others enter. What you save is kept on this tablet and still sent, also what is waiting now."}
      </Notice>
    </div>
  );
}
