// Opens a person's device and starts what works with it: sync and the hours worker. All of it ends when the person leaves.
import { effect } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { createApi, type SignedIn } from "../api/client.ts";
import { staffIdSchema } from "../domain/ids.ts";
import { registry } from "../domain/records.ts";
import type { Alongside } from "../features/shared/context.ts";
import { accessFactsOf } from "../storage/access-facts.ts";
import { closeDevice, openDevice, type Commit, type Device, type OtherWindows } from "../storage/device.ts";
import { dropOldDrafts } from "../storage/drafts.ts";
import { adoptOthers } from "../storage/others.ts";
import { recoverLost } from "../storage/spare-outbox.ts";
import { dropUnsealedCopies, openSpareCopies } from "../storage/spare-copies.ts";
import { unsentOf } from "../storage/outbox.ts";
import { rememberPerson } from "../storage/shell.ts";
import { dropMark, readMarks } from "../storage/shell-tablet.ts";
import { instantOf } from "../protocol/clock.ts";
import { startSync, type SyncEngine } from "../sync/engine.ts";
import { createMessenger } from "../sync/messenger.ts";
import { listenForPokes } from "../sync/events.ts";
import { retireUnsealed } from "../sync/retire-unsealed.ts";
import { createSealingVault } from "../vault/vault.ts";
import { holdDatabase } from "./database-use.ts";
import { HoursUnavailable, startHours, type HoursClient } from "../worker/client.ts";
import { createOwnSession, type OwnSession } from "./own-session.ts";
import type { AppParts } from "./parts.ts";
import type { Entry } from "./unlocking.ts";

export type Opened = Omit<Alongside, "signOut" | "lock">;

/**
 * @param entry the person and their key: whatever is opened with it is closed when it is no longer given
 * @returns undefined while opening
 */
