// Much to send goes in batches, of which the next is made ready while one is on its way.
import { afterEach, beforeEach, expect, it } from "vitest";
import type { PushRequest } from "../../src/protocol/messages.ts";
import { syncStateOf } from "../../src/storage/device.ts";
import { createMessenger, type Messenger } from "../../src/sync/messenger.ts";
import { pushAll } from "../../src/sync/push.ts";
import {
  newId,
  put,
  setUpSchool,
  startServer,
  TestDevice,
  type Person,
  type TestServer,
} from "../server/support/school.ts";
import { connect, type Connected } from "../support/connected.ts";
import { addIntervention } from "../support/interventions.ts";

let server: TestServer;
let lead: Person;
let tablet: Connected;

beforeEach(async () => {
  server = await startServer();
  lead = await setUpSchool(server);
  tablet = await connect(server, lead);
  await tablet.sync();
  for (let saved = 0; saved < 110; saved += 1) await addIntervention(tablet, `Wish ${saved}`);
});
afterEach(async () => {
  tablet.close();
  await server.close();
});

it("packs the next batch before the one that is on its way has been answered", async () => {
  const packed: string[] = [];
  const second = Promise.withResolvers<void>();
  const pack = (text: string) => {
    packed.push(text);
    if (packed.length === 2) second.resolve();
    return Promise.resolve(undefined);
  };
  const sent: string[] = [];
  const messenger = createMessenger(async (path, init) => {
    sent.push(String(init?.body));
    await second.promise;
    const headers = { ...(init?.headers as Record<string, string>), cookie: lead.cookie };
    return await server.app.hono.request(String(path), { ...init, headers });
  }, pack);
  expect(await pushAll(tablet.device, messenger)).toBeUndefined();
  expect(sent).toEqual(packed);
  expect(sent).toHaveLength(2);
});

it("makes a batch anew when another window has pulled meanwhile: its bases count in what was seen", async () => {
  const requests: PushRequest[] = [];
  const before = (await syncStateOf(tablet.device.db)).cursor;
  const messenger: Messenger = {
    ...tablet.messenger,
    push: async (request) => {
      requests.push(request);
      const answer = await tablet.messenger.push(request);
      if (requests.length > 1) return answer;
      const wish = put("intervention", newId(), "school", { name: "Another's", usualMinutes: 20 });
      await new TestDevice(server, lead).change(wish);
      expect(await tablet.pull()).toBeUndefined();
      return answer;
    },
  };
  expect(await pushAll(tablet.device, messenger)).toBeUndefined();
  expect(requests.map((one) => one.muts.length)).toEqual([100, 10]);
  expect(requests[0]?.seen).toEqual(before);
  expect(requests[1]?.seen).toEqual((await syncStateOf(tablet.device.db)).cursor);
  expect(requests[1]?.seen).not.toEqual(before);
});
