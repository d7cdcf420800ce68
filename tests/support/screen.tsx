// A screen as the signed-in app shows it, on a real device without a network: the same contexts, the same undo bar.
import { render } from "@testing-library/preact";
import type { ComponentType } from "preact";
import { LocationProvider, Route, Router } from "preact-iso";
import { createApi, type SignedIn } from "../../src/api/client.ts";
import * as records from "../../src/domain/records.ts";
import type { Role } from "../../src/domain/staff.ts";
import { AlongsideContext, type Alongside } from "../../src/features/shared/context.ts";
import { DirectoryProvider } from "../../src/features/shared/directory.tsx";
import { createUndoSlot, UndoContext } from "../../src/features/shared/undo.tsx";
import type { RecordKind } from "../../src/domain/record-kind.ts";
import type { Row } from "../../src/protocol/messages.ts";
import type { Device } from "../../src/storage/device.ts";
import { readRecord } from "../../src/storage/read.ts";
import { startSync } from "../../src/sync/engine.ts";
import { createMessenger } from "../../src/sync/messenger.ts";
import { UndoBar } from "../../src/ui/undo-bar.tsx";
import { startHours } from "../../src/worker/client.ts";
import { giveRoles, pageOf, receive, testDevice, testClock, testKey } from "./device.ts";

/** A row as the server sends it. */
export function rowOf<T extends object>(kind: RecordKind<T>, id: string, record: T, seq: number): Row {
  const fields = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
  return [kind.name, id, kind.scope?.(record, id) ?? "school", seq, fields];
}

/** A device of somebody with these roles that holds these rows. */
export async function deviceWith(
  roles: readonly [Role, ...Role[]],
  rows: readonly Row[],
  instant = "2026-09-16T08:00:00.000Z",
): Promise<Device> {
  const device = await testDevice({ clock: testClock(instant) });
  await giveRoles(device, ...roles);
  const school = rowOf(records.school, device.schoolId, { name: "Meadow Lane" }, 2);
  await receive(device, pageOf([school, ...rows]));
  return device;
}

const noNetwork: typeof fetch = () => Promise.reject(new TypeError("There is no network in this test."));

/**
 * Shows a screen at an address.
 * @param network answers the routes that are not sync; without one there is no network
 * @returns stops what was started for it
 */
export async function showScreen(
  device: Device,
  Screen: ComponentType,
  at: { readonly path: string; readonly address: string; readonly proof?: SignedIn["proof"] },
  network = noNetwork,
): Promise<() => void> {
  history.replaceState(null, "", at.address);
  const alongside = await alongsideOf(device, network, at.proof ?? "password");
  const undo = createUndoSlot();
  const { unmount } = render(
    <AlongsideContext.Provider value={alongside}>
      <UndoContext.Provider value={undo}>
        <DirectoryProvider device={device} waiting="Opening">
          <LocationProvider>
            <Router>
              <Route path={at.path} component={Screen} />
              <Route default component={Elsewhere} />
            </Router>
          </LocationProvider>
        </DirectoryProvider>
        <Undo slot={undo} />
      </UndoContext.Provider>
    </AlongsideContext.Provider>,
  );
  return () => {
    unmount();
    alongside.sync.stop();
    alongside.hours.stop();
  };
}

function Elsewhere() {
  return <p>Another page</p>;
}

function Undo({ slot }: { readonly slot: ReturnType<typeof createUndoSlot> }) {
  const done = slot.slot.value;
  if (done === undefined) return null;
  const { undo } = done;
  const onUndo = undo && (() => void undo());
  return <UndoBar key={done.turn} message={done.message} onUndo={onUndo} onClose={slot.close} />;
}

async function alongsideOf(
  device: Device,
  network: typeof fetch,
  proof: SignedIn["proof"],
): Promise<Alongside> {
  const own = await readRecord(device, records.staff, device.staffId);
  if (own === undefined) throw new Error("Give the device's person roles first.");
  const person: SignedIn = {
    schoolId: device.schoolId,
    schoolName: "Meadow Lane",
    staffId: device.staffId,
    name: own.record.name,
    roles: own.record.roles,
    isDemo: false,
    proof,
    mustSetUpFactor: false,
    hasPin: true,
  };
  const sync = startSync(device, {
    messenger: createMessenger(noNetwork),
    listenForPokes: () => () => {},
    random: () => 0,
    page: window,
    document,
    isVisible: () => false,
  });
  return {
    device,
    person,
    sync,
    hours: startHours({ databaseName: device.db.name, key: testKey }),
    api: createApi(network),
    dirtyForms: new Set(),
    timeMarks: { list: () => Promise.resolve([]), drop: () => Promise.resolve() },
    lock: () => {},
    signOut: () => Promise.resolve(),
  };
}
