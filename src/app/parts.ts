// What the entry file makes once and the app is built from.
import type { Api } from "../api/client.ts";
import type { Clock } from "../protocol/clock.ts";
import type { ShellDatabase } from "../storage/shell.ts";
import type { SealedSender } from "../sync/sealed-sender.ts";
import type { Keyring } from "../vault/keyring.ts";
import type { ServiceWorkerDoor } from "./service-worker.ts";

export interface AppParts {
  readonly shell: ShellDatabase;
  readonly keyring: Keyring;
  /** Sends what lies sealed for people who are not using the tablet. */
  readonly sealedSender: SealedSender;
  readonly api: Api;
  readonly send: typeof fetch;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly dirtyForms: Set<symbol>;
  readonly serviceWorker: ServiceWorkerDoor;
}
