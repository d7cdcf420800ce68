// A school in which a pupil is about to be erased: one session of two children, and two tablets that hold it.
import { v7 } from "uuid";
import { markId, noteId, pupilIdSchema, sessionIdSchema } from "../../src/domain/ids.ts";
import { groupScope, sendScope } from "../../src/domain/scope.ts";
import {
  groupPuts,
  newId,
  put,
  sessionFields,
  setUpSchool,
  startServer,
  TestDevice,
  type Person,
  type TestServer,
} from "../server/support/school.ts";
import { connect, type Connected } from "./connected.ts";
import { openedTexts } from "./opened-database.ts";

/** The erased pupil's name, which must be found nowhere. */
export const canary = "Zebedee Quartz";
export const [group, sessionId] = [newId(), sessionIdSchema.parse(newId())];
export const [erased, stays] = [pupilIdSchema.parse(v7()), pupilIdSchema.parse(v7())];
export const date = "2026-11-20";

export interface ErasureWorld {
  readonly server: TestServer;
  readonly lead: Person;
  readonly tablet: Connected;
  /** Hears of nothing until it syncs. */
  readonly away: Connected;
  readonly erase: () => Promise<void>;
  readonly everythingOnServer: () => Promise<string>;
  readonly close: () => Promise<void>;
}

export async function erasureWorld(): Promise<ErasureWorld> {
  // Everything comes in many pages: a tombstone and an acknowledgement rarely come together.
  const server = await startServer({ pageLimits: { rows: 2, bytes: 1_000_000 } });
  const lead = await setUpSchool(server);
  const senco = new TestDevice(server, lead);
  const scope = groupScope(group);
  const interval = [{ from: 32_400, to: 34_200 }];
  const markOf = (pupilId: string) => ({
    sessionId,
    pupilId,
    date,
    status: "here",
    intervals: interval,
    authorId: lead.staffId,
  });
  const noteText = { sessionId, pupilId: erased, date, text: `${canary} read well`, authorId: lead.staffId };
  const identity = { pupilId: erased, legalForename: canary, legalSurname: "Q" };
  const results = [
    await senco.change(
      put("pupil", erased, "school", { knownAs: canary, familyInitial: "Q", initials: "ZQ" }),
      put("pupil", stays, "school", { knownAs: "Bea", familyInitial: "S", initials: "BS" }),
      put("pupilIdentity", newId(), sendScope(erased), identity),
    ),
    await senco.change(...groupPuts(group, [lead.staffId])),
    await senco.change(
      put("session", sessionId, scope, {
        ...sessionFields(lead.staffId, date, group),
        enrolledIds: [erased, stays],
      }),
      put("mark", markId(sessionId, erased), scope, markOf(erased)),
      put("mark", markId(sessionId, stays), scope, markOf(stays)),
      put("note", noteId(sessionId, erased), scope, { ...noteText, recordedAt: "2026-11-20T10:00:00.000Z" }),
    ),
  ];
  if (results.some((result) => result !== "ok"))
    throw new Error(`The school was not made: ${results.join()}`);
  const tablet = await connect(server, lead);
  const away = await connect(server, lead);
  await tablet.sync();
  await away.sync();
  const erase = async () => {
    const answer = await server.post("/api/admin/erase", { pupilId: erased }, lead.cookie);
    if (answer.status !== 200) throw new Error(`Nobody was erased: ${answer.status}`);
  };
  const everythingOnServer = async () => {
    const tables = ["record", "mutation", "conflict", "moved", "commit", "client"] as const;
    const rows = await Promise.all(tables.map((table) => server.db.selectFrom(table).selectAll().execute()));
    return JSON.stringify(rows);
  };
  const close = async () => {
    tablet.close();
    away.close();
    await server.close();
  };
  return { server, lead, tablet, away, erase, everythingOnServer, close };
}

export async function everythingOn(on: Connected): Promise<string> {
  return (await openedTexts(on.device)).join("\n");
}
