// The invented school: every record is one that a real school could hold, whatever its size and whatever the day.
import { describe, expect, it } from "vitest";
import type { InventedSchool } from "../../src/demo/school.ts";
import { sessionIdSchema } from "../../src/domain/ids.ts";
import * as kinds from "../../src/domain/records.ts";
import { checkUpn } from "../../src/domain/upn.ts";
import { invent, recordsOf } from "./invented.ts";

const cases: readonly (readonly [words: string, school: InventedSchool, pupils: number])[] = [
  ["30 pupils on a Monday in November", invent({ pupils: 30, today: "2026-11-23" }), 30],
  [
    "180 pupils, three years, in the Easter holidays",
    invent({ pupils: 180, years: 3, today: "2027-04-02" }),
    180,
  ],
  ["180 pupils in August", invent({ pupils: 180, today: "2027-08-10", seed: 5 }), 180],
  [
    "420 pupils on the first day of term",
    invent({ pupils: 420, today: "2026-09-03", from: "2026-06-01" }),
    420,
  ],
];

describe.each(cases)("%s", (_words, school, pupils) => {
  it("holds only records that the registry accepts, each id once", () => {
    const problems = school.records.flatMap((record) => {
      const parsed = kinds.registry.get(record.kind)?.schema.safeParse(record.fields);
      return parsed?.success === true ? [] : [`${record.kind}: ${JSON.stringify(record.fields)}`];
    });
    expect(problems).toEqual([]);
    expect(new Set(school.records.map((record) => record.id)).size).toBe(school.records.length);
  });

  it("puts each record into its kind's scope, a mark and a note into its session's", () => {
    const scopes = new Map(school.records.map((record) => [record.id, record.scope]));
    const wrong = school.records.filter((record) => {
      const kind = kinds.registry.get(record.kind);
      const value = kind?.schema.parse(record.fields);
      const right = kind?.scope?.(value, record.id) ?? scopes.get(kind?.within?.id(value) ?? "");
      return right !== record.scope;
    });
    expect(wrong).toEqual([]);
  });

  it("names only people, children, groups and slots that come before", () => {
    const seen = new Set<string>();
    const unknown = school.records.flatMap((record) => {
      seen.add(record.id);
      const { pupilId, staffId, groupId, slotId, sessionId, interventionId, authorId, payBandId } =
        record.fields;
      const named = [pupilId, staffId, groupId, slotId, sessionId, interventionId, authorId, payBandId];
      return named.filter((id) => id !== undefined && !seen.has(String(id))).map(() => record.kind);
    });
    expect(unknown).toEqual([]);
  });

  it("marks exactly the planned children of each session that ran, inside its adults' time", () => {
    const marks = Map.groupBy(recordsOf(school, kinds.mark), (one) => one.value.sessionId);
    for (const { id, value } of recordsOf(school, kinds.session)) {
      const own = marks.get(sessionIdSchema.parse(id)) ?? [];
      const expected = value.outcome === "delivered" ? [...value.enrolledIds].sort() : [];
      expect(own.map((one) => one.value.pupilId).sort()).toEqual(expected);
      const [start, end] = [
        Math.min(...value.adults.map((a) => a.from)),
        Math.max(...value.adults.map((a) => a.to)),
      ];
      for (const { from, to } of own.flatMap((one) => one.value.intervals)) {
        expect(start <= from && from < to && to <= end).toBe(true);
      }
      for (const { from, to } of value.adults) expect(from).toBeLessThan(to);
    }
  });

  it("has the children, the SEN shares and the adults that were asked for", () => {
    const enrolments = recordsOf(school, kinds.enrolment).map((one) => one.value);
    const cards = new Map(recordsOf(school, kinds.pupil).map((one) => [one.id, one.value]));
    const newest = enrolments.reduce(
      (latest, one) => (one.from.endsWith("-09-01") && one.from > latest ? one.from : latest),
      "",
    );
    const onRoll = new Set(enrolments.filter((one) => one.from === newest).map((one) => one.pupilId));
    // About one in a hundred leaves each year and is not replaced.
    expect(onRoll.size).toBeLessThanOrEqual(pupils);
    expect(onRoll.size).toBeGreaterThanOrEqual(pupils - 3 * Math.max(1, Math.round(pupils / 100)));
    const statuses = recordsOf(school, kinds.senRecord).map((one) => one.value);
    const share = (status: string) => {
      const own = new Set(statuses.filter((one) => one.status === status).map((one) => one.pupilId));
      return [...own].filter((id) => onRoll.has(id)).length / pupils;
    };
    expect(share("K")).toBeGreaterThan(pupils < 100 ? 0.03 : 0.11);
    expect(share("K")).toBeLessThan(pupils < 100 ? 0.3 : 0.17);
    expect(share("E")).toBeLessThan(pupils < 100 ? 0.14 : 0.07);
    const assistants = school.people.filter((one) => one.roles.includes("teaching-assistant"));
    expect(assistants).toHaveLength(Math.max(2, Math.round(pupils / 28)) + 1);
    expect(school.people.filter((one) => one.roles.includes("senco")).map((one) => one.roles)).toEqual([
      ["senco", "administrator"],
    ]);
    expect(new Set(school.people.map((one) => one.signInName)).size).toBe(school.people.length);
    const initials = [...cards.values()].map((one) => one.initials);
    expect(new Set(initials).size).toBe(initials.length);
  });

  it("gives unique pupil numbers with the right check letter", () => {
    const numbers = recordsOf(school, kinds.pupilIdentity).map((one) => one.value);
    for (const { upn, upnStatus } of numbers) expect(checkUpn(upn ?? "").status).toBe(upnStatus);
    expect(new Set(numbers.map((one) => one.upn)).size).toBe(numbers.length);
  });
});

describe("the same request", () => {
  const request = { pupils: 60, today: "2026-11-23", from: "2026-10-01" };

  it("gives the same school byte for byte, and another seed another one", () => {
    expect(JSON.stringify(invent(request))).toBe(JSON.stringify(invent(request)));
    const ids = new Set(invent(request).records.map((record) => record.id));
    expect(invent({ ...request, seed: 2 }).records.filter((record) => ids.has(record.id))).toEqual([]);
  });

  it("keeps what lies behind when the day moves on", () => {
    const logged = (today: string) =>
      recordsOf(invent({ ...request, today }), kinds.session).filter(
        (one) => one.value.date < "2026-11-16" && !one.value.replaces,
      );
    expect(logged("2026-11-24")).toEqual(logged("2026-11-23"));
  });

  it("leaves out earlier sessions without changing the later ones", () => {
    const later = (from: string) =>
      recordsOf(invent({ ...request, from }), kinds.session).filter((one) => one.value.date >= "2026-11-02");
    expect(later("2026-11-02")).toEqual(later("2026-09-07"));
  });

  it("shows no name in an id or a scope", () => {
    const school = invent(request);
    const names = recordsOf(school, kinds.pupilIdentity).flatMap((one) => [
      one.value.legalForename,
      one.value.legalSurname,
    ]);
    const ids = school.records.map((record) => `${record.id} ${record.scope}`.toLowerCase()).join("\n");
    // A short name such as "Ade" is also hexadecimal; longer ones are not.
    expect(names.filter((name) => name.length > 6 && ids.includes(name.toLowerCase()))).toEqual([]);
  });

  it("refuses a size that is no school", () => {
    expect(() => invent({ pupils: 3, today: "2026-11-23" })).toThrow(RangeError);
    expect(() => invent({ pupils: 30, years: 0, today: "2026-11-23" })).toThrow(RangeError);
  });
});
