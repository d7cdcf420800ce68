// What can need attention, made the way it comes about: saved here, answered by the server.
import { markId, noteId, plannedSessionId } from "../../../src/domain/ids.ts";
import * as records from "../../../src/domain/records.ts";
import { groupScope } from "../../../src/domain/scope.ts";
import type { Session } from "../../../src/domain/session.ts";
import type { Row } from "../../../src/protocol/messages.ts";
import type { Device } from "../../../src/storage/device.ts";
import { readRecord, type Stored } from "../../../src/storage/read.ts";
import { change, make } from "../../../src/storage/write.ts";
import { giveRoles, pageOf, receive, testClock, testDevice } from "../../support/device.ts";
import { allIsHere, answer, conflictOver, save } from "../../support/answers.ts";
import {
  groupId,
  hour,
  lostSession,
  markOf,
  monday,
  pupilId,
  sessionOf,
  slotId,
  staffId,
} from "../../support/plan.ts";
import { deviceWith, rowOf } from "../../support/screen.tsx";
import { smallSchool } from "../../support/small-school.ts";

export const mondaySession = plannedSessionId(slotId("monday"), monday);
const scope = groupScope(groupId("readers"));
const leeAt = { by: staffId("Lee"), at: "2026-09-14T09:42:00.000Z" };

export const planned = (fields: Partial<Session> = {}) =>
  sessionOf(monday, { slotId: slotId("monday"), ...fields });

export function sessionRow(fields: Partial<Session>, seq: number): Row {
  return rowOf(records.session, mondaySession, planned(fields), seq);
}

export async function tablet(rows: readonly Row[] = []): Promise<Device> {
  const device = await deviceWith(["senco"], [...smallSchool(), ...rows], "2026-09-14T12:00:00.000Z");
  await allIsHere(device);
  return device;
}

export async function stored(device: Device): Promise<Stored<Session>> {
  const session = await readRecord(device, records.session, mondaySession);
  if (session === undefined) throw new Error("The session is not on this tablet.");
  return session;
}

/** Lee has made the session a lost one; here it was made shorter. */
export async function sessionConflict(device: Device): Promise<void> {
  const [from, to] = [10 * hour, 10.5 * hour];
  const adults = [{ staffId: staffId("Sam"), from, to }];
  const n = await save(device, change(records.session, await stored(device), { adults }));
  const lost = lostSession(monday, { slotId: slotId("monday") });
  await answer(
    device,
    n,
    [rowOf(records.session, mondaySession, lost, 300)],
    conflictOver({ kind: "session", id: mondaySession, unit: "outcome", ...leeAt }),
  );
}

/** The group was given another name by Lee, and another one here. */
export async function groupConflict(device: Device): Promise<void> {
  const id = groupId("readers");
  const group = await readRecord(device, records.group, id);
  if (group === undefined) throw new Error("The group is not on this tablet.");
  const n = await save(device, change(records.group, group, { name: "Monday readers" }));
  const theirs = rowOf(records.group, id, { ...group.record, name: "Red readers" }, 310);
  await answer(device, n, [theirs], conflictOver({ kind: "group", id, unit: "name", ...leeAt }));
}

/** Both logged the planned session: Lee as planned, here with Ben absent and a word about Amara. */
export async function loggedTwice(device: Device): Promise<void> {
  const own = { authorId: device.staffId, recordedAt: "2026-09-14T11:10:00.000Z" };
  const logged = { id: mondaySession, session: planned() };
  const mark = (name: string, fields: Parameters<typeof markOf>[2]) => markOf(logged, name, fields);
  const note = {
    sessionId: mondaySession,
    pupilId: pupilId("Amara"),
    date: monday,
    text: "Read a whole page alone.",
    ...own,
  };
  const n = await save(
    device,
    make(records.session, mondaySession, planned(own)),
    make(
      records.mark,
      markId(mondaySession, pupilId("Ben")),
      mark("Ben", { status: "absent", intervals: [], authorId: device.staffId }),
    ),
    make(records.note, noteId(mondaySession, pupilId("Amara")), note),
  );
  const inGroup = ([kind, id, , seq, fields]: Row): Row => [kind, id, scope, seq, fields];
  const benId = markId(mondaySession, pupilId("Ben"));
  await answer(
    device,
    n,
    [
      sessionRow({}, 300),
      inGroup(rowOf(records.mark, benId, mark("Ben", {}), 301)),
      inGroup(rowOf(records.note, noteId(mondaySession, pupilId("Amara")), note, 302)),
    ],
    conflictOver(
      { kind: "session", id: mondaySession, unit: "authorId", ...leeAt },
      { kind: "mark", id: benId, unit: "status", ...leeAt },
      { kind: "mark", id: benId, unit: "authorId", ...leeAt },
    ),
  );
}

