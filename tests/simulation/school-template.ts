// Two schools as every run finds them: people with sign-ins, pupils, groups with staff and members. Made once in a process
// and copied for each run.
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chanceOf } from "../../src/demo/chance.ts";
import { plannedSessionId, slotIdSchema, staffIdSchema, type StaffId } from "../../src/domain/ids.ts";
import { registry } from "../../src/domain/records.ts";
import { groupScope, schoolScope } from "../../src/domain/scope.ts";
import type { Role } from "../../src/domain/staff.ts";
import type { Fields } from "../../src/protocol/change.ts";
import { hashOf } from "../../src/server/secrets.ts";
import { insertSession } from "../../src/server/storage/session-rows.ts";
import { inTransaction, openDatabase } from "../../src/server/storage/database.ts";
import { insertSealingKey } from "../../src/server/storage/sealing-key-rows.ts";
import { insertSchool } from "../../src/server/storage/school-rows.ts";
import type { Db } from "../../src/server/storage/tables.ts";
import { writeNewRecords, type NewRecord } from "../../src/server/write-records.ts";
import { idsOf, randomOf } from "./ids.ts";
import { openSealedOpener } from "./open-seal.ts";

/** Monday. */
export const firstMs = Date.parse("2026-11-23T09:00:00Z");
const mondayBefore = "2026-11-02";

export interface SimPerson {
  readonly name: string;
  readonly school: string;
  readonly staffId: StaffId;
  readonly token: string;
  /** The enrolled tablet that every person of the school works on, as far as the server can tell. */
  readonly tablet: { readonly id: string; readonly token: string };
}

export interface SimSchool {
  readonly id: string;
  /** The beginning of every id of this school. */
  readonly mark: string;
  readonly people: readonly SimPerson[];
  readonly pupilIds: readonly string[];
  readonly groupIds: readonly string[];
  /** Ids that two devices come to on their own: the planned sessions of the first group. */
  readonly plannedIds: readonly string[];
  readonly slotId: string;
}

export interface Template {
  readonly folder: string;
  readonly file: string;
  readonly schools: readonly [SimSchool, SimSchool];
  readonly remove: () => void;
}

const databaseName = "alongside.sqlite";

export function simFolder(): string {
  const memory = "/dev/shm";
  return mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), "alongside-simulation-"));
}

