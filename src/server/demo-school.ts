// The demo school: invented on first use, so that anybody can look round before a real school is set up. Once a real
// school is on this server it is closed for good.
import { isInForce } from "../domain/pupil.ts";
import { dayInZone, type Day } from "../domain/calendar.ts";
import type { DemoRole } from "../protocol/account-messages.ts";
import type { Role } from "../domain/staff.ts";
import type { Parts } from "./parts.ts";
import { inTransaction } from "./storage/database.ts";
import { firstSchoolId, insertSchool } from "./storage/school-rows.ts";
import { writeNewRecords, type NewRecord } from "./write-records.ts";

interface InventedSchool {
  readonly schoolName: string;
  readonly people: readonly { readonly staffId: string; readonly roles: readonly Role[] }[];
  readonly records: readonly NewRecord[];
}

/** Makes up a school as it stands on a day; nothing in it is a real person. Loaded on first use: most starts need none. */
export type DemoInventor = (today: Day) => Promise<InventedSchool>;

/** The demo school's id, making the school when it is not there yet. */
export async function openDemoSchool(parts: Parts): Promise<string> {
  const before = await firstSchoolId(parts.db, true);
  if (before !== undefined) return before;
  const invented = await parts.inventDemo(dayInZone(parts.clock.nowMs()));
  return await inTransaction(parts.db, async (tx) => {
    const existing = await firstSchoolId(tx, true);
    if (existing !== undefined) return existing;
    const id = invented.records.find((record) => record.kind === "school")?.id ?? parts.random.uuid();
    const school = { id, name: invented.schoolName, isDemo: true, epoch: parts.random.uuid() };
    await insertSchool(tx, { ...school, atMs: parts.clock.nowMs() });
    await writeNewRecords(tx, parts, id, null, invented.records);
    return id;
  });
}

/** Somebody of the demo school to be: its SENCO, or the teaching assistant with the most groups today. */
export async function demoPerson(parts: Parts, school: string, as: DemoRole): Promise<string | undefined> {
  const facts = await parts.facts.read(parts.db, school);
  const today = dayInZone(parts.clock.nowMs());
  const groupsOf = (staffId: string) => {
    const own = facts.of(staffId)?.groupStaff.filter((one) => isInForce(one, today)) ?? [];
    return own.length;
  };
  const candidates = facts.staffIds().filter((id) => {
    const person = facts.person(id);
    return person !== undefined && person.leftOn === undefined && person.roles.includes(as);
  });
  return candidates.toSorted((a, b) => groupsOf(b) - groupsOf(a))[0];
}
