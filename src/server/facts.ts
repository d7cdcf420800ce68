// What rights are judged from: the few kinds of record that say who works where. Kept in memory for each school, brought
// up to date by sequence number, and overlaid by what a push in progress has already changed.
import type { AccessFacts } from "../domain/access.ts";
import { groupMemberSchema, groupStaffSchema, type GroupMember, type GroupStaff } from "../domain/group.ts";
import { staffIdSchema } from "../domain/ids.ts";
import { nurturePlacementSchema, type NurturePlacement } from "../domain/nurture-placement.ts";
import { enrolmentSchema, type Enrolment } from "../domain/pupil.ts";
import { classTeacherSchema, staffSchema, type ClassTeacher, type Staff } from "../domain/staff.ts";
import type { Fields } from "../protocol/change.ts";
import { recordsAfter, recordsOfKind } from "./storage/record-rows.ts";
import { readSchool } from "./storage/school-rows.ts";
import type { Db } from "./storage/tables.ts";

interface FactTables {
  readonly staff: Map<string, Staff>;
  readonly groupStaff: Map<string, GroupStaff>;
  readonly groupMember: Map<string, GroupMember>;
  readonly classTeacher: Map<string, ClassTeacher>;
  readonly enrolment: Map<string, Enrolment>;
  readonly nurturePlacement: Map<string, NurturePlacement>;
}

/** Takes one record into the table of its kind; of other kinds nothing is known here. */
const takers: Readonly<Record<keyof FactTables, (tables: FactTables, id: string, fields: Fields) => void>> = {
  staff: (tables, id, fields) => tables.staff.set(id, staffSchema.parse(fields)),
  groupStaff: (tables, id, fields) => tables.groupStaff.set(id, groupStaffSchema.parse(fields)),
  groupMember: (tables, id, fields) => tables.groupMember.set(id, groupMemberSchema.parse(fields)),
  classTeacher: (tables, id, fields) => tables.classTeacher.set(id, classTeacherSchema.parse(fields)),
  enrolment: (tables, id, fields) => tables.enrolment.set(id, enrolmentSchema.parse(fields)),
  nurturePlacement: (tables, id, fields) =>
    tables.nurturePlacement.set(id, nurturePlacementSchema.parse(fields)),
};

const kinds = [
  "staff",
  "groupStaff",
  "groupMember",
  "classTeacher",
  "enrolment",
  "nurturePlacement",
] as const;

function isFactKind(kind: string): kind is keyof FactTables {
  return kinds.some((one) => one === kind);
}

/** The facts of one school at one moment. */
interface SchoolFacts {
  /** The facts of one person; undefined when nobody of that id is on the staff. */
  readonly of: (staffId: string) => AccessFacts | undefined;
  readonly person: (staffId: string) => Staff | undefined;
  readonly staffIds: () => string[];
  /** These facts with one record changed: what a push writes counts for what comes after it in the same push. */
  readonly note: (kind: string, id: string, fields: Fields) => void;
}

export interface FactsCache {
  /**
   * The facts at a sequence number, by default the newest; noting into them changes nothing kept. A transaction that has
   * taken its own numbers already passes the last one before them: its own may yet be rolled back.
   */
  readonly read: (db: Db, school: string, atSeq?: number) => Promise<SchoolFacts>;
}

interface Kept {
  seq: number;
  tables: FactTables;
}

/** More changes than this and reading the six kinds afresh is quicker than reading the changes. */
const maxCatchUp = 2000;

export function createFactsCache(): FactsCache {
  const keptBySchool = new Map<string, Kept>();
  return {
    read: async (db, school, atSeq) => {
      const seq = atSeq ?? (await readSchool(db, school))?.seq ?? 0;
      let kept = keptBySchool.get(school);
      if (kept === undefined || kept.seq !== seq) {
        kept = (kept && (await caughtUp(db, school, kept, seq))) ?? {
          seq,
          tables: await readAll(db, school),
        };
        keptBySchool.set(school, kept);
      }
      return overlaid(kept.tables);
    },
  };
}

async function readAll(db: Db, school: string): Promise<FactTables> {
  const tables = emptyTables();
  for (const kind of kinds) {
    for (const { id, fields } of await recordsOfKind(db, school, kind)) takers[kind](tables, id, fields);
  }
  return tables;
}

async function caughtUp(db: Db, school: string, kept: Kept, seq: number): Promise<Kept | undefined> {
  if (kept.seq > seq) return undefined;
  const changes = await recordsAfter(db, school, kept.seq, maxCatchUp, kinds);
  if (changes.length === maxCatchUp) return undefined;
  const tables = copyOf(kept.tables);
  for (const { kind, id, data, isDeleted } of changes) {
    if (!isFactKind(kind)) continue;
    if (isDeleted) tables[kind].delete(id);
    else {
      const fields: Fields = JSON.parse(data);
      takers[kind](tables, id, fields);
    }
  }
  return { seq, tables };
}

function overlaid(base: FactTables): SchoolFacts {
  let tables = base;
  // Asked once a mutation, changed by few of them.
  const known = new Map<string, AccessFacts | undefined>();
  const of = (staffId: string) => {
    if (!known.has(staffId)) known.set(staffId, factsOf(tables, staffId));
    return known.get(staffId);
  };
  return {
    of,
    person: (staffId) => tables.staff.get(staffId),
    staffIds: () => [...tables.staff.keys()],
    note: (kind, id, fields) => {
      if (!isFactKind(kind)) return;
      if (tables === base) tables = copyOf(base);
      takers[kind](tables, id, fields);
      known.clear();
    },
  };
}

function factsOf(tables: FactTables, staffId: string): AccessFacts | undefined {
  const person = tables.staff.get(staffId);
  const id = staffIdSchema.safeParse(staffId);
  if (person === undefined || !id.success) return undefined;
  const classes = [...tables.classTeacher.values()].filter((one) => one.staffId === staffId);
  const teaches = classes.length > 0;
  const groupStaff = [...tables.groupStaff.values()].filter((one) => one.staffId === staffId);
  const groups = new Set(groupStaff.map((one) => one.groupId));
  return {
    staffId: id.data,
    roles: person.roles,
    leftOn: person.leftOn,
    groupStaff,
    placements: [...tables.nurturePlacement.values()].filter((one) => groups.has(one.groupId)),
    classes,
    members: teaches ? [...tables.groupMember.values()] : [],
    enrolments: [...tables.enrolment.values()],
  };
}

function emptyTables(): FactTables {
  return {
    staff: new Map(),
    groupStaff: new Map(),
    groupMember: new Map(),
    classTeacher: new Map(),
    enrolment: new Map(),
    nurturePlacement: new Map(),
  };
}

function copyOf(tables: FactTables): FactTables {
  return {
    staff: new Map(tables.staff),
    groupStaff: new Map(tables.groupStaff),
    groupMember: new Map(tables.groupMember),
    classTeacher: new Map(tables.classTeacher),
    enrolment: new Map(tables.enrolment),
    nurturePlacement: new Map(tables.nurturePlacement),
  };
}