export async function makeTemplate(): Promise<Template> {
  const folder = simFolder();
  const db = await openDatabase(folder);
  const first = await addSchool(db, "5c000001", ["lead", "head", "ana", "ben", "cara"]);
  const second = await addSchool(db, "5c000002", ["other"]);
  await db.destroy();
  const file = join(folder, databaseName);
  return {
    folder,
    file,
    schools: [first, second],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A folder of its own for one server. */
export function copyTemplate(template: Template, folder: string): string {
  const file = join(folder, databaseName);
  copyFileSync(template.file, file);
  return file;
}

const rolesByName: Readonly<Record<string, Role[]>> = {
  lead: ["senco", "administrator"],
  other: ["senco", "administrator"],
  head: ["head"],
  ana: ["teaching-assistant"],
  ben: ["teaching-assistant"],
  cara: ["class-teacher"],
};

async function addSchool(db: Db, mark: string, names: readonly string[]): Promise<SimSchool> {
  const newId = idsOf(chanceOf("template", mark), mark);
  const id = newId();
  const tablet = { id: newId(), token: `tablet-${mark}` };
  const people = names.map((name): SimPerson => {
    return { name, school: id, staffId: staffIdSchema.parse(newId()), token: `token-${name}`, tablet };
  });
  const pupilIds = Array.from({ length: 4 }, newId);
  const groupIds = [newId(), newId()];
  const slotId = newId();
  const records = [...peopleRecords(people), ...plans(newId, people, pupilIds, groupIds)];
  const by = { registry, random: randomOf(chanceOf("tags", mark), mark), clock: { nowMs: () => firstMs } };
  await insertSchool(db, { id, name: mark, isDemo: false, epoch: newId(), atMs: firstMs });
  await insertSealingKey(db, id, { id: newId(), ...(await openSealedOpener().newPair()) }, firstMs);
  await enrol(db, id, tablet);
  await inTransaction(db, (tx) => writeNewRecords(tx, by, id, null, records));
  await signEverybodyIn(db, people, firstMs);
  const days = ["2026-11-23", "2026-11-24", "2026-11-25"];
  const plannedIds = days.map((day) => plannedSessionId(slotIdSchema.parse(slotId), day));
  return { id, mark, people, pupilIds, groupIds, plannedIds, slotId };
}

async function enrol(db: Db, school: string, { id, token }: SimPerson["tablet"]): Promise<void> {
  const about = { label: "Oak 1", kind: "shared", created_ms: firstMs, created_by: null };
  const rest = { seen_ms: firstMs, app_version: null, lost_ms: null, paused_until_ms: null };
  await db
    .insertInto("tablet")
    .values({ school, id, token_hash: hashOf(token), ...about, ...rest })
    .execute();
}

/** Fresh sign-ins for everybody, with the tokens that they had. */
export async function signEverybodyIn(db: Db, people: readonly SimPerson[], nowMs: number): Promise<void> {
  for (const { school, staffId, token, tablet } of people) {
    const tokenHash = hashOf(token);
    await db.deleteFrom("session").where("token_hash", "=", tokenHash).execute();
    const expiresMs = nowMs + 1000 * 86_400_000;
    const proven = { proof: "password", factorMs: nowMs, provenMs: nowMs } as const;
    await insertSession(db, {
      tokenHash,
      account: null,
      tablet: tablet.id,
      school,
      staffId,
      expiresMs,
      seenMs: nowMs,
      ...proven,
    });
  }
}

function peopleRecords(people: readonly SimPerson[]): NewRecord[] {
  return people.map(({ name, staffId }) => {
    const roles = rolesByName[name] ?? ["teaching-assistant"];
    return record("staff", staffId, schoolScope, { name: `${name} Poole`, shortName: name, roles });
  });
}

function plans(
  newId: () => string,
  people: readonly SimPerson[],
  pupilIds: readonly string[],
  groupIds: readonly string[],
): NewRecord[] {
  const interventionId = newId();
  const dated = { from: mondayBefore };
  const byName = (name: string) => people.find((one) => one.name === name)?.staffId;
  const staffing = [
    [0, "ana"],
    [0, "ben"],
    [1, "ben"],
  ] as const;
  const cara = byName("cara");
  return [
    record("intervention", interventionId, schoolScope, { name: "Reading", usualMinutes: 20 }),
    ...pupilIds.map((id, at) =>
      record("pupil", id, schoolScope, { knownAs: `First${at}`, familyInitial: "K", initials: `P${at}` }),
    ),
    ...groupIds.map((id, at) =>
      record("group", id, groupScope(id), {
        name: `Group${at}`,
        interventionId,
        schoolYear: 2026,
        rule: "present",
      }),
    ),
    ...pupilIds.map((pupilId, at) => {
      const groupId = groupIds[at % 2] ?? "";
      return record("groupMember", newId(), groupScope(groupId), { groupId, pupilId, ...dated });
    }),
    ...staffing.flatMap(([at, name]) => {
      const [groupId, staffId] = [groupIds[at] ?? "", byName(name)];
      if (staffId === undefined) return [];
      return [
        record("groupStaff", newId(), groupScope(groupId), { groupId, staffId, role: "lead", ...dated }),
      ];
    }),
    ...(cara === undefined
      ? []
      : [record("classTeacher", newId(), schoolScope, { staffId: cara, className: "3B", ...dated })]),
    ...pupilIds
      .slice(0, 2)
      .map((pupilId) => record("enrolment", newId(), schoolScope, { pupilId, className: "3B", ...dated })),
  ];
}

function record(kind: string, id: string, scope: string, fields: Fields): NewRecord {
  return { kind, id, scope, fields };
}
