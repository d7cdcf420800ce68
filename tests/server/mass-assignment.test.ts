// Fields that nobody asked for: whoever adds a school, a role, an author or a number to what they send gains nothing by it.
// What is not known in a record is kept for newer programs, and decides nothing.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { schoolScope } from "../../src/domain/scope.ts";
import { invitationSchema, signedInSchema } from "../../src/protocol/account-messages.ts";
import { madeCodeSchema } from "../../src/protocol/tablet-messages.ts";
import { wellFormed } from "./support/bodies.ts";
import { addSchool, signInAs } from "./support/other-school.ts";
import {
  addPerson,
  newId,
  password,
  pupilPut,
  put,
  schoolOn,
  startServer,
  TestDevice,
  type Person,
  type TestServer,
} from "./support/school.ts";

let server: TestServer;
let lead: Person;
let other: Person;
let tia: Person;
beforeEach(async () => {
  ({ server, lead } = await schoolOn(await startServer()));
  other = await addSchool(server, "Oak Hill");
  tia = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
});
afterEach(() => server.close());

/** Everything that the server decides by itself, as somebody would like to have it. */
const wishes = () => ({
  school: other.schoolId,
  schoolId: other.schoolId,
  staff: lead.staffId,
  staffId: lead.staffId,
  author: lead.staffId,
  authorId: lead.staffId,
  account: newId(),
  role: "administrator",
  roles: ["administrator", "senco"],
  access: "administrator",
  isAdmin: true,
  proof: "password",
  provenMs: 9e15,
  factorMs: 9e15,
  kind: "shared",
  tablet: newId(),
  seq: 1_000_000,
  scope: "money",
  versions: {},
  status: "ok",
});

async function me(cookie: string) {
  return signedInSchema.parse(await (await server.get("/api/auth/me", cookie)).json());
}

describe("a push", () => {
  it("takes school, author, number and rights from the session and the server, whatever it says of them", async () => {
    const device = new TestDevice(server, tia);
    const [own, role] = [newId(), newId()];
    const put1 = pupilPut(own);
    const mutation = {
      ...device.mutation(),
      ...wishes(),
      ops: [{ ...put1, school: other.schoolId, seq: 9, author: lead.staffId }],
    };
    const { schoolId, staffId, roles } = wishes();
    const over = { school: schoolId, schoolId, staffId, roles, tablet: newId() };
    expect((await device.send([mutation], over)).status).toBe(200);
    const rows = await server.db.selectFrom("record").selectAll().where("id", "=", own).execute();
    expect(rows).toMatchObject([{ school: lead.schoolId, scope: schoolScope, kind: "pupil" }]);
    expect(rows[0]?.seq).toBeLessThan(1000);
    const commits = await server.db
      .selectFrom("commit")
      .selectAll()
      .where("client", "=", device.client)
      .execute();
    expect(commits.map((one) => [one.school, one.staff_id])).toEqual([[lead.schoolId, tia.staffId]]);
    const staffPut = put("staff", role, schoolScope, { name: "Mine", shortName: "M", ...wishes() });
    expect(await device.change(staffPut)).toBe("forbidden");
  });

  it("keeps what is not known in a record, and is decided by none of it", async () => {
    const device = new TestDevice(server, tia);
    const id = newId();
    const card = { knownAs: "Amara", familyInitial: "K", initials: "AK" };
    expect(await device.change(put("pupil", id, schoolScope, { ...wishes(), ...card }))).toBe("ok");
    const [row] = await server.db.selectFrom("record").selectAll().where("id", "=", id).execute();
    expect(row).toMatchObject({ school: lead.schoolId, scope: schoolScope, kind: "pupil" });
    expect(row?.seq).toBeLessThan(1000);
    // Not the author that it names, and not the administrator that it says: the card is changed by leaders only.
    expect(
      await device.change({ op: "patch", kind: "pupil", id, base: 999, fields: { initials: "AX" } }),
    ).toBe("forbidden");
    expect(await me(tia.cookie)).toMatchObject({ roles: ["teaching-assistant"], schoolId: lead.schoolId });
    const stranger = new TestDevice(server, other);
    await stranger.pull();
    expect(stranger.has("pupil", id)).toBe(false);
  });
});

describe("any other question", () => {
  it("of a teaching assistant, with every wish in it, changes neither rights nor school of anybody", async () => {
    const standing = async () => ({
      staff: await server.db
        .selectFrom("record")
        .select(["school", "id", "data"])
        .where("kind", "=", "staff")
        .orderBy("id")
        .execute(),
      members: await server.db.selectFrom("membership").selectAll().orderBy("staff_id").execute(),
    });
    const before = await standing();
    for (const { method, path, request } of server.app.routes) {
      if (method !== "post") continue;
      const { cookie } = await signInAs(server, tia.schoolId, tia.staffId);
      const body = wellFormed(request, { proto: 1, schema: 1 });
      await server.post(path, { ...wishes(), ...(body as object) }, cookie);
      await server.post(path, { ...(body as object), ...wishes() }, cookie);
      expect([path, await standing()]).toEqual([path, before]);
    }
  });

  it("of who joins gives the roles that were invited, in the school that invited", async () => {
    const asked = { name: "Ben Cole", roles: ["teaching-assistant"] };
    const invited = await server.post("/api/admin/people", { ...wishes(), ...asked }, lead.cookie);
    const { code, staffId } = invitationSchema.parse(await invited.json());
    expect(staffId).not.toBe(lead.staffId);
    const body = { ...wishes(), code, signInName: "ben@meadow", password };
    const joined = await server.post("/api/auth/join", body);
    expect(signedInSchema.parse(await joined.json())).toMatchObject({
      staffId,
      schoolId: lead.schoolId,
      roles: ["teaching-assistant"],
    });
  });

  it("of who signs in, or of a tablet that joins, gives what is theirs", async () => {
    const body = { ...wishes(), signInName: "tia.adeyemi@meadow", password };
    const signedIn = await server.post("/api/auth/sign-in", body);
    expect(await signedIn.json()).toMatchObject({
      staffId: tia.staffId,
      schoolId: lead.schoolId,
      roles: ["teaching-assistant"],
    });
    const made = await server.post("/api/admin/tablets/code", { ...wishes(), label: "Oak 2" }, lead.cookie);
    const { code } = madeCodeSchema.parse(await made.json());
    await server.post("/api/tablet/enrol", { ...wishes(), code });
    const tablets = await server.db.selectFrom("tablet").select(["school", "kind"]).execute();
    expect(tablets.filter((one) => one.school !== lead.schoolId)).toEqual([]);
    expect(tablets.filter((one) => one.kind === "shared")).toHaveLength(1);
  });
});
