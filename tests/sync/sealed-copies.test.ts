// The browser throws away every database of a tablet, with the keys in them. What was saved lies in the second copies, sealed
// to the server: it leaves by the tablet's own credential, whoever comes next, and nobody's copy is thrown away before a backup
// of the server holds it.
import { afterEach, beforeEach, expect, it } from "vitest";
import { v7 } from "uuid";
import * as records from "../../src/domain/records.ts";
import { readRecord } from "../../src/storage/read.ts";
import { sealUnsent } from "../../src/storage/seal-for-server.ts";
import { change, make, saveChanges } from "../../src/storage/write.ts";
import { copiesWaiting, sendCopies } from "../../src/sync/sealed-copies.ts";
import { sendSealed } from "../../src/sync/sealed-push.ts";
import { stuckWorkOf } from "../../src/sync/stuck-work.ts";
import {
  addPerson,
  setUpSchool,
  startServer,
  type Person,
  type TestServer,
} from "../server/support/school.ts";
import type { Connected } from "../support/connected.ts";
import { enrol, signInOn, thrownAway, type Enrolled } from "../support/enrolled.ts";

const day = 86_400_000;
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

async function setMinutes(on: Connected, id: string, usualMinutes: number): Promise<void> {
  const seen = await readRecord(on.device, records.intervention, id);
  if (seen === undefined) throw new Error("The intervention is not here.");
  await saveChanges(on.device, v7(), [change(records.intervention, seen, { usualMinutes })]);
}

const names = async () => {
  const rows = await server.db
    .selectFrom("record")
    .select("data")
    .where("kind", "=", "intervention")
    .execute();
  return rows.map((row) => (JSON.parse(row.data) as { name: string }).name).sort();
};
const copiesOf = ({ schoolId, staffId }: Person) => tablet.copies.of(`${schoolId}/${staffId}`).copies;
const backUp = async () => {
  const { seq } = await server.db.selectFrom("school").select("seq").executeTakeFirstOrThrow();
  await server.db.updateTable("school").set({ durable_seq: seq }).execute();
};
const outcomes = async (isAsking = true) =>
  (await sendCopies(tablet.sending, isAsking)).map(({ outcome }) => outcome);

/** Two saves, and then nothing is left on the tablet but its cookie and the second copies. */
async function saveAndLoseAll(): Promise<void> {
  await add(author, "Phonics");
  await add(author, "Reading");
  author.close();
  tablet = thrownAway(server, tablet);
}

it("sends what a thrown-away database held, in its author's name and order, while somebody else uses the tablet", async () => {
  await saveAndLoseAll();
  author = await signInOn(server, tablet, assistant, "730264");
  expect(await copiesWaiting(tablet.sending)).toEqual(new Map([[`${lead.schoolId}/${lead.staffId}`, 2]]));
  expect(await names()).toEqual([]);
  expect(await outcomes()).toEqual(["sent"]);
  expect(await names()).toEqual(["Phonics", "Reading"]);
  const commits = await server.db.selectFrom("commit").select("staff_id").orderBy("seq").execute();
  expect(commits.at(-1)?.staff_id).toBe(lead.staffId);
  expect(await copiesWaiting(tablet.sending)).toEqual(new Map([[`${lead.schoolId}/${lead.staffId}`, 0]]));
  await author.sync();
  expect(await author.device.db.table("intervention").count()).toBe(2);
});

it("keeps them until a backup of the server holds them, and sends them again to one that was put back", async () => {
  await saveAndLoseAll();
  expect(await outcomes()).toEqual(["sent"]);
  expect(copiesOf(lead).size).toBe(2);
  // The server's disk is lost, and its backup knows nothing of them.
  for (const table of ["record", "mutation", "commit"] as const)
    await server.db.deleteFrom(table).where("seq", ">", 0).where("school", "=", lead.schoolId).execute();
  await server.db.updateTable("client").set({ last_n: 0, last_id: null }).execute();
  expect(await names()).toEqual([]);
  expect(await outcomes(false)).toEqual(["sent"]);
  expect(await names()).toEqual([]);
  expect(await outcomes(true)).toEqual(["sent"]);
  expect(await names()).toEqual(["Phonics", "Reading"]);
  await backUp();
  expect(await outcomes()).toEqual(["sent"]);
  expect(copiesOf(lead).size).toBe(0);
  expect(await outcomes()).toEqual([]);
});

it("keeps them for a month at most once the server has them", async () => {
  await saveAndLoseAll();
  await outcomes();
  server.now += 29 * day;
  await outcomes();
  expect(copiesOf(lead).size).toBe(2);
  server.now += 2 * day;
  await outcomes();
  expect(copiesOf(lead).size).toBe(0);
});

