import { expect, test } from "vitest";
import type { Enrolment, Pupil, PupilNeed } from "../../../src/domain/pupil.ts";
import { moveToClass } from "../../../src/features/pupils/class-changes.ts";
import { recentPairs, sessionsOfChild } from "../../../src/features/pupils/pupil-queries.ts";
import { idsOfChild } from "../../../src/features/shared/ids-of-child.ts";
import { needProblem, nextRank, statusOn } from "../../../src/features/pupils/sen-queries.ts";
import { justMade } from "../../../src/features/shared/just-made.ts";
import { day, hour, markOf, monday, pupilId, sessionId, sessionOf } from "../../support/plan.ts";

const [amara, ben, double] = [pupilId("Amara"), pupilId("Ben"), pupilId("Amara's double")];

test("all cards of a child are found through any chain of merges", () => {
  const card = (mergedInto: Pupil["mergedInto"]) =>
    justMade<Pupil>("card", { knownAs: "Amara", familyInitial: "O", initials: "AO", mergedInto });
  const triple = pupilId("A third card");
  const pupils = new Map([
    [amara, card(null)],
    [ben, card(null)],
    [double, card(amara)],
    [triple, card(double)],
  ]);
  expect(idsOfChild(amara, pupils).toSorted()).toEqual([amara, double, triple].toSorted());
  expect(idsOfChild(ben, pupils)).toEqual([ben]);
});

test("six weeks are asked for, both ends included, on every card", () => {
  const pairs = recentPairs([amara, double], monday);
  expect(pairs).toHaveLength(86);
  expect(pairs).toContainEqual([double, day("2026-08-03")]);
});

test("a child's sessions hold this child's own marks and notes, newest first, without undone logs", () => {
  const logs = ["2026-09-07", "2026-09-14", "2026-09-21"].map((date) => ({
    id: sessionId(date),
    session: sessionOf(day(date)),
  }));
  const [first, second, undone] = logs;
  if (!first || !second || !undone) throw new Error("Three sessions were logged.");
  const voided = { reason: "undo", by: sessionOf(monday).authorId, at: "2026-09-21T12:00:00.000Z" } as const;
  const sessions = logs.map((one) =>
    justMade(one.id, one === undone ? { ...one.session, voided } : one.session),
  );
  const marks = logs.map((one) => justMade(one.id, markOf(one, "Amara")));
  const note = (pupil: string, text: string) =>
    justMade(text, {
      sessionId: second.id,
      pupilId: pupilId(pupil),
      date: second.session.date,
      text,
      authorId: second.session.authorId,
      recordedAt: second.session.recordedAt,
    });
  const rows = sessionsOfChild(marks, sessions, [note("Ben", "About Ben"), note("Amara", "Read a page")]);
  expect(rows.map((one) => one.session.date)).toEqual(["2026-09-14", "2026-09-07"]);
  expect(rows[0]).toMatchObject({ contactSeconds: hour, note: "Read a page" });
  expect(JSON.stringify(rows)).not.toContain("About Ben");
});

test("a move ends the class before on the day before, and corrects one of the same day", () => {
  const from = day("2026-09-03");
  const oak = justMade<Enrolment>("oak", { pupilId: amara, className: "3 Oak", from });
  const wanted: Enrolment = { pupilId: amara, className: "3 Elm", from: day("2026-09-16") };
  expect(moveToClass([oak], wanted, "new")).toMatchObject([
    { id: "oak", change: { to: "2026-09-15" } },
    { id: "new", make: { className: "3 Elm" } },
  ]);
  expect(moveToClass([oak], { ...wanted, from }, "new")).toMatchObject([
    { id: "oak", change: { className: "3 Elm", to: null } },
  ]);
});

test("the status of a day is the latest that had begun", () => {
  const status = (code: "N" | "K" | "E", from: string) => ({ pupilId: amara, status: code, from: day(from) });
  const all = [status("E", "2026-10-01"), status("N", "2025-09-01"), status("K", "2026-09-14")];
  expect(statusOn(all, day("2026-09-13"))?.status).toBe("N");
  expect(statusOn(all, monday)?.status).toBe("K");
  expect(statusOn(all, day("2025-08-31"))).toBeUndefined();
});

test("a need is not recorded twice, and a new one ranks after those in force", () => {
  const need = (type: PupilNeed["type"], rank: number, to?: string) =>
    justMade<PupilNeed>(type, {
      pupilId: amara,
      type,
      rank,
      from: day("2026-09-01"),
      ...(to && { to: day(to) }),
    });
  const needs = [need("SLCN", 1), need("SEMH", 2, "2026-09-10")];
  expect(needProblem("SLCN", needs, monday)).toBe("This need is recorded already.");
  expect(needProblem("SEMH", needs, monday)).toBeUndefined();
  expect(nextRank(needs, monday)).toBe(2);
});
