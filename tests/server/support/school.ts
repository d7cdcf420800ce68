// A real server on a real database in a folder of its own, with a school, people and devices to speak for them. Time and
// chance belong to the test.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod/mini";
import { groupScope, logScope, schoolScope } from "../../../src/domain/scope.ts";
import type { Role } from "../../../src/domain/staff.ts";
import { invitationSchema, signedInSchema } from "../../../src/protocol/account-messages.ts";
import type { Fields, Op } from "../../../src/protocol/change.ts";
import {
  hashGrants,
  pullPageSchema,
  pushResponseSchema,
  type PullPage,
  type PullRequest,
} from "../../../src/protocol/messages.ts";
import { createApp, type App } from "../../../src/server/app.ts";
import type { DemoInventor } from "../../../src/server/demo-school.ts";
import type { ProviderSettings } from "../../../src/server/provider.ts";
import { systemRandom } from "../../../src/server/random.ts";
import type { TrustedProxies } from "../../../src/server/proxies.ts";
import type { Rates } from "../../../src/server/rates.ts";
import type { Registry } from "../../../src/domain/record-kind.ts";
import type { PageLimits } from "../../../src/server/parts.ts";
import { openDatabase } from "../../../src/server/storage/database.ts";
import type { Db } from "../../../src/server/storage/tables.ts";
import { noRates } from "../../support/no-rates.ts";
import { cookieOf, setUpFactor } from "./second-factor.ts";

export const password = "plover kettle orbit seven";

export interface TestServer {
  readonly app: App;
  readonly logged: string[];
  readonly db: Db;
  /** The server's clock: tests move it. */
  now: number;
  readonly post: (
    path: string,
    body: unknown,
    cookie?: string,
    headers?: Record<string, string>,
  ) => Promise<Response>;
  readonly get: (path: string, cookie?: string, headers?: Record<string, string>) => Promise<Response>;
  readonly close: () => Promise<void>;
}

const noDemo: DemoInventor = () => Promise.reject(new Error("This test has no demo school."));

interface ServerOptions {
  readonly rates?: Rates;
  readonly trustedProxies?: TrustedProxies;
  readonly staticFolder?: string;
  readonly inventDemo?: DemoInventor;
  readonly registry?: Registry;
  readonly pageLimits?: PageLimits;
  readonly providerSettings?: ProviderSettings;
}

export async function startServer(options: ServerOptions & { readonly db?: Db } = {}): Promise<TestServer> {
  const folder = options.db === undefined ? mkdtempSync(join(tmpdir(), "alongside-")) : undefined;
  const db = options.db ?? (await openDatabase(folder ?? ""));
  return serverWith(db, Date.parse("2026-11-23T10:00:00Z"), options, async () => {
    // A database that was given stays with the test.
    if (folder === undefined) return;
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  });
}

/** @param onClosed puts the database away, once the server has stopped */
export function serverWith(
  db: Db,
  now: number,
  options: ServerOptions,
  onClosed: () => Promise<void>,
): TestServer {
  const logged: string[] = [];
  const server: { now: number } = { now };
  const app = createApp({
    db,
    clock: { nowMs: () => server.now },
    random: systemRandom,
    log: (event, details) => void logged.push(JSON.stringify({ event, ...details })),
    inventDemo: options.inventDemo ?? noDemo,
    rates: options.rates ?? noRates,
    ...(options.trustedProxies !== undefined && { trustedProxies: options.trustedProxies }),
    ...(options.registry !== undefined && { registry: options.registry }),
    ...(options.pageLimits !== undefined && { pageLimits: options.pageLimits }),
    ...(options.providerSettings !== undefined && { providerSettings: options.providerSettings }),
    ...(options.staticFolder !== undefined && { staticFolder: options.staticFolder }),
  });
  const cookieHeaderOf = (cookie?: string): Record<string, string> =>
    cookie === undefined ? {} : { cookie };
  return Object.assign(server, {
    app,
    logged,
    db,
    post: async (path: string, body: unknown, cookie?: string, headers: Record<string, string> = {}) =>
      await app.hono.request(path, {
        method: "POST",
        body: JSON.stringify(body),
        headers: {
          "content-type": "application/json",
          "x-alongside": "1",
          ...cookieHeaderOf(cookie),
          ...headers,
        },
      }),
    get: async (path: string, cookie?: string, headers: Record<string, string> = {}) =>
      await app.hono.request(path, { headers: { ...cookieHeaderOf(cookie), ...headers } }),
    close: async () => {
      app.close();
      await onClosed();
    },
  });
}

