// Whether asking for news costs what is new, and not what has gathered in the school over the years.
import { hashGrants, pullPageSchema, type Cursor } from "../../src/protocol/messages.ts";
import { markPut, put, sessionPut } from "../server/support/school.ts";
import { groupScope } from "../../src/domain/scope.ts";
import { signedInSchema } from "../../src/protocol/account-messages.ts";
import { post } from "../proof/support/server-process.ts";
import type { Figure } from "./figures.ts";
import { startSchoolServer } from "./school-server.ts";

const pulls = 60;

/** The schools take turns, so that whatever else the machine does hits all of them. */
export async function measureGrowth(): Promise<Figure[]> {
  const schools = [];
  for (const years of [1, 3, 10]) schools.push({ years, ...(await openSchool(years)) });
  for (let n = 1; n <= pulls; n += 1) for (const school of schools) await school.passOne(n);
  const figures = schools.flatMap(({ years, sessions, times, bytes }) => {
    const held = `${years} ${years === 1 ? "year" : "years"} of a school, ${sessions.toLocaleString("en-GB")} sessions`;
    return [
      {
        name: `asking for one new session with 4 marks: ${held}`,
        goal: years === 1 ? "" : "as after 1 year",
        values: times.slice(5),
        unit: "ms",
      },
      {
        name: "— the answer, not packed",
        goal: "",
        values: bytes.slice(5).map((one) => one / 1024),
        unit: "KiB",
      },
    ];
  });
  for (const school of schools) await school.close();
  return figures;
}

async function openSchool(years: number) {
  const server = await startSchoolServer({ pupils: 100, years });
  const entered = await post(server.address, "/api/auth/demo", { as: "senco" });
  const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
  const { staffId } = signedInSchema.parse(await entered.json());
  const [reader, writer, group] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
  const ask = async (cursor: Cursor | null, grants: readonly string[]) => {
    const about = { proto: 1, schema: 1, client: reader, ackN: 0, pending: 0, oldest: null };
    const body = { ...about, cursor, scopesHash: hashGrants(grants) };
    const from = performance.now();
    const text = await (await post(server.address, "/api/sync/pull", body, cookie)).text();
    return { ms: performance.now() - from, bytes: text.length, page: pullPageSchema.parse(JSON.parse(text)) };
  };
  const first = await ask(null, []);
  const grants = first.page.allow ?? [];
  let cursor: Cursor = first.page.upTo;
  const [times, bytes]: [number[], number[]] = [[], []];
  const passOne = async (n: number) => {
    const ops = opsOf(group, staffId, n === 1);
    const at = "2026-11-23T10:00:00.000Z";
    const muts = [{ n, id: crypto.randomUUID(), v: 1, at, ops }];
    await post(
      server.address,
      "/api/sync/push",
      { proto: 1, schema: 1, client: writer, sentAt: at, muts },
      cookie,
    );
    const news = await ask(cursor, grants);
    if (news.page.rows.length !== ops.length)
      throw new Error(`${news.page.rows.length} rows of ${ops.length} came.`);
    cursor = news.page.upTo;
    times.push(news.ms);
    bytes.push(news.bytes);
  };
  return { passOne, times, bytes, sessions: server.sessions(), close: server.close };
}

/** A session with four marks; the first time with the group that they are in. */
function opsOf(group: string, staffId: string, isFirst: boolean): object[] {
  const [id, scope] = [crypto.randomUUID(), groupScope(group)];
  const plan = { name: "Late", interventionId: crypto.randomUUID(), schoolYear: 2026, rule: "present" };
  return [
    ...(isFirst ? [put("group", group, scope, plan)] : []),
    sessionPut(id, staffId, "2026-11-23", group),
    ...[1, 2, 3, 4].map(() => markPut(id, crypto.randomUUID(), staffId, "2026-11-23", scope)),
  ];
}
