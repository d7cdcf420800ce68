// Opens a person's device and starts what works with it: sync and the hours worker. All of it ends when the person leaves.
import { useEffect, useState } from "preact/hooks";
import type { SignedIn } from "../api/client.ts";
import { staffIdSchema } from "../domain/ids.ts";
import { registry } from "../domain/records.ts";
import type { Alongside } from "../features/shared/context.ts";
import { openDevice, type Device } from "../storage/device.ts";
import { startSync } from "../sync/engine.ts";
import { createMessenger } from "../sync/messenger.ts";
import { openEvents } from "../sync/events.ts";
import { createUnsealedVault } from "../vault/vault.ts";
import { startHours } from "../worker/client.ts";
import type { AppParts } from "./parts.ts";

export type Opened = Omit<Alongside, "signOut">;

/** @returns undefined while opening */
export function useOpened(
  parts: AppParts,
  person: SignedIn,
): { readonly opened?: Opened; readonly fault?: unknown } {
  const [state, setState] = useState<{ readonly opened?: Opened; readonly fault?: unknown }>({});
  useEffect(() => {
    let close = () => {};
    let isOver = false;
    openPerson(parts, person).then(
      (one) => {
        close = one.close;
        if (isOver) close();
        else setState({ opened: one.opened });
      },
      (fault: unknown) => setState({ fault }),
    );
    return () => {
      isOver = true;
      close();
    };
  }, [parts, person]);
  return state;
}

async function openPerson(parts: AppParts, person: SignedIn): Promise<{ opened: Opened; close: () => void }> {
  const device = await openDevice({
    registry,
    vault: createUnsealedVault(),
    clock: parts.clock,
    newId: parts.newId,
    schoolId: person.schoolId,
    staffId: staffIdSchema.parse(person.staffId),
  });
  const sync = startSync(device, {
    messenger: createMessenger(parts.send),
    openEvents,
    random: Math.random,
    page: window,
    document,
    isVisible: () => document.visibilityState === "visible",
  });
  const hours = startHours({ databaseName: device.db.name });
  const stopBadge = showUnsentAsBadge(device);
  const close = () => {
    stopBadge();
    sync.stop();
    hours.stop();
    device.db.close();
  };
  return { opened: { device, person, sync, hours, api: parts.api, dirtyForms: parts.dirtyForms }, close };
}

/** The number of unsent items on the app's icon: a number, never a name. */
function showUnsentAsBadge(device: Device): () => void {
  if (!("setAppBadge" in navigator)) return () => {};
  const show = () => void device.db.outbox.count().then((count) => navigator.setAppBadge(count));
  device.committed.add(show);
  return () => void device.committed.delete(show);
}
