// What every screen is given: the person's device, the engine that sends its work, the worker that figures hours, and
// the typed way to the server's other routes. Made once by the app after sign-in.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Api, SignedIn } from "../../api/client.ts";
import type { Device } from "../../storage/device.ts";
import type { TimeMark } from "../../storage/shell.ts";
import type { SyncEngine } from "../../sync/engine.ts";
import type { HoursClient } from "../../worker/client.ts";

export interface Alongside {
  readonly device: Device;
  readonly person: SignedIn;
  readonly sync: SyncEngine;
  readonly hours: HoursClient;
  readonly api: Api;
  /** Times marked on this tablet while it was locked. */
  readonly timeMarks: {
    readonly list: () => Promise<readonly TimeMark[]>;
    readonly drop: (id: string) => Promise<void>;
  };
  /** Forms say here that they hold something unsaved, so that an update never reloads over it. */
  readonly dirtyForms: Set<symbol>;
  /** Closes everything of this person's on this tablet until their PIN opens it again. */
  readonly lock: () => void;
  readonly signOut: () => Promise<void>;
}

export const AlongsideContext = createContext<Alongside | undefined>(undefined);

export function useAlongside(): Alongside {
  const alongside = useContext(AlongsideContext);
  if (alongside === undefined) throw new Error("This screen is shown outside of the signed-in app.");
  return alongside;
}
