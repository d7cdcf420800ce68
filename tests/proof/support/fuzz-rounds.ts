// Throws damaged pushes and pulls at the real server and holds it to what it may do with them: a proper answer, or a refusal
// by a closed code that changes nothing; never a fault, never half of a mutation, never a word of the body in the log.
import { createHash } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import * as z from "zod/mini";
import { chanceOf } from "../../../src/demo/chance.ts";
import { refusalSchema } from "../../../src/protocol/account-messages.ts";
import { pullResponseSchema, pushResponseSchema } from "../../../src/protocol/messages.ts";
import {
  addPerson,
  groupPuts,
  newId,
  pupilPut,
  sessionPut,
  setUpSchool,
  TestDevice,
  type TestServer,
} from "../../server/support/school.ts";
import { dataFolder, serverOn } from "../../server/support/server-on.ts";
import type { Sent } from "./damage.ts";
import { canary, damagedPull, damagedPush, type School } from "./wrong-requests.ts";

export interface FuzzResult {
  readonly violations: string[];
  readonly figures: Readonly<Record<string, number>>;
}

export async function fuzzRounds(rounds: number, seed: number): Promise<FuzzResult> {
  const folder = dataFolder();
  const server = await serverOn(folder);
  const school = await makeSchool(server);
  const database = new DatabaseSync(join(folder.path, "alongside.sqlite"));
  const violations: string[] = [];
  const statuses = new Map<string, number>();
  for (let round = 1; round <= rounds && violations.length < 5; round += 1) {
    const chance = chanceOf("fuzz", seed, round);
    const isPush = chance.chance(0.6);
    const sent = isPush ? damagedPush(school, chance) : damagedPull(school, chance);
    // Every commit is seen by its version; reading all rows besides costs more the more there are.
    const isHashed = round % (round <= 2000 ? 25 : 2000) === 0;
    const before = { version: versionOf(database), hash: isHashed ? hashOf(database) : "" };
    const answer = await ask(server, sent);
    statuses.set(`status ${answer.status}`, (statuses.get(`status ${answer.status}`) ?? 0) + 1);
    const found = judge(answer, isPush);
    if (answer.status !== 200) {
      if (versionOf(database) !== before.version) found.push("a refused request wrote to the database");
      if (isHashed && hashOf(database) !== before.hash) found.push("a refused request changed the database");
    }
    for (const line of server.logged.splice(0)) {
      if (line.includes(canary)) found.push("the log holds something of a body");
      if (/"event":"[a-z-]*fault"/.test(line)) found.push(`the server logged a fault: ${line.slice(0, 300)}`);
    }
    violations.push(...found.map((one) => `round ${round} of seed ${seed}: ${one}`));
  }
  violations.push(...(await endOf(school, database)));
  const kept = z
    .object({ kept: z.int() })
    .parse(database.prepare("select count(*) as kept from mutation").get());
  database.close();
  await server.close();
  folder.remove();
  return { violations, figures: { ...Object.fromEntries([...statuses].toSorted()), mutations: kept.kept } };
}

async function makeSchool(server: TestServer): Promise<School> {
  const lead = await setUpSchool(server);
  const assistant = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
  const [group, session] = [newId(), newId()];
  const other = new TestDevice(server, lead);
  await other.change(...groupPuts(group, [assistant.staffId]));
  await other.pull();
  const tablet = new TestDevice(server, assistant);
  await tablet.change(sessionPut(session, assistant.staffId, "2026-11-23", group));
  await tablet.pull();
  return { server, lead, assistant, group, session, tablet, other };
}

interface Answered {
  readonly status: number;
  readonly json: unknown;
}

async function ask(server: TestServer, { path, headers, body }: Sent): Promise<Answered> {
  const response = await server.app.hono.request(path, { method: "POST", headers, body });
  const text = await response.text();
  try {
    return { status: response.status, json: JSON.parse(text) };
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    return { status: response.status, json: undefined };
  }
}

/** What is wrong with an answer to a damaged request. */
export function judge({ status, json }: Answered, isPush: boolean): string[] {
  if (status === 200) {
    const schema: z.ZodMiniType = isPush ? pushResponseSchema : pullResponseSchema;
    return schema.safeParse(json).success ? [] : ["an answer that its own schema does not know"];
  }
  if (status < 400 || status >= 500) return [`answered ${status}`];
  return refusalSchema.safeParse(json).success ? [] : [`answered ${status} without a closed code`];
}

/** Changes with every commit that another connection makes. */
function versionOf(database: DatabaseSync): unknown {
  return database.prepare("pragma data_version").get()?.["data_version"];
}

/** Every row of every table. */
function hashOf(database: DatabaseSync): string {
  const hash = createHash("sha256");
  const tables = database.prepare("select name from sqlite_master where type = 'table' order by name").all();
  for (const { name } of tables) {
    const rows = database.prepare(`select * from "${String(name)}"`).all();
    hash.update(
      rows
        .map((row) => JSON.stringify(row))
        .toSorted()
        .join("\n"),
    );
  }
  return hash.digest("hex");
}

const opsSchema = z.object({ ops: z.array(z.object({ op: z.string(), kind: z.string(), id: z.string() })) });

/** After all of it: no mutation took effect in part, the file is sound, and a good push works as ever. */
async function endOf(school: School, database: DatabaseSync): Promise<string[]> {
  const violations: string[] = [];
  const seqs = new Map<number, Set<string>>();
  for (const row of database.prepare("select kind, id, seq from record").all()) {
    const seq = Number(row["seq"]);
    seqs.set(seq, (seqs.get(seq) ?? new Set()).add(`${String(row["kind"])}|${String(row["id"])}`));
  }
  const here = new Set([...seqs.values()].flatMap((one) => [...one]));
  for (const row of database.prepare("select id, seq, status, body from mutation").all()) {
    const isTaken = row["status"] === "ok" || row["status"] === "conflict";
    if (!isTaken && seqs.has(Number(row["seq"])))
      violations.push(`refused, and yet it wrote: ${String(row["id"])}`);
    if (!isTaken || row["body"] === null) continue;
    const { ops } = opsSchema.parse(JSON.parse(String(row["body"])));
    const missing = ops.filter(({ op, kind, id }) => op === "put" && !here.has(`${kind}|${id}`));
    if (missing.length > 0) violations.push(`taken in part: ${String(row["id"])}`);
  }
  const sound = database.prepare("pragma integrity_check").get()?.["integrity_check"];
  if (sound !== "ok") violations.push(`the file is not sound: ${String(sound)}`);
  const good = await new TestDevice(school.server, school.assistant).change(pupilPut(newId()));
  if (good !== "ok") violations.push(`a good push afterwards was answered "${good}"`);
  return violations;
}
