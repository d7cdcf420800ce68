// The service worker: everything precached, every address answered by the shell. It never opens a database and never
// handles /api; a new version waits until the person says so.
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL("index.html"), { denylist: [/^\/api\//] }));
self.addEventListener("message", (event) => {
  const isSkip = typeof event.data === "object" && event.data !== null && "type" in event.data;
  if (isSkip && event.data.type === "SKIP_WAITING") void self.skipWaiting();
});