it("lets the author in again with a new key: what that cannot open stays, and comes back by the server", async () => {
  await saveAndLoseAll();
  author = await signInOn(server, tablet, lead, "482915");
  expect(await author.device.db.outbox.count()).toBe(0);
  await add(author, "Maths");
  await author.sync();
  expect(await names()).toEqual(["Maths"]);
  // The author's own work came and went, and the older copies are as they were.
  expect(copiesOf(lead).size).toBe(3);
  expect(await outcomes()).toEqual(["sent"]);
  await author.sync();
  expect(await names()).toEqual(["Maths", "Phonics", "Reading"]);
  expect(await author.device.db.table("intervention").count()).toBe(3);
  await backUp();
  await outcomes();
  expect([...copiesOf(lead).values()].map((copy) => copy.client)).toEqual([
    (await author.device.db.meta.get("sync"))?.clientId,
  ]);
});

it("leaves alone the copies of a database that is here, whether its person is there or locked out", async () => {
  await add(author, "Phonics");
  expect(await outcomes()).toEqual([]);
  author.close();
  expect(await outcomes()).toEqual([]);
  expect(tablet.posted).toEqual([]);
  expect(copiesOf(lead).size).toBe(1);
});

it("doubles nothing when the database had been sent before it was thrown away", async () => {
  await add(author, "Phonics");
  expect(await author.push()).toBeUndefined();
  await saveAndLoseAll();
  const count = async () => (await server.db.selectFrom("mutation").select("id").execute()).length;
  const once = await count();
  expect(await outcomes()).toEqual(["sent"]);
  expect(await count()).toBe(once + 2);
  expect(await names()).toEqual(["Phonics", "Phonics", "Reading"]);
});

it("seals the copies anew when the school's key is heard of only after the save", async () => {
  await author.device.db.meta.toCollection().modify({ sealTo: null });
  await add(author, "Phonics");
  expect([...copiesOf(lead).values()].map((copy) => copy.form)).toEqual([null]);
  await author.pull();
  await sealUnsent(author.device);
  author.close();
  tablet = thrownAway(server, tablet);
  expect(await outcomes()).toEqual(["sent"]);
  expect(await names()).toEqual(["Phonics"]);
});

it("counts what the author saw of a history that is gone as not seen", async () => {
  const id = await add(author, "Phonics");
  await author.sync();
  await backUp();
  const { seq: kept } = await server.db.selectFrom("school").select("seq").executeTakeFirstOrThrow();
  await author.sync();
  const other = await signInOn(server, tablet, assistant, "730264");
  await setMinutes(other, id, 45);
  await other.sync();
  await author.sync();
  await setMinutes(author, id, 30);
  author.close();
  // The server is put back to its backup, where 45 was never said; a colleague says 50, and that is backed up too.
  await server.db.deleteFrom("commit").where("seq", ">", kept).execute();
  await server.db.updateTable("school").set({ epoch: v7() }).execute();
  await setMinutes(other, id, 50);
  await other.sync();
  await backUp();
  other.close();
  tablet = thrownAway(server, tablet);
  expect(await outcomes()).toEqual(["sent", "sent"]);
  const rows = await server.db
    .selectFrom("record")
    .select("data")
    .where("kind", "=", "intervention")
    .execute();
  expect(JSON.parse(rows[0]?.data ?? "{}")).toMatchObject({ usualMinutes: 50 });
  const lost = await server.db
    .selectFrom("conflict")
    .select("lost")
    .where("lost_by", "=", lead.staffId)
    .execute();
  expect(lost.map((row) => row.lost).join()).toContain("30");
});

it("tells the school how much is left on the tablet, also when its author never comes back", async () => {
  await add(author, "Phonics");
  const state = await author.device.db.meta.get("sync");
  await server.db
    .updateTable("client")
    .set({ pending: 1 })
    .where("id", "=", state?.clientId ?? "")
    .execute();
  author.close();
  await sendSealed(tablet.sending);
  const rows = await server.db
    .selectFrom("client")
    .select("pending")
    .where("id", "=", state?.clientId ?? "")
    .execute();
  expect(rows).toEqual([{ pending: 0 }]);
});

it("says that it is stuck when the server can take it no more, and keeps it", async () => {
  await saveAndLoseAll();
  await server.db.deleteFrom("sealing_key").execute();
  const sent = await sendCopies(tablet.sending, true);
  expect(sent.map(({ outcome }) => outcome)).toEqual(["stuck"]);
  expect(stuckWorkOf([], new Map(), sent)).toEqual([
    { personKey: `${lead.schoolId}/${lead.staffId}`, count: 2 },
  ]);
  expect(copiesOf(lead).size).toBe(2);
  const offline = () => Promise.resolve({ ok: false, fault: "offline" } as const);
  const away = await sendCopies({ ...tablet.sending, post: offline }, true);
  expect(stuckWorkOf([], new Map(), away)).toEqual([]);
});
