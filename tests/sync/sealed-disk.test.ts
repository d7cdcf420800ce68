// What lies on the disk of a tablet, seen by somebody who has the disk and no PIN: every store of every database, byte by
// byte, while its person works and after they have gone.
import { serialize } from "node:v8";
import { afterEach, beforeEach, expect, it } from "vitest";
import { v7 } from "uuid";
import { daySchema } from "../../src/domain/calendar.ts";
import { pupilIdSchema, sessionIdSchema } from "../../src/domain/ids.ts";
import * as records from "../../src/domain/records.ts";
import { logScope, sendScope } from "../../src/domain/scope.ts";
import { registryOf } from "../../src/domain/records.ts";
import { createDraftKeeper, dropOldDrafts, readDraft } from "../../src/storage/drafts.ts";
import { readRecord } from "../../src/storage/read.ts";
import { change, make, saveChanges } from "../../src/storage/write.ts";
import { sendSealed } from "../../src/sync/sealed-push.ts";
import { retireUnsealed } from "../../src/sync/retire-unsealed.ts";
import { openLedgerCache, drainLedger } from "../../src/storage/ledger-cache.ts";
import { deviceDatabaseName, openDevice, closeDevice } from "../../src/storage/device.ts";
import {
  addPerson,
  newId,
  put,
  sessionFields,
  setUpSchool,
  startServer,
  TestDevice,
  type Person,
  type TestServer,
} from "../server/support/school.ts";
import type { Connected } from "../support/connected.ts";
import { enrol, pinOf, signInOn, workOn, type Enrolled } from "../support/enrolled.ts";
import { openedTexts } from "../support/opened-database.ts";
import { createUnsealedVault } from "../support/unsealed-vault.ts";

/** One in each kind of thing that is written down; none of them is a word of the program. */
const canaries = [
  "Zebedee",
  "Quartzby",
  "quillfeather",
  "marmalade",
  "Thistlewood",
  "Fuchsia Class",
  "brambleway",
];
const [zebedee, quartzby, noteWord, draftWord, unknownWord, className, refusedWord] = canaries as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const pupilId = pupilIdSchema.parse(v7());
const sessionId = sessionIdSchema.parse(v7());
let server: TestServer;
let lead: Person;
let tablet: Enrolled;
let author: Connected;

beforeEach(async () => {
  server = await startServer({ registry: records.registry });
  lead = await setUpSchool(server);
  tablet = await enrol(server, lead.schoolId);
});
afterEach(async () => {
  author.close();
  tablet.shell.close();
  await server.close();
});

/** Everything that IndexedDB holds on this tablet, as the bytes that a disk would have. */
async function bytesOnDisk(): Promise<Buffer[]> {
  const buffers: Buffer[] = [];
  for (const { name = "" } of await tablet.engine.indexedDB.databases()) {
    const db = await opened(tablet.engine.indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const reading = db.transaction(store).objectStore(store);
      const [rows, keys] = await Promise.all([opened(reading.getAll()), opened(reading.getAllKeys())]);
      // A key of WebCrypto has no bytes that a program can read.
      const plain = rows.map((row: unknown) => (store === "device" && hasKey(row) ? "key" : row));
      buffers.push(serialize({ name, store, rows: plain, keys }));
    }
    db.close();
  }
  return buffers;
}

function hasKey(row: unknown): boolean {
  return typeof row === "object" && row !== null && "key" in row && row.key instanceof CryptoKey;
}

function opened<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("The database refused.")));
  });
}

async function foundOnDisk(): Promise<string[]> {
  const disk = await bytesOnDisk();
  expect(disk.length).toBeGreaterThan(30);
  const forms = (word: string) => [
    Buffer.from(word),
    Buffer.from(word, "utf16le"),
    Buffer.from(btoa(word).slice(0, -4)),
  ];
  return canaries.filter((word) => forms(word).some((form) => disk.some((bytes) => bytes.includes(form))));
}

