// One page of a school's records for a person's grants, in the order of change. A page never splits one sequence number,
// so the rows of one mutation always travel together.
import type { Expression, SqlBool } from "kysely";
import { sql } from "kysely";
import type { UnitVersions } from "../../protocol/merge.ts";
import type { Db } from "./tables.ts";

export interface PageRow {
  readonly kind: string;
  readonly id: string;
  readonly scope: string;
  readonly seq: number;
  /** The fields as stored JSON text, handed on unread; null when the record is no longer there. */
  readonly json: string | null;
}

export interface RowPage {
  readonly rows: readonly PageRow[];
  /** Records that only the asking client has ever made or changed; they come without their fields. */
  readonly kept: readonly PageRow[];
  readonly gone: readonly PageRow[];
  /** All changes up to here are in this page or before it. */
  readonly reached: number;
  readonly isLast: boolean;
}

/**
 * @param after rows changed later than this sequence number
 * @param upTo rows changed no later than this one
 * @param sender a client whose own records come without their fields
 * @param limits a page may go over them only to finish the one sequence number that it began with
 */
export async function pageOfRows(
  db: Db,
  school: string,
  grants: readonly string[],
  range: { readonly after: number; readonly upTo: number },
  limits: { readonly rows: number; readonly bytes: number },
  sender?: string,
): Promise<RowPage> {
  if (grants.length === 0) return { rows: [], kept: [], gone: [], reached: range.upTo, isLast: true };
  const found = await rowsInRange(db, school, grants, range, limits.rows + 1, sender);
  const within = withinLimits(found, limits);
  const next = found[within.length];
  const isLast = next === undefined;
  const reached = isLast ? range.upTo : next.seq - 1;
  const gone = await departuresInRange(db, school, grants, { after: range.after, upTo: reached });
  const of = (isKept: boolean) => within.filter((one) => one.isKept === isKept).map(withoutMark);
  return { rows: of(false), kept: of(true), gone, reached, isLast };
}

async function rowsInRange(
  db: Db,
  school: string,
  grants: readonly string[],
  range: { readonly after: number; readonly upTo: number },
  limit: number,
  sender: string | undefined,
): Promise<FoundRow[]> {
  const select = db.selectFrom("record").select(["kind", "id", "scope", "seq", "data", "deleted", "fver"]);
  const rows = await select
    .where("school", "=", school)
    .where("seq", ">", range.after)
    .where("seq", "<=", range.upTo)
    .where(isGranted(grants))
    .orderBy("seq")
    .limit(limit)
    .execute();
  const first = rows[0];
  if (rows.length === limit && first !== undefined && rows.at(-1)?.seq === first.seq) {
    return await rowsInRange(db, school, grants, range, limit * 2, sender);
  }
  return rows.map(({ data, deleted, fver, ...row }) => {
    const isKept = deleted === 0 && sender !== undefined && isOnlyBy(sender, fver);
    return { ...row, isKept, json: deleted === 1 || isKept ? null : data };
  });
}

interface FoundRow extends PageRow {
  readonly isKept: boolean;
}

function withoutMark({ isKept: _isKept, ...row }: FoundRow): PageRow {
  return row;
}

function isOnlyBy(client: string, fver: string): boolean {
  if (!fver.includes(client)) return false;
  const versions: UnitVersions = JSON.parse(fver);
  return Object.values(versions).every(([, by]) => by === client);
}

/** The longest run of whole sequence numbers inside the limits; at least one sequence number. */
function withinLimits<T extends PageRow>(
  found: readonly T[],
  limits: { readonly rows: number; readonly bytes: number },
): T[] {
  let bytes = 0;
  let end = 0;
  for (const [at, row] of found.entries()) {
    if (at > 0 && row.seq !== found[at - 1]?.seq) end = at;
    bytes += (row.json?.length ?? 0) + rowOverheadBytes;
    const isOver = at >= limits.rows || bytes > limits.bytes;
    if (isOver && end > 0) return found.slice(0, end);
  }
  return [...found];
}

