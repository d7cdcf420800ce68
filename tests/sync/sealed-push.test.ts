import { afterEach, beforeEach, expect, it } from "vitest";
import { v7 } from "uuid";
import * as records from "../../src/domain/records.ts";
import { readRecord } from "../../src/storage/read.ts";
import { change, make, saveChanges } from "../../src/storage/write.ts";
import { sealedWaiting, sendSealed } from "../../src/sync/sealed-push.ts";
import { createSealedOpener } from "../../src/server/hpke.ts";
import { rotateSealingKey } from "../../src/server/sealing-keys.ts";
import { systemRandom } from "../../src/server/random.ts";
import type { SealedPushRequest } from "../../src/protocol/sealed-messages.ts";
import { addSchool } from "../server/support/other-school.ts";
import {
  addPerson,
  setUpSchool,
  startServer,
  type Person,
  type TestServer,
} from "../server/support/school.ts";
import type { Connected } from "../support/connected.ts";
import { enrol, pinOf, signInOn, workOn, type Enrolled } from "../support/enrolled.ts";

let server: TestServer;
let lead: Person;
let assistant: Person;
let tablet: Enrolled;
let author: Connected;

beforeEach(async () => {
  server = await startServer();
  lead = await setUpSchool(server);
  assistant = await addPerson(server, lead, "Ana Reed", ["senco"]);
  tablet = await enrol(server, lead.schoolId);
  author = await signInOn(server, tablet, lead, "482915");
});
afterEach(async () => {
  author.close();
  tablet.shell.close();
  await server.close();
});

async function add(on: Connected, name: string): Promise<string> {
  const id = v7();
  const wish = make(records.intervention, id, { name, usualMinutes: 20 });
  expect(await saveChanges(on.device, v7(), [wish])).toMatchObject({ ok: true });
  return id;
}

const names = async () => {
  const rows = await server.db
    .selectFrom("record")
    .select("data")
    .where("kind", "=", "intervention")
    .execute();
  return rows.map((row) => (JSON.parse(row.data) as { name: string }).name).sort();
};
const authors = async () => {
  const commits = await server.db.selectFrom("commit").select("staff_id").orderBy("seq").execute();
  return commits.map((one) => one.staff_id);
};
const mutations = async () =>
  (await server.db.selectFrom("mutation").select("id").where("client", "!=", "").execute()).length;

/** All that ever goes back: how far the work has come, and what the time is. */
const answered = (lastN: number) => ({ lastN, backedUpN: 0, serverAt: new Date(server.now).toISOString() });

const nameOfLead = () => author.device.db.name;

it("sends one person's work while another one uses the tablet, in the author's name, and doubles nothing", async () => {
  await add(author, "Phonics");
  await add(author, "Reading");
  author.close();
  const second = await signInOn(server, tablet, assistant, "730264");
  expect(await names()).toEqual([]);
  const isInUse = (name: string) => Promise.resolve(name === second.device.db.name);
  const outcomes = await sendSealed({ ...tablet.sending, isInUse });
  expect([...outcomes]).toEqual([[nameOfLead(), "sent"]]);
  expect(await names()).toEqual(["Phonics", "Reading"]);
  expect((await authors()).at(-1)).toBe(lead.staffId);
  await second.sync();
  expect(await second.device.db.table("intervention").count()).toBe(2);
  second.close();
  // Sent once more, and by its author: the same numbers and ids have no second effect.
  const before = await mutations();
  const seq = (await server.db.selectFrom("school").select("seq").executeTakeFirstOrThrow()).seq;
  await tablet.shell.databases.update(nameOfLead(), { sentThrough: { client: "", n: 0 } });
  await sendSealed(tablet.sending);
  const unlocked = await tablet.keyring.unlock(`${lead.schoolId}/${lead.staffId}`, pinOf("482915"));
  if (!unlocked.ok) throw new Error(unlocked.code);
  author = await workOn(server, tablet, lead, unlocked);
  expect(await author.device.db.outbox.where("ackSeq").equals(0).count()).toBe(2);
  await author.sync();
  expect(await author.device.db.outbox.where("ackSeq").equals(0).count()).toBe(0);
  expect(await mutations()).toBe(before);
  expect((await server.db.selectFrom("school").select("seq").executeTakeFirstOrThrow()).seq).toBe(seq);
  expect(await names()).toEqual(["Phonics", "Reading"]);
});