/** Rows of every store: what came, what is unsent over it, conflicts, refusals, unknown kinds, drafts, the ledger. */
async function fillEverything(): Promise<void> {
  const senco = new TestDevice(server, lead);
  const intervention = newId();
  await senco.change(
    put("pupil", pupilId, "school", { knownAs: zebedee, familyInitial: "Q", initials: "ZQ" }),
    put("pupilIdentity", newId(), sendScope(pupilId), {
      pupilId,
      legalForename: zebedee,
      legalSurname: quartzby,
    }),
    put("intervention", intervention, "school", { name: "Phonics", usualMinutes: 20 }),
    put("enrolment", newId(), "school", { pupilId, yearGroup: "3", className, from: "2026-09-01" }),
    put("session", sessionId, logScope(lead.staffId, 2026), sessionFields(lead.staffId, "2026-11-20")),
  );
  const { device } = (author = await signInOn(server, tablet, lead, "482915"));
  const seen = await readRecord(device, records.pupil, pupilId);
  const before = await readRecord(device, records.intervention, intervention);
  if (seen === undefined || before === undefined) throw new Error("The school's data did not come.");
  // A conflict: somebody else was quicker.
  await senco.change({
    op: "patch",
    kind: "intervention",
    id: intervention,
    base: 1000,
    fields: { usualMinutes: 25 },
  });
  await saveChanges(device, v7(), [change(records.intervention, before, { usualMinutes: 30 })]);
  await author.sync();
  const times = { from: 32_400, to: 34_200 };
  const about = { sessionId, pupilId, date: daySchema.parse("2026-11-20"), authorId: device.staffId };
  const saved = await saveChanges(device, v7(), [
    change(records.pupil, seen, { knownAs: `${zebedee} B` }),
    make(
      records.note,
      v7(),
      { ...about, text: noteWord, recordedAt: "2026-11-20T10:00:00.000Z" },
      logScope(device.staffId, 2026),
    ),
    make(
      records.mark,
      v7(),
      { ...about, status: "here" as const, intervals: [times], reason: noteWord },
      logScope(device.staffId, 2026),
    ),
  ]);
  expect(saved).toMatchObject({ ok: true });
  await device.db.others.put({
    kind: "later",
    id: newId(),
    scope: "school",
    seq: 1,
    heard: 1,
    payload: await device.vault.seal("later|1", JSON.stringify({ name: unknownWord })),
  });
  const refused = newId();
  await device.db.problems.put({
    mutationId: refused,
    n: 1,
    status: "rejected",
    why: "forbidden",
    about: [["pupil", pupilId]],
    at: "",
    v: 1,
    touches: [],
    subjects: {},
    conflicts: [],
    payload: await device.vault.seal(`outbox|${refused}`, JSON.stringify({ text: refusedWord })),
  });
  const keeper = createDraftKeeper(device, "session|new");
  keeper.keep({ note: draftWord });
  await keeper.settled();
  const cache = await openLedgerCache(device.db.name, device.vault, tablet.engine);
  await drainLedger(cache, () => {});
  cache.db.close();
}

it("holds no name and no note in the clear, while its person works and when they are gone", async () => {
  await fillEverything();
  const { db } = author.device;
  const stores = ["pupil", "note", "mark", "shadow", "outbox", "problems", "others", "drafts", "ledger"];
  const counts = await Promise.all(stores.map((store) => db.table(store).count()));
  expect(stores.filter((_store, at) => counts[at] === 0)).toEqual([]);
  expect(await foundOnDisk()).toEqual([]);
  author.close();
  expect(await foundOnDisk()).toEqual([]);
  await sendSealed(tablet.sending);
  expect(await foundOnDisk()).toEqual([]);
});

it("finds such a word where it does lie in the clear: this test can fail", async () => {
  await fillEverything();
  await author.device.db.others.put({
    kind: "later",
    id: newId(),
    scope: "school",
    seq: 1,
    heard: 1,
    payload: new TextEncoder().encode(unknownWord),
  });
  expect(await foundOnDisk()).toEqual([unknownWord]);
});

