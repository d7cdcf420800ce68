// "New version ready": the person says when, and never while a form holds something unsaved.
import { useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Cluster } from "../ui/stack.tsx";
import type { ServiceWorkerDoor } from "./service-worker.ts";

export function UpdateNotice({ serviceWorker }: { readonly serviceWorker: ServiceWorkerDoor }) {
  const [isLater, setIsLater] = useState(false);
  const [isHeldBack, setIsHeldBack] = useState(false);
  if (!serviceWorker.updateReady.value || isLater) return null;
  const update = () => setIsHeldBack(!serviceWorker.applyUpdate());
  return (
    <Notice
      tone="info"
      title="New version ready"
      announce
      action={
        <Cluster>
          <Button onClick={update}>Update</Button>
          <Button variant="quiet" onClick={() => setIsLater(true)}>
            Later
          </Button>
        </Cluster>
      }
    >
      {isHeldBack
        ? "Save or leave the form you are in first, so that nothing typed is lost."
        : "It takes a few seconds."}
    </Notice>
  );
}