export interface Person {
  readonly cookie: string;
  readonly schoolId: string;
  readonly staffId: string;
}

/** Somebody who has just come in; where the roles ask for a second factor it is set up, as the person would have to. */
async function personOf(server: TestServer, response: Response, signInName: string): Promise<Person> {
  const who = signedInSchema.parse(await response.json());
  const cookie = cookieOf(response);
  if (who.mustSetUpFactor) await setUpFactor(server, cookie, signInName);
  return { cookie, schoolId: who.schoolId, staffId: who.staffId };
}

/** Sets the school up; this person is administrator and SENCO. */
export async function setUpSchool(server: TestServer): Promise<Person> {
  const body = {
    token: server.app.setUpCode,
    schoolName: "Meadow Lane",
    name: "Sam Lead",
    signInName: "lead@meadow",
    password,
  };
  return await personOf(server, await server.post("/api/auth/set-up", body), body.signInName);
}

/** The next morning: sessions end after 12 hours, so everyone unlocks anew; here they keep the cookie they had. */
export async function everyoneIsBack(server: Pick<TestServer, "db" | "now">): Promise<void> {
  await server.db
    .updateTable("session")
    .set({ expires_ms: server.now + 3_600_000 })
    .execute();
}

/** Invites somebody and has them join. */
export async function addPerson(
  server: TestServer,
  admin: Person,
  name: string,
  roles: Role[],
): Promise<Person> {
  const invited = await server.post("/api/admin/people", { name, roles }, admin.cookie);
  const { code } = invitationSchema.parse(await invited.json());
  const signInName = `${name.toLowerCase().replace(/\W/g, ".")}@meadow`;
  const joined = await server.post("/api/auth/join", { code, signInName, password });
  return await personOf(server, joined, signInName);
}

export type Ops = readonly Op[];

/** A device of one person: numbers its mutations and keeps its place, as simply as can be. */
export class TestDevice {
  readonly client = crypto.randomUUID();
  readonly server: TestServer;
  readonly person: Person;
  n = 0;
  cursor: PullRequest["cursor"] = null;
  grants: readonly string[] = [];
  filling: Record<string, string> = {};
  readonly rows = new Map<string, { scope: string; seq: number; fields: Fields | null }>();

  constructor(server: TestServer, person: Person) {
    this.server = server;
    this.person = person;
  }

  mutation(...ops: Ops) {
    this.n += 1;
    return { n: this.n, id: crypto.randomUUID(), v: 1, at: new Date(this.server.now).toISOString(), ops };
  }

  async send(muts: readonly unknown[], over: Record<string, unknown> = {}): Promise<Response> {
    const sentAt = new Date(this.server.now).toISOString();
    const body = { proto: 1, schema: 1, client: this.client, seen: this.cursor, sentAt, muts, ...over };
    return await this.server.post("/api/sync/push", body, this.person.cookie);
  }

  async push(...muts: readonly unknown[]) {
    const response = await this.send(muts);
    return pushResponseSchema.parse(await response.json());
  }

  /** One mutation of these operations, and what became of it: "ok" or the reason. */
  async change(...ops: Ops): Promise<string> {
    const answer = await this.push(this.mutation(...ops));
    if ("problem" in answer) return answer.problem;
    const [result] = answer.results;
    return result?.why ?? result?.status ?? "nothing";
  }

  async ask(over: Record<string, unknown> = {}): Promise<Response> {
    const request = {
      proto: 1,
      schema: 1,
      client: this.client,
      cursor: this.cursor,
      scopesHash: hashGrants(this.grants),
      ...(Object.keys(this.filling).length > 0 && { filling: this.filling }),
      ackN: 0,
      pending: 0,
      oldest: null,
      ...over,
    };
    return await this.server.post("/api/sync/pull", request, this.person.cookie);
  }

