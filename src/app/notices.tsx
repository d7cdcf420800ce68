// What every screen has to say above its page: a new version, one that is too old, a wrong clock, figures still to come.
import { ClockNotice } from "./clock-notice.tsx";
import { FillingNotice } from "./filling-notice.tsx";
import styles from "./notices.module.css";
import type { ServiceWorkerDoor } from "./service-worker.ts";
import { StorageNotice } from "./storage-notice.tsx";
import { TooOldNotice } from "./too-old-notice.tsx";
import { UpdateNotice } from "./update-notice.tsx";
import { useIsTooOld } from "./use-is-too-old.ts";

export function Notices({ serviceWorker }: { readonly serviceWorker: ServiceWorkerDoor }) {
  const isTooOld = useIsTooOld();
  return (
    <div class={styles.notices}>
      {isTooOld ? (
        <TooOldNotice serviceWorker={serviceWorker} />
      ) : (
        <UpdateNotice serviceWorker={serviceWorker} />
      )}
      <StorageNotice />
      <ClockNotice />
      <FillingNotice />
    </div>
  );
}
