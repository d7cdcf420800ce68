// The only door to the service worker: registering it, hearing of a new version, and taking that version in at a moment
// when no form holds something unsaved. It also asks the browser, once a start, to keep this tablet's data.
import { signal, type ReadonlySignal } from "@preact/signals";
import type { Workbox } from "workbox-window";
import { serviceWorkerAddress } from "../worker/own-scripts.ts";

export interface ServiceWorkerDoor {
  /** True once a new version is waiting. */
  readonly updateReady: ReadonlySignal<boolean>;
  /** Takes the new version in and reloads; answers false, and does nothing, while a form holds something unsaved. */
  readonly applyUpdate: () => boolean;
}

const lookEveryMs = 60 * 60 * 1000;
const reloadAnywayMs = 5000;
const reloadedForKey = "alongside-reloaded-for";

export function openServiceWorkerDoor(hasDirtyForm: () => boolean): ServiceWorkerDoor {
  const updateReady = signal(false);
  askToKeepData();
  addEventListener("vite:preloadError", (event) => reloadForMissingPart(event, hasDirtyForm));
  if (!("serviceWorker" in navigator) || import.meta.env.DEV)
    return { updateReady, applyUpdate: () => false };
  let workbox: Workbox | undefined;
  const open = async () => {
    // Not part of the first screen's code: it registers after the page has loaded anyway.
    const library = await import("workbox-window");
    workbox = new library.Workbox(serviceWorkerAddress(), { updateViaCache: "none" });
    workbox.addEventListener("waiting", () => (updateReady.value = true));
    await register(workbox);
  };
  void open().catch(ignoreOffline);
  return { updateReady, applyUpdate: () => workbox !== undefined && !hasDirtyForm() && takeIn(workbox) };
}

/** Registers after the page has loaded, which looks for a new version, and looks again whenever the tablet is picked up. */
async function register(workbox: Workbox): Promise<void> {
  try {
    await workbox.register();
  } catch (fault) {
    return ignoreOffline(fault);
  }
  const look = () => (navigator.onLine ? void workbox.update().catch(ignoreOffline) : undefined);
  addEventListener("pageshow", look);
  addEventListener("focus", look);
  setInterval(look, lookEveryMs);
}

/** Reloading before the new worker controls the page would show the old version again. */
function takeIn(workbox: Workbox): true {
  workbox.addEventListener("controlling", () => location.reload());
  setTimeout(() => location.reload(), reloadAnywayMs);
  workbox.messageSkipWaiting();
  return true;
}

/**
 * A part of the app that is gone means that the server has a newer build: one reload fetches that. Once a build, so that
 * a part that is really missing ends as an error; and never offline or over something unsaved, which a reload would lose.
 */
function reloadForMissingPart(event: Event, hasDirtyForm: () => boolean): void {
  if (!navigator.onLine || hasDirtyForm()) return;
  if (sessionStorage.getItem(reloadedForKey) === __APP_VERSION__) return;
  sessionStorage.setItem(reloadedForKey, __APP_VERSION__);
  event.preventDefault();
  location.reload();
}

/** Looking for an update needs the network; without one there is nothing to find and nothing to say. */
function ignoreOffline(fault: unknown): void {
  if (!(fault instanceof TypeError) && !(fault instanceof DOMException)) throw fault;
}

/** Never waited for: some browsers ask the person, and an unanswered question never settles. The device check tells how it went. */
function askToKeepData(): void {
  void navigator.storage?.persist?.().catch(ignoreOffline);
}
