// The only door to the service worker: registering it, hearing of a new version, and taking that version in at a moment
// when no form holds something unsaved.
import { signal, type ReadonlySignal } from "@preact/signals";
import { Workbox } from "workbox-window";

export interface ServiceWorkerDoor {
  /** True once a new version is waiting. */
  readonly updateReady: ReadonlySignal<boolean>;
  /** Takes the new version in and reloads; answers false, and does nothing, while a form holds something unsaved. */
  readonly applyUpdate: () => boolean;
}

const lookEveryMs = 60 * 60 * 1000;
const reloadAnywayMs = 5000;

export function openServiceWorkerDoor(hasDirtyForm: () => boolean): ServiceWorkerDoor {
  const updateReady = signal(false);
  if (!("serviceWorker" in navigator) || import.meta.env.DEV)
    return { updateReady, applyUpdate: () => false };
  const workbox = new Workbox("/sw.js", { updateViaCache: "none" });
  workbox.addEventListener("waiting", () => (updateReady.value = true));
  void workbox.register();
  const look = () => (navigator.onLine ? void workbox.update().catch(ignoreOffline) : undefined);
  addEventListener("pageshow", look);
  addEventListener("focus", look);
  setInterval(look, lookEveryMs);
  return {
    updateReady,
    applyUpdate: () => {
      if (hasDirtyForm()) return false;
      // Reloading before the new worker controls the page would show the old version again.
      workbox.addEventListener("controlling", () => location.reload());
      setTimeout(() => location.reload(), reloadAnywayMs);
      workbox.messageSkipWaiting();
      return true;
    },
  };
}

/** Looking for an update needs the network; without one there is nothing to find and nothing to say. */
function ignoreOffline(fault: unknown): void {
  if (!(fault instanceof TypeError) && !(fault instanceof DOMException)) throw fault;
}

/** Asks the browser to keep this tablet's data; the answer is shown on the device check, and never waited for at start. */
export async function askToPersist(): Promise<boolean | undefined> {
  if (navigator.storage?.persist === undefined) return undefined;
  return (await navigator.storage.persisted()) || (await navigator.storage.persist());
}
