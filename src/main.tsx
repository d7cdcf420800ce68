// The browser's entry: the one place that takes the real clock, chance, network and databases, and hands them on.
// The theme comes first: it declares the order of the style layers that every other style sheet relies on.
import "./ui/theme/theme.ts";
import { render } from "preact";
import { v7 } from "uuid";
import { createApi } from "./api/client.ts";
import { App } from "./app/app.tsx";
import { openServiceWorkerDoor } from "./app/service-worker.ts";
import { oneSignInAtATime } from "./app/session-cookie.ts";
import { systemClock } from "./protocol/clock.ts";
import { registry } from "./domain/records.ts";
import { isDatabaseInUse } from "./app/database-use.ts";
import { createSealedPost } from "./sync/messenger.ts";
import { startSealedSender } from "./sync/sealed-sender.ts";
import { openAllSpareCopies } from "./storage/spare-copies.ts";
import { createShell } from "./storage/shell.ts";
import { createKeyStore } from "./storage/shell-keys.ts";
import { createKeyring } from "./vault/keyring.ts";

const root = document.querySelector("#app");
if (root === null) throw new Error("index.html has no #app.");

const dirtyForms = new Set<symbol>();
const shell = createShell();
const send: typeof fetch = (input, init) => fetch(input, init);
render(
  <App
    parts={{
      shell,
      keyring: createKeyring(createKeyStore(shell), systemClock.nowMs),
      sealedSender: startSealedSender(
        {
          shell,
          registry,
          clock: systemClock,
          post: createSealedPost(send),
          isInUse: isDatabaseInUse,
          // A page that came by plain http has no cache storage.
          ...("caches" in window && { copies: openAllSpareCopies(caches) }),
        },
        { page: window, isVisible: () => document.visibilityState === "visible" },
      ),
      api: createApi(oneSignInAtATime(send)),
      send,
      clock: systemClock,
      newId: () => v7(),
      dirtyForms,
      serviceWorker: openServiceWorkerDoor(() => dirtyForms.size > 0),
    }}
  />,
  root,
);