it("a tampered row, or one put in the place of another, is never shown", async () => {
  await fillEverything();
  const { device } = author;
  const [one, other] = [
    await device.db.table("pupil").get(pupilId),
    await device.db.table("note").toCollection().first(),
  ];
  await device.db.table("pupil").put({ ...one, rev: one.rev + 1000, payload: other.payload });
  await expect(readRecord(device, records.pupil, pupilId)).rejects.toMatchObject({ code: "changed" });
});

it("keeps what was typed through a lock and a reload, for its own person only, and drops it after two weeks", async () => {
  author = await signInOn(server, tablet, lead, "482915");
  const keeper = createDraftKeeper(author.device, "session|new");
  for (const note of ["r", "re", "read well"]) keeper.keep({ note });
  await keeper.settled();
  author.close();
  const second = await addPerson(server, lead, "Ana Reed", ["teaching-assistant"]);
  const other = await signInOn(server, tablet, second, "730264");
  expect(await readDraft(other.device, "session|new")).toBeUndefined();
  other.close();
  const again = await tablet.keyring.unlock(`${lead.schoolId}/${lead.staffId}`, pinOf("482915"));
  if (!again.ok) throw new Error(again.code);
  author = await workOn(server, tablet, lead, again);
  expect(await readDraft(author.device, "session|new")).toEqual({ note: "read well" });
  server.now += 15 * 86_400_000;
  await dropOldDrafts(author.device);
  expect(await readDraft(author.device, "session|new")).toBeUndefined();
});

it("a draft that was saved is gone, whatever was still being written", async () => {
  author = await signInOn(server, tablet, lead, "482915");
  const keeper = createDraftKeeper(author.device, "session|new");
  keeper.keep({ note: "read well" });
  keeper.drop();
  await keeper.settled();
  expect(await author.device.db.drafts.count()).toBe(0);
});

it("sends what an unsealed database of an earlier version still holds, and then deletes it", async () => {
  author = await signInOn(server, tablet, lead, "482915");
  const { device } = author;
  const parts = {
    registry: registryOf(...records.recordKinds),
    clock: device.clock,
    newId: device.newId,
    schoolId: device.schoolId,
    staffId: device.staffId,
    engine: tablet.engine,
  };
  const name = deviceDatabaseName(device.schoolId, device.staffId);
  const old = await openDevice({ ...parts, databaseName: name, vault: createUnsealedVault() });
  const state = await old.db.meta.get("sync");
  const [id, mutationId] = [newId(), newId()];
  const op = {
    op: "put",
    kind: "intervention",
    id,
    scope: "school",
    fields: { name: "Phonics", usualMinutes: 20 },
  };
  await old.db.outbox.add({
    n: 1,
    id: mutationId,
    v: 1,
    at: "2026-11-23T10:00:00.000Z",
    touches: [`intervention|${id}`],
    subjects: {},
    ackSeq: 0,
    ackAt: "",
    forServer: null,
    payload: new TextEncoder().encode(JSON.stringify([op])),
  });
  if (state !== undefined) await old.db.meta.put({ ...state, nextN: 2 });
  closeDevice(old);
  const here = async () => (await tablet.engine.indexedDB.databases()).map((one) => one.name);
  const offline = {
    ...author.messenger,
    push: () => Promise.resolve({ ok: false, fault: "offline" } as const),
  };
  expect(await retireUnsealed(parts, offline)).toEqual({ ok: false, fault: "offline" });
  expect(await here()).toContain(name);
  expect(await retireUnsealed(parts, author.messenger)).toBeUndefined();
  expect(await here()).not.toContain(name);
  await author.sync();
  expect((await readRecord(device, records.intervention, id))?.record.name).toBe("Phonics");
  expect((await openedTexts(device)).join()).toContain("Phonics");
});
