import { expect, test } from "vitest";
import { isNobodyLeft, leaseWarning, lockedPeople } from "../../src/app/locked-people.ts";
import type { LockedFacts } from "../../src/storage/shell-tablet.ts";
import type { Holder } from "../../src/vault/keyring.ts";

const schoolId = "3f0c1c58-7a4e-4a39-9a53-7d4a5a1f0001";
const ids = {
  ana: `${schoolId.slice(0, -1)}2`,
  ben: `${schoolId.slice(0, -1)}3`,
  sam: `${schoolId.slice(0, -1)}4`,
};
const keyOf = (staffId: string) => `${schoolId}/${staffId}`;

function known(staffId: string, name: string, lastUsedAt: string): LockedFacts["known"][number] {
  return {
    key: keyOf(staffId),
    schoolId,
    schoolName: "Meadow Lane",
    staffId,
    name,
    lastUsedAt,
    roles: ["teaching-assistant"],
    isDemo: false,
    hasPin: true,
    proof: "pin",
    mustSetUpFactor: false,
  };
}

const holder = (staffId: string): Holder => ({
  personKey: keyOf(staffId),
  ways: ["pin"],
  triesLeft: 5,
  lease: null,
});

const facts: LockedFacts = {
  tablet: {
    tabletId: schoolId,
    label: "Oak class 2",
    kind: "shared",
    schoolId,
    schoolName: "Meadow Lane",
    lockMinutes: 3,
    sealingKey: { id: schoolId, publicKey: "" },
    people: [
      { staffId: ids.ana, name: "Ana Reed", initials: "AR", roleWord: "Teaching assistant" },
      { staffId: ids.ben, name: "Ben Cole", initials: "BC", roleWord: "Teaching assistant" },
      { staffId: ids.sam, name: "Sam Lead", initials: "SL", roleWord: "SENCO" },
    ],
    leaseUntil: "2026-12-09T12:00:00.000Z",
    serverAt: "2026-11-25T12:00:00.000Z",
  },
  known: [
    known(ids.ben, "Ben Cole", "2026-11-25T10:00:00.000Z"),
    known(ids.ana, "Ana Reed", "2026-11-24T10:00:00.000Z"),
  ],
  waiting: new Map([[keyOf(ids.ana), 3]]),
  marks: [],
  cards: 0,
};

test("a shared tablet names all of the staff, whoever was here last before the others", () => {
  const people = lockedPeople(facts, [holder(ids.ana), holder(ids.ben)]);
  expect(people.map((one) => one.name)).toEqual(["Ben Cole", "Ana Reed", "Sam Lead"]);
  expect(people.map((one) => one.standing)).toEqual(["here", "here", "new"]);
  expect(people.map((one) => one.waiting)).toEqual([0, 3, 0]);
});

test("whose key is gone though they were here has a lease that is over", () => {
  const [, ana] = lockedPeople(facts, [holder(ids.ben)]);
  expect(ana).toMatchObject({ name: "Ana Reed", standing: "ended", waiting: 3 });
});

test("a person's own device names those who signed in on it, and nobody else", () => {
  const own = { ...facts, tablet: undefined, known: facts.known.slice(1) };
  expect(lockedPeople(own, [holder(ids.ana)])).toEqual([
    expect.objectContaining({ name: "Ana Reed", initials: "AR", standing: "here" }),
  ]);
});

test("whose sign-in was closed stands on their own device no longer, but for what still waits there", () => {
  const { tablet } = facts;
  if (tablet === undefined) throw new Error("These facts have a tablet.");
  const own = { ...facts, tablet: { ...tablet, kind: "personal" as const, people: [] } };
  expect(lockedPeople(own, []).map((one) => [one.name, one.waiting])).toEqual([["Ana Reed", 3]]);
  const named = { ...facts, tablet: { ...tablet, kind: "personal" as const } };
  expect(lockedPeople(named, [])).toHaveLength(2);
});

test("a list is empty because nobody came yet, or because the school lets in nobody who was here: the two are told apart", () => {
  const { tablet } = facts;
  if (tablet === undefined) throw new Error("These facts have a tablet.");
  const closed = {
    ...facts,
    tablet: { ...tablet, kind: "personal" as const, people: [] },
    waiting: new Map<string, number>(),
  };
  const isLeft = (of: LockedFacts, holders: readonly Holder[] = []) =>
    isNobodyLeft(of, lockedPeople(of, holders));
  expect(isLeft(closed)).toBe(true);
  expect(isLeft({ ...closed, known: [] })).toBe(false);
  expect(isLeft({ ...closed, tablet: undefined, known: [] })).toBe(false);
  // Somebody of another school, or the invented one, is no reason.
  const elsewhere = { ...known(ids.ben, "Ben Cole", "2026-11-25T10:00:00.000Z"), schoolId: ids.sam };
  expect(isLeft({ ...closed, known: [elsewhere] })).toBe(false);
  expect(isLeft({ ...closed, waiting: new Map([[keyOf(ids.ana), 3]]) })).toBe(false);
  expect(isLeft(facts)).toBe(false);
});

test("half-way through the time without the school's network the tablet says so, by whoever's ends first", () => {
  const at = Date.parse;
  const early = { fromMs: at("2026-11-09T08:00:00Z"), untilMs: at("2026-11-23T08:00:00Z") };
  const late = { fromMs: at("2026-11-16T08:00:00Z"), untilMs: at("2026-11-30T08:00:00Z") };
  const holders = [
    { ...holder(ids.ben), lease: late },
    { ...holder(ids.ana), lease: early },
    holder(ids.sam),
  ];
  expect(leaseWarning(holders, at("2026-11-16T07:59:00Z"))).toBeUndefined();
  expect(leaseWarning(holders, at("2026-11-16T08:00:00Z"))).toEqual({
    since: "2026-11-09",
    until: "2026-11-23",
  });
  expect(leaseWarning([holder(ids.sam)], at("2026-11-16T08:00:00Z"))).toBeUndefined();
});