/** Kind, id, scope and punctuation of one row. */
const rowOverheadBytes = 120;

export interface FillRows {
  readonly rows: readonly PageRow[];
  /** The lowest sequence number that was read: the next page begins below it. */
  readonly reached: number;
  readonly isLast: boolean;
}

/**
 * A page of one scope as it is now, the newest change first. Tombstones are part of it: few, and a device that gets the
 * scope whole must hear of erasures too.
 * @param scope a scope, or a pattern of scopes
 * @param below only rows with a lower sequence number
 * @param kinds which kinds: those of the list, or all others
 */
export async function pageOfScope(
  db: Db,
  school: string,
  scope: string,
  below: number,
  kinds: { readonly only: readonly string[] } | { readonly not: readonly string[] },
  limits: { readonly rows: number; readonly bytes: number },
): Promise<FillRows> {
  const found = await rowsBelow(db, school, scope, below, kinds, limits.rows + 1);
  const kept = withinLimits(found, limits);
  return { rows: kept, reached: kept.at(-1)?.seq ?? 0, isLast: kept.length === found.length };
}

async function rowsBelow(
  db: Db,
  school: string,
  scope: string,
  below: number,
  kinds: { readonly only: readonly string[] } | { readonly not: readonly string[] },
  limit: number,
): Promise<PageRow[]> {
  const rows = await db
    .selectFrom("record")
    .select(["kind", "id", "scope", "seq", "data", "deleted"])
    .where("school", "=", school)
    .where("seq", "<", below)
    .where(isGranted([scope]))
    .where((row) => ("only" in kinds ? row("kind", "in", kinds.only) : row("kind", "not in", kinds.not)))
    .orderBy("seq", "desc")
    .limit(limit)
    .execute();
  const first = rows[0];
  if (rows.length === limit && first !== undefined && rows.at(-1)?.seq === first.seq) {
    return await rowsBelow(db, school, scope, below, kinds, limit * 2);
  }
  return rows.map(({ data, deleted, ...row }) => ({ ...row, json: deleted === 1 ? null : data }));
}

/** Kind, id, scope and number of all that is granted, a batch at a time in the order of change. */
export async function granted(
  db: Db,
  school: string,
  grants: readonly string[],
  after: number,
  limit: number,
): Promise<{ kind: string; id: string; scope: string; seq: number }[]> {
  if (grants.length === 0) return [];
  return await db
    .selectFrom("record")
    .select(["kind", "id", "scope", "seq"])
    .where("school", "=", school)
    .where("seq", ">", after)
    .where("deleted", "=", 0)
    .where(isGranted(grants))
    .orderBy("seq")
    .limit(limit)
    .execute();
}

async function departuresInRange(
  db: Db,
  school: string,
  grants: readonly string[],
  range: { readonly after: number; readonly upTo: number },
): Promise<PageRow[]> {
  const rows = await db
    .selectFrom("moved")
    .select(["kind", "id", "scope", "seq"])
    .where("school", "=", school)
    .where("seq", ">", range.after)
    .where("seq", "<=", range.upTo)
    .where(isGranted(grants))
    .orderBy("seq")
    .execute();
  return rows.map((row) => ({ ...row, json: null }));
}

/** Grants as a condition: exact scopes in one list, patterns by their beginning (`substr`: `like` differs by engine). */
function isGranted(grants: readonly string[]): Expression<SqlBool> {
  const exact = grants.filter((grant) => !grant.endsWith("*"));
  const prefixes = grants.filter((grant) => grant.endsWith("*")).map((grant) => grant.slice(0, -1));
  const conditions = prefixes.map((prefix) => sql<SqlBool>`substr(scope, 1, ${prefix.length}) = ${prefix}`);
  if (exact.length > 0) conditions.push(sql<SqlBool>`scope in (${sql.join(exact)})`);
  return sql<SqlBool>`(${sql.join(conditions, sql` or `)})`;
}
