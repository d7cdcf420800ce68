// The real server in this process, with a large invented school behind its demo door.
import { mkdtempSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { inventSchool, type InventedSchool } from "../../src/demo/school.ts";
import { addDays, dayInZone, schoolYearOf, type Day } from "../../src/domain/calendar.ts";
import { derivedId } from "../../src/domain/ids.ts";
import { systemClock } from "../../src/protocol/clock.ts";
import { createApp } from "../../src/server/app.ts";
import { systemRandom } from "../../src/server/random.ts";
import { noRates } from "../support/no-rates.ts";
import { barePath, createBareStore } from "./bare-store.ts";
import { registry } from "../../src/domain/records.ts";
import { inTransaction, openDatabase } from "../../src/server/storage/database.ts";
import type { Db } from "../../src/server/storage/tables.ts";
import { writeNewRecords } from "../../src/server/write-records.ts";

export interface SchoolServer {
  readonly address: string;
  /** With which a school of its own is set up; it takes the demo's place. */
  readonly token: string;
  /** Gives the school that was set up the invented records; whoever set it up is the invented SENCO. */
  readonly fillSchool: () => Promise<void>;
  readonly sessions: () => number;
  /** Bytes that came in and went out since the start, headers and all. */
  readonly traffic: () => { readonly in: number; readonly out: number };
  readonly close: () => Promise<void>;
}

export async function startSchoolServer(size: {
  readonly pupils: number;
  readonly years: number;
  /** Sessions of the last so many days only. */
  readonly days?: number;
}): Promise<SchoolServer> {
  const folder = mkdtempSync(join(tmpdir(), "alongside-bench-"));
  const db = await openDatabase(folder);
  let sessions = 0;
  const invent = (today: Day): InventedSchool => {
    const { pupils, years, days } = size;
    const from = days === undefined ? {} : { sessionsFrom: addDays(today, -days) };
    const invented = inventSchool({ seed: 1, pupils, years, today, ...from });
    const school = { ...invented, records: [...invented.records, ...ownGroupsOfSenco(invented, today)] };
    sessions = school.records.filter((one) => one.kind === "session").length;
    return school;
  };
  const app = createApp({
    db,
    clock: systemClock,
    random: systemRandom,
    log: () => {},
    rates: noRates,
    staticFolder: "dist",
    inventDemo: (today) => Promise.resolve(invent(today)),
  });
  const bare = createBareStore(folder);
  const fetch: typeof app.hono.fetch = async (request, ...rest) =>
    new URL(request.url).pathname === barePath
      ? await bare.take(request)
      : await app.hono.fetch(request, ...rest);
  const server = createAdaptorServer({ fetch, hostname: "127.0.0.1" });
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  if (typeof bound !== "object" || bound === null) throw new Error("The server has no port.");
  return {
    address: `http://127.0.0.1:${bound.port}`,
    token: app.setUpCode,
    fillSchool: async () => await fillSchool(db, invent(dayInZone(systemClock.nowMs()))),
    sessions: () => sessions,
    traffic: () => ({
      in: [...sockets].reduce((sum, one) => sum + one.bytesRead, 0),
      out: [...sockets].reduce((sum, one) => sum + one.bytesWritten, 0),
    }),
    close: async () => {
      app.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      bare.close();
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function fillSchool(db: Db, invented: InventedSchool): Promise<void> {
  const { school, staff_id: staffId } = await db
    .selectFrom("membership")
    .select(["school", "staff_id"])
    .executeTakeFirstOrThrow();
  const senco = invented.people.find((one) => one.roles.includes("senco"))?.staffId ?? "";
  const theirs = JSON.stringify(invented.records).replaceAll(senco, staffId);
  const records = (JSON.parse(theirs) as InventedSchool["records"]).filter(
    (one) => one.kind !== "school" && one.id !== staffId,
  );
  const by = { registry, random: systemRandom, clock: systemClock };
  await inTransaction(db, async (tx) => await writeNewRecords(tx, by, school, null, records));
}

/** So that somebody who holds the whole school also has sessions of their own to tap: the SENCO helps in twenty groups. */
function ownGroupsOfSenco(school: InventedSchool, today: Day): InventedSchool["records"] {
  const staffId = school.people.find((one) => one.roles.includes("senco"))?.staffId;
  const groups = school.records.filter(
    (one) => one.kind === "group" && one.fields["schoolYear"] === schoolYearOf(today),
  );
  return groups.slice(0, 20).flatMap((group) => {
    const fields = { groupId: group.id, staffId, role: "support", from: today };
    return [
      {
        kind: "groupStaff",
        id: derivedId("bench", group.id),
        scope: group.scope,
        fields,
        recordedAt: group.recordedAt,
      },
    ];
  });
}
