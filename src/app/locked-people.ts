// Whose names stand on the locked screen: the staff of a shared tablet, or those who have signed in on a person's own.
import { dayInZone } from "../domain/calendar.ts";
import type { LockedPerson, UnlockDoor } from "../features/unlock/unlock-door.ts";
import { roleLabel } from "../domain/staff.ts";
import type { LockedFacts } from "../storage/shell-tablet.ts";
import type { Holder } from "../vault/keyring.ts";
import { personKeyOf } from "./unlocking.ts";

/** Those who have been here come first, the last one before the others; then everybody else by name. */
export function lockedPeople(facts: LockedFacts, holders: readonly Holder[]): LockedPerson[] {
  const { tablet, known, waiting } = facts;
  const holding = new Set(holders.map((one) => one.personKey));
  const standing = (key: string): LockedPerson["standing"] => {
    if (holding.has(key)) return "here";
    return known.some((one) => one.key === key) ? "ended" : "new";
  };
  const about = (key: string) => ({ key, waiting: waiting.get(key) ?? 0, standing: standing(key) });
  const listed = tablet?.people.map((one) => ({
    ...about(personKeyOf({ schoolId: tablet.schoolId, staffId: one.staffId })),
    staffId: one.staffId,
    name: one.name,
    initials: one.initials,
    roleWord: one.roleWord,
    isDemo: false,
  }));
  const isNamed = (staffId: string) =>
    tablet === undefined || tablet.people.some((one) => one.staffId === staffId);
  const own = known
    .filter((one) => tablet === undefined || (one.schoolId === tablet.schoolId && !one.isDemo))
    .map((one) => ({
      ...about(one.key),
      staffId: one.staffId,
      name: one.name,
      initials: initialsOf(one.name),
      roleWord: one.roles.map((role) => roleLabel[role])[0] ?? "",
      isDemo: one.isDemo,
    }))
    // Whose sign-in was closed has no key here any more, and the school does not name them: only unsent work keeps the name.
    .filter((one) => isNamed(one.staffId) || one.standing === "here" || one.waiting > 0);
  const people = tablet?.kind === "shared" ? (listed ?? []) : own;
  const lastUsed = (key: string) => known.findIndex((one) => one.key === key);
  const rank = (key: string) => (lastUsed(key) === -1 ? known.length : lastUsed(key));
  return people.toSorted((a, b) => rank(a.key) - rank(b.key) || a.name.localeCompare(b.name, "en-GB"));
}

/**
 * Whether somebody worked here whom the school lets in no longer, and nobody else is left: an empty list has then a reason
 * that is not "nobody yet". Nobody is named: whose name stands here is theirs who may come in, or whose work still waits.
 */
export function isNobodyLeft({ tablet, known }: LockedFacts, people: readonly LockedPerson[]): boolean {
  const wasHere = known.some((one) => one.schoolId === tablet?.schoolId && !one.isDemo);
  return people.length === 0 && wasHere;
}

/**
 * When more than half of the time has gone for which this tablet may do without the school's network: since when it has
 * not met it, and until when it opens. Undefined as long as there is time.
 */
export function leaseWarning(holders: readonly Holder[], nowMs: number): UnlockDoor["leaseWarning"] {
  const ends = holders.flatMap(({ lease }) => lease ?? []).toSorted((a, b) => a.untilMs - b.untilMs);
  const [first] = ends;
  if (first === undefined || nowMs < (first.fromMs + first.untilMs) / 2) return undefined;
  return { since: dayInZone(first.fromMs), until: dayInZone(first.untilMs) };
}

/** "Ana Reed" as "AR" */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  const [first = "", last = ""] = [words[0], words.length > 1 ? words.at(-1) : ""];
  return `${first.slice(0, 1)}${last.slice(0, 1)}`.toUpperCase();
}
