import { afterEach, beforeEach, expect, it } from "vitest";
import { syncRound } from "../../src/sync/round.ts";
import { setUpSchool, startServer, type TestServer } from "../server/support/school.ts";
import { connect, type Connected } from "../support/connected.ts";
import { addIntervention } from "../support/interventions.ts";

let server: TestServer;
let tablet: Connected;

beforeEach(async () => {
  server = await startServer();
  tablet = await connect(server, await setUpSchool(server));
  await tablet.sync();
  await addIntervention(tablet);
});
afterEach(async () => {
  tablet.close();
  await server.close();
});

it("stops and waits when a server says again and again that it was put back", async () => {
  let asked = 0;
  const pull = () => {
    asked += 1;
    return Promise.resolve({
      ok: true,
      value: { reset: "history-differs", lastN: 0, lastId: null, durable: 0 },
    } as const);
  };
  const result = await syncRound(tablet.device, { ...tablet.messenger, pull }, () => {});
  expect(result).toEqual({ ok: false, fault: "unsettled" });
  expect(asked).toBeLessThan(10);
});

it("stops and waits when a server calls every push forked, and keeps what it has to send", async () => {
  let asked = 0;
  const push = () => {
    asked += 1;
    return Promise.resolve({
      ok: true,
      value: { problem: "forked", lastN: 0, lastId: null, durable: 0 },
    } as const);
  };
  const result = await syncRound(tablet.device, { ...tablet.messenger, push }, () => {});
  expect(result).toEqual({ ok: false, fault: "unsettled" });
  expect(asked).toBeLessThan(10);
  expect(await tablet.device.db.outbox.where("ackSeq").equals(0).count()).toBe(1);
});

it("throws when a number has no commit, rather than send every device back to the beginning", async () => {
  await server.db
    .updateTable("school")
    .set((row) => ({ seq: row("seq", "+", 1) }))
    .execute();
  expect(await tablet.pull()).toMatchObject({ ok: false, fault: "refused", status: 500 });
});