it("gives nothing back but how far the work has come", async () => {
  await add(author, "Phonics");
  author.close();
  await sendSealed(tablet.sending);
  const [request] = tablet.posted;
  const answer = await server.post("/api/tablet/sealed", request, tablet.cookie);
  expect(await answer.json()).toEqual(answered(1));
});

it("says how much of whose work is waiting, until it has been sent", async () => {
  await add(author, "Phonics");
  author.close();
  const key = `${lead.schoolId}/${lead.staffId}`;
  expect(await sealedWaiting(tablet.sending)).toEqual(new Map([[key, 1]]));
  await sendSealed(tablet.sending);
  expect(await sealedWaiting(tablet.sending)).toEqual(new Map([[key, 0]]));
});

/** The body that would have carried the author's one unsent mutation. */
async function caught(): Promise<SealedPushRequest> {
  await add(author, "Phonics");
  author.close();
  const never = () => Promise.resolve({ ok: false, fault: "offline" } as const);
  const bodies: SealedPushRequest[] = [];
  await sendSealed({
    ...tablet.sending,
    post: (request) => {
      bodies.push(request);
      return never();
    },
  });
  const [body] = bodies;
  if (body === undefined) throw new Error("Nothing was sent.");
  return body;
}

const hand = async (body: unknown, cookie: string) => {
  const answer = await server.post("/api/tablet/sealed", body, cookie);
  return [answer.status, await answer.json()] as [number, Record<string, unknown>];
};

it("refuses copies under another client, number, id, tablet or school, and takes nothing of them", async () => {
  const body = await caught();
  const [item] = body.items;
  if (item === undefined) throw new Error("Nothing was sealed.");
  // Another person's client on the same tablet: theirs by its binding, and the seal is not for it.
  const second = await signInOn(server, tablet, assistant, "730264");
  const { clientId } = await second.device.db.meta
    .get("sync")
    .then((one) => one ?? Promise.reject(new Error("no state")));
  second.close();
  const unreadable = [200, { ...answered(0), problem: "unreadable" }];
  expect(await hand({ ...body, client: clientId }, tablet.cookie)).toEqual(unreadable);
  expect(await hand({ ...body, items: [{ ...item, n: 2 }] }, tablet.cookie)).toEqual(unreadable);
  expect(await hand({ ...body, items: [{ ...item, id: v7() }] }, tablet.cookie)).toEqual(unreadable);
  const flipped = Buffer.from(item.sealed, "base64");
  flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
  const changed = { ...item, sealed: flipped.toString("base64") };
  expect(await hand({ ...body, items: [changed] }, tablet.cookie)).toEqual(unreadable);
  // A client that nobody was signed in with; another tablet of the school; one of another school; no tablet at all.
  expect((await hand({ ...body, client: v7() }, tablet.cookie))[0]).toBe(403);
  const sameSchool = await enrol(server, lead.schoolId);
  expect((await hand(body, sameSchool.cookie))[0]).toBe(403);
  const stranger = await addSchool(server, "Other School");
  const elsewhere = await enrol(server, stranger.schoolId);
  expect((await hand(body, elsewhere.cookie))[0]).toBe(403);
  expect((await hand(body, lead.cookie))[0]).toBe(401);
  expect(await names()).toEqual([]);
  // And the true one, on its own tablet, is taken.
  expect(await hand(body, tablet.cookie)).toEqual([200, answered(1)]);
  expect(await names()).toEqual(["Phonics"]);
});

it("takes no work that somebody without the author's PIN made up and sealed to the school's key", async () => {
  const { sealTo, clientId: client } = (await author.device.db.meta.get("sync")) ?? {};
  if (!sealTo || client === undefined) throw new Error("The device has no key of the school.");
  const [id, group] = [v7(), v7()];
  const ops = [{ op: "put", kind: "intervention", id: group, scope: "school", fields: { name: "Forged" } }];
  const forged = { n: 1, id, v: 1, at: "2026-11-23T10:00:00.000Z", ops, proof: "0".repeat(64) };
  const info = `alongside|${lead.schoolId}|${client}|1|${id}`;
  const sealed = await author.device.serverSeal.seal(sealTo.publicKey, info, JSON.stringify(forged));
  const item = { n: 1, id, keyId: sealTo.id, sealed: Buffer.from(sealed).toString("base64") };
  const body = { proto: 1, schema: 1, client, seen: null, sentAt: "2026-11-23T10:00:00.000Z", items: [item] };
  expect(await hand(body, tablet.cookie)).toEqual([200, { ...answered(0), problem: "unreadable" }]);
  expect(await names()).toEqual([]);
});

