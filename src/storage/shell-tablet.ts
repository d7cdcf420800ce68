// What the locked screen needs to know and keep: the tablet as the server described it, who has been here, how much of
// whose work waits, the times marked, the cards sealed. Staff names, counts and instants; nothing of any pupil.
import type { TabletPeople } from "../protocol/unlock-messages.ts";
import type { KnownPerson, SealedCard, ShellDatabase, TimeMark } from "./shell.ts";

export interface LockedFacts {
  readonly tablet: TabletPeople | undefined;
  /** Who has been let in here before, newest first. */
  readonly known: readonly KnownPerson[];
  /** Unsent items by `${schoolId}/${staffId}`. */
  readonly waiting: ReadonlyMap<string, number>;
  readonly marks: readonly TimeMark[];
  readonly cards: number;
}

/** @param waiting how much of whose work is unsent, which needs no key to count */
export async function readLockedFacts(
  shell: ShellDatabase,
  waiting: ReadonlyMap<string, number>,
): Promise<LockedFacts> {
  const known = await shell.people.toArray();
  const marks = await shell.marks.toArray();
  return {
    tablet: await readTablet(shell),
    known: known.toSorted((a, b) => (a.lastUsedAt < b.lastUsedAt ? 1 : -1)),
    waiting,
    marks: marks.toSorted((a, b) => a.atMs - b.atMs),
    cards: await shell.cards.count(),
  };
}

/** What the server last said; undefined on a device that it does not know. */
export async function readTablet(shell: ShellDatabase): Promise<TabletPeople | undefined> {
  const kept = await shell.device.get("tablet");
  return kept?.slot === "tablet" ? kept.tablet : undefined;
}

/** Whether this tablet belongs to a school, or somebody of a real one has been let in here. */
export async function isEnrolled(shell: ShellDatabase): Promise<boolean> {
  if ((await readTablet(shell)) !== undefined) return true;
  return (await shell.people.toArray()).some((one) => !one.isDemo);
}

export async function keepTablet(shell: ShellDatabase, tablet: TabletPeople): Promise<void> {
  await shell.device.put({ slot: "tablet", tablet });
}

export async function knownPerson(shell: ShellDatabase, key: string): Promise<KnownPerson | undefined> {
  return await shell.people.get(key);
}

/** The tablet is let in nowhere any more: it begins like a new one, and its unsent work stays sealed until it is sent. */
export async function forgetTablet(shell: ShellDatabase): Promise<void> {
  await shell.transaction("rw", shell.device, shell.people, shell.current, async () => {
    await shell.device.delete("tablet");
    await shell.people.clear();
    await shell.current.clear();
  });
}

export async function keepMark(shell: ShellDatabase, mark: TimeMark): Promise<void> {
  await shell.marks.put(mark);
}

export async function readMarks(shell: ShellDatabase): Promise<readonly TimeMark[]> {
  return (await shell.marks.toArray()).toSorted((a, b) => a.atMs - b.atMs);
}

export async function dropMark(shell: ShellDatabase, id: string): Promise<void> {
  await shell.marks.delete(id);
}

export async function keepCard(shell: ShellDatabase, card: SealedCard): Promise<void> {
  await shell.cards.put(card);
}

export async function readCards(shell: ShellDatabase): Promise<readonly SealedCard[]> {
  return await shell.cards.toArray();
}

export async function dropCard(shell: ShellDatabase, id: string): Promise<void> {
  await shell.cards.delete(id);
}