  async page(over: Record<string, unknown> = {}): Promise<PullPage> {
    return pullPageSchema.parse(await (await this.ask(over)).json());
  }

  /** Pulls until the server has no more and every scope is whole; returns the pages. */
  async pull(): Promise<PullPage[]> {
    const pages: PullPage[] = [];
    let paging = {};
    for (;;) {
      const page = await this.page(paging);
      pages.push(page);
      this.take(page);
      if (!page.more && Object.keys(this.filling).length === 0) return pages;
      paging = page.more && page.allow === undefined ? { after: page.after } : {};
    }
  }

  private take(page: PullPage): void {
    for (const [kind, id, scope, seq, fields] of page.rows) {
      if (fields === null) this.rows.delete(`${kind}|${id}`);
      else this.rows.set(`${kind}|${id}`, { scope, seq, fields });
    }
    for (const [kind, id, scope] of page.gone) {
      if (this.rows.get(`${kind}|${id}`)?.scope === scope) this.rows.delete(`${kind}|${id}`);
    }
    if (page.allow) {
      const isNew = (grant: string) => this.cursor === null || !this.grants.includes(grant);
      const kept = page.allow.filter((grant) => grant in this.filling || isNew(grant));
      this.filling = Object.fromEntries(kept.map((grant) => [grant, this.filling[grant] ?? ""]));
      this.grants = page.allow;
      this.cursor ??= page.upTo;
      return;
    }
    if (page.more) return;
    this.cursor = page.upTo;
    for (const scope of page.full ?? []) this.filling[scope] = "";
    for (const { scope, place } of page.filled ?? []) {
      const { [scope]: _place, ...others } = this.filling;
      this.filling = place === null ? others : { ...others, [scope]: place };
    }
  }

  has(kind: string, id: string): boolean {
    return this.rows.has(`${kind}|${id}`);
  }
}

/** A school on a server, its lead, and a device of theirs. */
export async function schoolOn(server: TestServer) {
  const lead = await setUpSchool(server);
  return { server, lead, senco: new TestDevice(server, lead) };
}

export const newId = (): string => crypto.randomUUID();

export function put(kind: string, id: string, scope: string, fields: Fields): Op {
  return { op: "put", kind, id, scope, fields };
}

export function patch(kind: string, id: string, base: number, fields: Fields): Op {
  return { op: "patch", kind, id, base, fields };
}

export function pupilPut(id: string, knownAs = "Amara"): Op {
  return put("pupil", id, schoolScope, { knownAs, familyInitial: "K", initials: "AK" });
}

export function groupPuts(
  groupId: string,
  staffIds: readonly string[],
  from = "2026-09-01",
  to?: string,
): Op[] {
  const group = { name: "Fischer A", interventionId: newId(), schoolYear: 2026, rule: "present" };
  const staffing = (staffId: string) => ({
    groupId,
    staffId,
    role: "lead",
    from,
    ...(to !== undefined && { to }),
  });
  return [
    put("group", groupId, groupScope(groupId), group),
    ...staffIds.map((staffId) => put("groupStaff", newId(), groupScope(groupId), staffing(staffId))),
  ];
}

export function sessionFields(authorId: string, date: string, groupId?: string): Fields {
  return {
    type: "intervention",
    ...(groupId !== undefined && { groupId }),
    date,
    start: 32_400,
    plannedSeconds: 1800,
    outcome: "delivered",
    adults: [{ staffId: authorId, from: 32_400, to: 34_200 }],
    rule: "present",
    enrolledIds: [],
    authorId,
    recordedAt: "2026-11-23T10:00:00.000Z",
  };
}

export function sessionPut(id: string, authorId: string, date: string, groupId?: string): Op {
  const scope = groupId === undefined ? logScope(authorId, 2026) : groupScope(groupId);
  return put("session", id, scope, sessionFields(authorId, date, groupId));
}

export function markPut(
  sessionId: string,
  pupilId: string,
  authorId: string,
  date: string,
  scope: string,
): Op {
  const intervals = [{ from: 32_400, to: 34_200 }];
  return put("mark", newId(), scope, { sessionId, pupilId, date, status: "here", intervals, authorId });
}

export async function refusalCode(response: Response): Promise<string> {
  return z.object({ code: z.string() }).parse(await response.json()).code;
}
