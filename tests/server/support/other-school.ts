// A second school on the same server, with one person signed in: set-up makes the first one only.
import { schoolScope } from "../../../src/domain/scope.ts";
import type { Role } from "../../../src/domain/staff.ts";
import type { Proof } from "../../../src/protocol/account-messages.ts";
import { registry } from "../../../src/domain/records.ts";
import { systemRandom } from "../../../src/server/random.ts";
import { hashOf, newToken } from "../../../src/server/secrets.ts";
import { staffRecord } from "../../../src/server/staff-record.ts";
import { insertSession } from "../../../src/server/storage/session-rows.ts";
import { inTransaction } from "../../../src/server/storage/database.ts";
import { insertSchool } from "../../../src/server/storage/school-rows.ts";
import { writeNewRecords } from "../../../src/server/write-records.ts";
import type { Person, TestServer } from "./school.ts";

/** @returns its one person, SENCO unless said otherwise, signed in */
export async function addSchool(
  server: TestServer,
  name: string,
  roles: readonly Role[] = ["senco"],
): Promise<Person> {
  const [schoolId, staffId] = [crypto.randomUUID(), crypto.randomUUID()];
  const clock = { nowMs: () => server.now };
  await inTransaction(server.db, async (tx) => {
    await insertSchool(tx, {
      id: schoolId,
      name,
      isDemo: false,
      epoch: crypto.randomUUID(),
      atMs: server.now,
    });
    const by = { registry, random: systemRandom, clock };
    await writeNewRecords(tx, by, schoolId, staffId, [
      { kind: "school", id: schoolId, scope: schoolScope, fields: { name } },
      staffRecord(staffId, "Sal Other", [...roles]),
    ]);
  });
  return await signInAs(server, schoolId, staffId);
}

/** A session of somebody who is on the staff, as if they had come in; in full unless said otherwise. */
export async function signInAs(
  server: TestServer,
  school: string,
  staffId: string,
  how: { readonly proof?: Proof; readonly factorMs?: number | null; readonly provenMs?: number } = {},
): Promise<Person> {
  const token = newToken(systemRandom);
  await insertSession(server.db, {
    tokenHash: hashOf(token),
    account: null,
    tablet: null,
    school,
    staffId,
    expiresMs: server.now + 14 * 86_400_000,
    seenMs: server.now,
    proof: "password",
    factorMs: server.now,
    provenMs: server.now,
    ...how,
  });
  return { cookie: `alongside=${token}`, schoolId: school, staffId };
}