export function useOpened(
  parts: AppParts,
  entry: Entry,
): { readonly opened?: Opened; readonly fault?: unknown } {
  const [state, setState] = useState<{ readonly opened?: Opened; readonly fault?: unknown }>({});
  useEffect(() => {
    let close = () => {};
    let isOver = false;
    openPerson(parts, entry).then(
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
  }, [parts, entry]);
  return state;
}

async function openPerson(
  parts: AppParts,
  { person, unlocked: { key, databaseName }, prove }: Entry,
): Promise<{ opened: Opened; close: () => void }> {
  const staffId = staffIdSchema.parse(person.staffId);
  const stopUsing = holdDatabase(databaseName);
  const about = {
    registry,
    clock: parts.clock,
    newId: parts.newId,
    schoolId: person.schoolId,
    staffId,
    pause: breathe,
  };
  const device = await openDevice({
    ...about,
    otherWindows: otherWindowsOf(databaseName),
    vault: createSealingVault(key, databaseName),
    databaseName,
    ...spareOf(person),
  });
  // What does not load now is asked for again by the first save, which tells of a failure.
  void device.serverSeal.getReady().catch(() => undefined);
  // Kept for the first save, which would otherwise read them.
  void accessFactsOf(device);
  await Promise.all([adoptOthers(device), dropOldDrafts(device)]);
  await recoverLost(device);
  const session = createOwnSession(parts.send, prove, (known) => {
    void rememberPerson(parts.shell, known, instantOf(parts.clock));
  });
  const messenger = createMessenger(session.send);
  // Tried again at the next unlocking when there is no network.
  void retireUnsealed(about, messenger).then(async (fault) => {
    if (fault === undefined && "caches" in window) await dropUnsealedCopies(caches);
  });
  const sync = startSync(device, {
    messenger,
    listenForPokes: (onPoke) => onceProven(session, () => listenForPokes(device.db.name, onPoke)),
    random: Math.random,
    page: window,
    document,
    isVisible: () => document.visibilityState === "visible",
  });
  const hours = startHours({ databaseName, key });
  const stopBadge = showUnsentAsBadge(device);
  const stopLease = renewLeaseFrom(device, parts);
  const stopWorkingAhead = workAhead(sync, hours);
  const close = () => {
    stopBadge();
    stopLease();
    stopWorkingAhead();
    sync.stop();
    hours.stop();
    closeDevice(device);
    stopUsing();
    // What this person has not sent goes on its way sealed.
    void parts.sealedSender.sendNow();
  };
  const { dirtyForms, shell } = parts;
  const timeMarks = { list: () => readMarks(shell), drop: (id: string) => dropMark(shell, id) };
  return {
    opened: { device, person, sync, hours, timeMarks, api: createApi(session.send), dirtyForms },
    close,
  };
}

/** The event stream goes out under the session's cookie, so it waits until that is this person's. */
function onceProven(session: OwnSession, listen: () => () => void): () => void {
  let stop = () => {};
  let isOver = false;
  void session.proven.then(() => {
    if (!isOver) stop = listen();
  });
  return () => {
    isOver = true;
    stop();
  };
}

/** Cache storage is there wherever the app can be installed; a page that came by plain http has none. */
function spareOf({ schoolId, staffId }: SignedIn): Pick<Device, "spare"> {
  return "caches" in window ? { spare: openSpareCopies(caches, schoolId, staffId) } : {};
}

/** Long enough for what came to be on the screen: the worker reads the same database, and the screen is waited for. */
const aheadAfterMs = 500;

/** The worker works ahead once a round of sync is over, not while its pages come in. */
function workAhead(sync: SyncEngine, hours: HoursClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const catchUp = () => void hours.catchUp().catch(ignoreStopped);
  const stop = effect(() => {
    clearTimeout(timer);
    if (sync.status.value.phase !== "syncing") timer = setTimeout(catchUp, aheadAfterMs);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/** Gives the page a turn: a tap, a frame. Not by a timer, which browsers hold back when it is asked for often. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(undefined);
  });
}

/** Working ahead is a kindness, not a need: every question to the worker catches up first and tells of its own failure. */
function ignoreStopped(fault: unknown): void {
  if (!(fault instanceof HoursUnavailable)) throw fault;
}

/** The other windows of the same person on this device hear which stores changed: names of stores, never data. */
function otherWindowsOf(name: string): OtherWindows {
  const channel = new BroadcastChannel(name);
  let isClosed = false;
  return {
    tell: (stores) => (isClosed ? undefined : channel.postMessage(stores)),
    listen: (onStores) =>
      channel.addEventListener("message", (event: MessageEvent<readonly string[]>) => onStores(event.data)),
    close: () => {
      // A save that ended just before still announces itself.
      isClosed = true;
      channel.close();
    },
  };
}

/** Each answer of the server says until when the key may be used without another one. */
function renewLeaseFrom(device: Device, { keyring, clock }: AppParts): () => void {
  let knownMs = 0;
  const renew = async () => {
    const { leaseUntil = null, clockOffsetMs = 0 } = (await device.db.meta.get("sync")) ?? {};
    // Written down once an hour at most.
    if (leaseUntil === null || Math.abs(Date.parse(leaseUntil) - knownMs) < 3_600_000) return;
    knownMs = Date.parse(leaseUntil);
    const serverAt = new Date(clock.nowMs() + clockOffsetMs).toISOString();
    await keyring.renewLease(`${device.schoolId}/${device.staffId}`, leaseUntil, serverAt);
  };
  const onCommit = ({ source, stores }: Commit) => {
    if (source === "received" && stores.has("meta")) void renew();
  };
  device.committed.add(onCommit);
  return () => void device.committed.delete(onCommit);
}

/** The number of unsent items on the app's icon: a number, never a name. */
function showUnsentAsBadge(device: Device): () => void {
  if (!("setAppBadge" in navigator)) return () => {};
  const show = () => void unsentOf(device).then(({ count }) => navigator.setAppBadge(count));
  device.committed.add(show);
  return () => void device.committed.delete(show);
}
