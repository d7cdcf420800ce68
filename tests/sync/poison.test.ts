import { afterEach, beforeEach, expect, it } from "vitest";
import { v7 } from "uuid";
import { commitLocal } from "../../src/storage/commit-local.ts";
import { unsentOf } from "../../src/storage/outbox.ts";
import { problemOps } from "../../src/storage/problems.ts";
import { setUpSchool, startServer, type TestServer } from "../server/support/school.ts";
import { connect, type Connected } from "../support/connected.ts";
import { addIntervention } from "../support/interventions.ts";

let server: TestServer;
let tablet: Connected;

beforeEach(async () => {
  server = await startServer();
  tablet = await connect(server, await setUpSchool(server));
  await tablet.sync();
});
afterEach(async () => {
  tablet.close();
  await server.close();
});

/** A mutation that no screen makes: put into the outbox past every check, as a fault of a later version might. */
async function addUnreadable(text: string): Promise<void> {
  const ops = [{ op: "put", kind: "intervention", id: v7(), scope: "school", fields: { name: text } }];
  const id = v7();
  const payload = await tablet.device.vault.seal(`outbox|${id}`, JSON.stringify(ops));
  await commitLocal(
    tablet.device,
    { id, v: 1, at: new Date(server.now).toISOString(), payload, forServer: null },
    [],
  );
}

const accepted = async () => {
  const rows = await server.db
    .selectFrom("record")
    .select("data")
    .where("kind", "=", "intervention")
    .execute();
  return rows.map((row) => (JSON.parse(row.data) as { name: string }).name);
};

it("lets a mutation that the server refuses delay nobody, and keeps it here to be settled", async () => {
  await addIntervention(tablet, "before");
  await addUnreadable("");
  await addIntervention(tablet, "after");
  await tablet.sync();
  expect(await accepted()).toEqual(["before", "after"]);
  const [problem, ...more] = await tablet.device.db.problems.toArray();
  expect(more).toEqual([]);
  expect(problem).toMatchObject({ status: "rejected", why: "invalid-record", n: 2 });
  const quarantine = await server.db
    .selectFrom("mutation")
    .select("body")
    .where("status", "=", "rejected")
    .execute();
  expect(quarantine).toHaveLength(1);
});

it("sends a mutation that is too large as a note of itself, so that the rest goes on", async () => {
  await addIntervention(tablet, "before");
  await addUnreadable("x".repeat(1_200_000));
  await addIntervention(tablet, "after");
  await tablet.sync();
  expect(await accepted()).toEqual(["before", "after"]);
  const [problem] = await tablet.device.db.problems.toArray();
  if (problem === undefined) throw new Error("The large one was not told of.");
  expect(problem).toMatchObject({ status: "rejected", why: "too-large" });
  const [op] = await problemOps(tablet.device, problem);
  expect(String(op?.fields["name"])).toHaveLength(1_200_000);
  expect(await unsentOf(tablet.device)).toMatchObject({ count: 0 });
});

it("halves what it sends when the server calls it too much", async () => {
  for (let at = 0; at < 8; at += 1) await addIntervention(tablet, `${at}`);
  const real = tablet.messenger.push;
  const sizes: number[] = [];
  Object.assign(tablet.messenger, {
    push: async (request: Parameters<typeof real>[0]) => {
      sizes.push(request.muts.length);
      const refusal = { code: "too-large", message: "This is too much." } as const;
      return request.muts.length > 2
        ? { ok: false, fault: "refused", refusal, status: 413 }
        : await real(request);
    },
  });
  await tablet.sync();
  expect(sizes.slice(0, 3)).toEqual([8, 4, 2]);
  expect(await accepted()).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);
});