/** Sam and Lee both wrote about Ben, and marked him differently; Sam may change the mark, and not Lee's note. */
export async function noteAndMarkConflict(): Promise<Device> {
  const device = await testDevice({
    staffId: staffId("Sam"),
    clock: testClock("2026-09-14T12:00:00.000Z"),
  });
  await giveRoles(device, "teaching-assistant");
  const inGroup = ([kind, id, , seq, fields]: Row): Row => [kind, id, scope, seq, fields];
  const markOfBen = markId(mondaySession, pupilId("Ben"));
  const noteOnBen = noteId(mondaySession, pupilId("Ben"));
  const mark = markOf({ id: mondaySession, session: planned() }, "Ben");
  const others = smallSchool().filter(([kind]) => kind !== "staff");
  const lee = rowOf(
    records.staff,
    staffId("Lee"),
    { name: "Lee", shortName: "Lee", roles: ["teaching-assistant"] },
    20,
  );
  await receive(
    device,
    pageOf([...others, lee, sessionRow({}, 100), inGroup(rowOf(records.mark, markOfBen, mark, 101))]),
  );
  await allIsHere(device);
  const note = {
    sessionId: mondaySession,
    pupilId: pupilId("Ben"),
    date: monday,
    recordedAt: "2026-09-14T11:10:00.000Z",
  };
  const seen = await readRecord(device, records.mark, markOfBen);
  if (seen === undefined) throw new Error("The mark is not on this tablet.");
  const n = await save(
    device,
    change(records.mark, seen, { status: "absent", intervals: [] }),
    make(records.note, noteOnBen, { ...note, authorId: device.staffId, text: "Ben was ill." }, scope),
  );
  await answer(
    device,
    n,
    [
      inGroup(rowOf(records.mark, markOfBen, { ...mark, status: "refused", intervals: [] }, 300)),
      inGroup(
        rowOf(records.note, noteOnBen, { ...note, authorId: staffId("Lee"), text: "Ben went out." }, 301),
      ),
    ],
    conflictOver(
      { kind: "mark", id: markOfBen, unit: "status", ...leeAt },
      { kind: "note", id: noteOnBen, unit: "text", ...leeAt },
    ),
  );
  return device;
}

/** A whole log that the server did not take: it is no longer among the sessions here. */
export async function refusedSession(device: Device): Promise<void> {
  const own = { authorId: device.staffId, recordedAt: "2026-09-14T11:10:00.000Z" };
  const logged = { id: mondaySession, session: planned(own) };
  const n = await save(
    device,
    make(records.session, mondaySession, planned(own)),
    make(
      records.mark,
      markId(mondaySession, pupilId("Ben")),
      markOf(logged, "Ben", { status: "absent", intervals: [], authorId: device.staffId }),
    ),
  );
  await answer(device, n, [], {
    status: "rejected",
    why: "wrong-scope",
    about: [["session", mondaySession]],
  });
}

/** A change of a group that the server did not take. */
export async function refusedGroup(device: Device): Promise<void> {
  const group = await readRecord(device, records.group, groupId("readers"));
  if (group === undefined) throw new Error("The group is not on this tablet.");
  const n = await save(device, change(records.group, group, { name: "Evening readers" }));
  const about: [string, string][] = [["group", group.id]];
  await answer(device, n, [], { status: "rejected", why: "forbidden", about });
}

/** A note about a pupil who has been erased meanwhile. */
export async function erasedPupil(device: Device): Promise<void> {
  const away = { pupilId: pupilId("Dina"), date: monday, half: "day" as const, authorId: device.staffId };
  const n = await save(device, make(records.awayToday, "0b0c2f0e-6f2b-4c52-8e0e-3f2f5f6b7a11", away));
  await answer(device, n, [], {
    status: "erased",
    about: [["awayToday", "0b0c2f0e-6f2b-4c52-8e0e-3f2f5f6b7a11"]],
  });
}