it("opens what was sealed to an old key, and has devices seal to the new one", async () => {
  await add(author, "Phonics");
  const old = (await author.device.db.outbox.toArray()).map((one) => one.forServer?.keyId);
  const made = await rotateSealingKey(
    {
      db: server.db,
      random: systemRandom,
      clock: { nowMs: () => server.now },
      sealedOpener: createSealedOpener(),
    },
    lead.schoolId,
  );
  expect(old).not.toContain(made.id);
  author.close();
  expect([...(await sendSealed(tablet.sending)).values()]).toEqual(["sent"]);
  const unlocked = await tablet.keyring.unlock(`${lead.schoolId}/${lead.staffId}`, pinOf("482915"));
  if (!unlocked.ok) throw new Error(unlocked.code);
  author = await workOn(server, tablet, lead, unlocked);
  await author.sync();
  await add(author, "Reading");
  const [newest] = await author.device.db.outbox.where("ackSeq").equals(0).toArray();
  expect(newest?.forServer?.keyId).toBe(made.id);
});

it("judges sealed work by what its author had seen, like any other", async () => {
  const id = await add(author, "Phonics");
  await author.sync();
  const other = await signInOn(server, tablet, assistant, "730264");
  const set = async (on: Connected, usualMinutes: number) => {
    const seen = await readRecord(on.device, records.intervention, id);
    if (seen === undefined) throw new Error("The intervention is not here.");
    await saveChanges(on.device, v7(), [change(records.intervention, seen, { usualMinutes })]);
  };
  await set(author, 30);
  await set(other, 45);
  await other.sync();
  other.close();
  author.close();
  await sendSealed({ ...tablet.sending, isInUse: (name) => Promise.resolve(name === other.device.db.name) });
  const unlocked = await tablet.keyring.unlock(`${lead.schoolId}/${lead.staffId}`, pinOf("482915"));
  if (!unlocked.ok) throw new Error(unlocked.code);
  author = await workOn(server, tablet, lead, unlocked);
  await author.sync();
  expect((await readRecord(author.device, records.intervention, id))?.record.usualMinutes).toBe(45);
  expect(await author.device.db.problems.toArray()).toMatchObject([{ status: "conflict" }]);
});

it("keeps the unsent work of a destroyed key until it has been sent, and then deletes its database", async () => {
  await add(author, "Phonics");
  author.close();
  const person = `${lead.schoolId}/${lead.staffId}`;
  await tablet.keyring.destroy(person);
  const offline = () => Promise.resolve({ ok: false, fault: "offline" } as const);
  await sendSealed({ ...tablet.sending, post: offline });
  const here = async () => (await tablet.engine.indexedDB.databases()).map((one) => one.name);
  expect(await here()).toContain(nameOfLead());
  await sendSealed(tablet.sending);
  expect(await names()).toEqual(["Phonics"]);
  expect(await here()).not.toContain(nameOfLead());
  expect(await tablet.shell.databases.count()).toBe(0);
});

it("lets a person go on with a new PIN after a forgotten one, in a new database, and the old work still leaves", async () => {
  await add(author, "Phonics");
  author.close();
  const old = nameOfLead();
  author = await signInOn(server, tablet, lead, "555444");
  expect(nameOfLead()).not.toBe(old);
  await add(author, "Reading");
  await sendSealed({ ...tablet.sending, isInUse: (name) => Promise.resolve(name === nameOfLead()) });
  expect(await names()).toEqual(["Phonics"]);
  await author.sync();
  expect(await names()).toEqual(["Phonics", "Reading"]);
  expect((await tablet.engine.indexedDB.databases()).map((one) => one.name)).not.toContain(old);
});

it("deletes nothing of a given-up database that the server cannot take", async () => {
  await add(author, "Phonics");
  const { forServer } = (await author.device.db.outbox.toArray())[0] ?? {};
  if (!forServer) throw new Error("It was not sealed.");
  await author.device.db.outbox
    .toCollection()
    .modify({ forServer: { ...forServer, sealed: new Uint8Array(200) } });
  author.close();
  await tablet.keyring.destroy(`${lead.schoolId}/${lead.staffId}`);
  expect([...(await sendSealed(tablet.sending)).values()]).toEqual(["stuck"]);
  expect((await tablet.engine.indexedDB.databases()).map((one) => one.name)).toContain(nameOfLead());
});
