// Push and pull through the whole server, the same on either engine.
import { afterEach, beforeEach, expect, it } from "vitest";
import { groupScope } from "../../../src/domain/scope.ts";
import { maxRowsPerPage } from "../../../src/protocol/messages.ts";
import type { Engine, Place } from "../support/engines.ts";
import { addSchool } from "../support/other-school.ts";
import {
  addPerson,
  groupPuts,
  newId,
  patch,
  pupilPut,
  put,
  schoolOn,
  sessionPut,
  startServer,
  TestDevice,
  type Person,
  type TestServer,
} from "../support/school.ts";

export function syncSuite(engine: () => Engine): void {
  let place: Place;
  let server: TestServer;
  let lead: Person;
  let senco: TestDevice;

  beforeEach(async () => {
    place = await engine().place();
    ({ server, lead, senco } = await schoolOn(await startServer({ db: await place.open() })));
  });
  afterEach(async () => {
    await server.close();
    await place.remove();
  });

  it("gives one device's changes to another, with whole numbers as numbers", async () => {
    const [pupil, group, session] = [newId(), newId(), newId()];
    const answer = await senco.push(
      senco.mutation(pupilPut(pupil)),
      senco.mutation(...groupPuts(group, [lead.staffId])),
      senco.mutation(sessionPut(session, lead.staffId, "2026-11-20", group)),
    );
    expect(answer).toMatchObject({
      lastN: 3,
      results: [{ status: "ok" }, { status: "ok" }, { status: "ok" }],
    });
    const other = new TestDevice(server, lead);
    await other.pull();
    expect(other.rows.get(`pupil|${pupil}`)).toMatchObject({ scope: "school", seq: 2 });
    expect(other.rows.get(`session|${session}`)).toMatchObject({ scope: groupScope(group), seq: 4 });
    expect(other.cursor?.seq).toBe(4);
  });

  it("gives each mutation one effect, also when it is sent many times at once", async () => {
    const muts = [senco.mutation(pupilPut(newId())), senco.mutation(pupilPut(newId()))];
    const answers = await Promise.all([1, 2, 3, 4].map(() => senco.push(...muts)));
    for (const answer of answers)
      expect(answer).toMatchObject({ lastN: 2, results: [{ status: "ok" }, { status: "ok" }] });
    const stored = await server.db.selectFrom("mutation").select(["n", "status"]).orderBy("n").execute();
    expect(stored).toEqual([
      { n: 1, status: "ok" },
      { n: 2, status: "ok" },
    ]);
  });

  it("answers a gap and a fork with where the client stands", async () => {
    const first = senco.mutation(pupilPut(newId()));
    senco.n += 1;
    expect(await senco.push(first, senco.mutation(pupilPut(newId())))).toMatchObject({
      problem: "gap",
      lastN: 1,
    });
    senco.n = 0;
    expect(await senco.push(senco.mutation(pupilPut(newId())))).toMatchObject({
      problem: "forked",
      lastN: 1,
    });
  });

  it("joins two devices' changes of different fields and keeps the later of two to one field as a conflict", async () => {
    const group = newId();
    await senco.change(...groupPuts(group, []));
    const [one, two] = [new TestDevice(server, lead), new TestDevice(server, lead)];
    await one.pull();
    await two.pull();
    const seq = one.rows.get(`group|${group}`)?.seq ?? 0;
    expect(await one.change(patch("group", group, seq, { name: "Fischer B" }))).toBe("ok");
    expect(await two.change(patch("group", group, seq, { rule: "enrolled" }))).toBe("ok");
    expect(await two.change(patch("group", group, seq, { name: "Fischer C" }))).toBe("changed-by-another");
    await senco.pull();
    expect(senco.rows.get(`group|${group}`)?.fields).toMatchObject({ name: "Fischer B", rule: "enrolled" });
    const conflicts = await server.db.selectFrom("conflict").select(["record", "lost", "won_seq"]).execute();
    expect(conflicts).toEqual([{ record: group, lost: '{"name":"Fischer C"}', won_seq: seq + 1 }]);
  });

  it("refuses one mutation with signs that an engine cannot store, and goes on with the next", async () => {
    const sign = String.fromCodePoint(0);
    const results = await senco.push(
      senco.mutation(put(`pupil${sign}`, newId(), "school", {})),
      senco.mutation(put("pupil", newId(), `school${sign}`, { knownAs: "Ada" })),
      senco.mutation({
        ...pupilPut(newId()),
        fields: { knownAs: `Ada${sign}`, familyInitial: "K", initials: "AK" },
      }),
      senco.mutation(pupilPut(newId())),
    );
    expect(results).toMatchObject({ lastN: 4 });
    expect("results" in results && results.results.map((one) => one.status)).toEqual([
      "rejected",
      "rejected",
      expect.stringMatching(/ok|rejected/),
      "ok",
    ]);
  });

  it("gives a scope in pages, each row once, and nothing of a scope that is not held", async () => {
    const assistant = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
    const [own, other] = [newId(), newId()];
    await senco.change(...groupPuts(own, [assistant.staffId]), ...groupPuts(other, [lead.staffId]));
    const pupils = Array.from({ length: maxRowsPerPage + 300 }, () => newId());
    for (let at = 0; at < pupils.length; at += 100) {
      const muts = pupils.slice(at, at + 100).map((id) => senco.mutation(pupilPut(id)));
      expect(await senco.push(...muts)).toMatchObject({ lastN: senco.n });
    }
    const tablet = new TestDevice(server, assistant);
    const pages = await tablet.pull();
    expect(pages.every((page) => page.rows.length <= maxRowsPerPage)).toBe(true);
    const ids = pages.flatMap((page) => page.rows.map(([kind, id]) => `${kind}|${id}`));
    expect(new Set(ids).size).toBe(ids.length);
    expect(pupils.every((id) => tablet.has("pupil", id))).toBe(true);
    const scopes = new Set([...tablet.rows.values()].map((row) => row.scope));
    expect([...scopes].toSorted()).toEqual([groupScope(own), "school"].toSorted());
  });

  it("keeps several schools apart: rows, counters, and mutations with the same id", async () => {
    const other = new TestDevice(server, await addSchool(server, "Hill Top"));
    const mutation = senco.mutation(pupilPut(newId(), "Ada"));
    other.n = 1;
    expect(await senco.push(mutation)).toMatchObject({ results: [{ status: "ok" }] });
    expect(await other.push({ ...mutation, ops: [pupilPut(newId(), "Bea")] })).toMatchObject({
      results: [{ status: "ok" }],
    });
    await senco.pull();
    await other.pull();
    const names = (device: TestDevice) =>
      [...device.rows.values()].flatMap((row) => row.fields?.["knownAs"] ?? []);
    expect([names(senco), names(other)]).toEqual([["Ada"], ["Bea"]]);
    expect([senco.cursor?.seq, other.cursor?.seq]).toEqual([2, 2]);
  });
}
