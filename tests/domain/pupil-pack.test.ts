import fc from "fast-check";
import { expect, test } from "vitest";
import { daySchema } from "../../src/domain/calendar.ts";
import { pupilPackOf } from "../../src/domain/pupil-pack-of.ts";
import type { HeldRecord, PackRequest } from "../../src/domain/pupil-pack-school.ts";
import { pupilPackSchema, type PupilPack } from "../../src/domain/pupil-pack.ts";
import { pupilIdentitySchema, pupilSchema, type Pupil } from "../../src/domain/pupil.ts";
import { registry } from "../../src/domain/records.ts";
import { noteSchema } from "../../src/domain/session.ts";
import { inventSchool } from "../../src/demo/school.ts";

const today = daySchema.parse("2026-11-20");

interface Child extends Pupil {
  readonly id: string;
  readonly legal: readonly string[];
}

/** An invented school in which every note also names other children. */
function schoolOf(seed: number): { records: HeldRecord[]; children: Child[] } {
  const invented = inventSchool({
    seed,
    pupils: 40,
    years: 1,
    today,
    sessionsFrom: daySchema.parse("2026-11-02"),
  });
  const legal = new Map(
    invented.records.flatMap(({ kind, fields }) => {
      const one = pupilIdentitySchema.safeParse(fields);
      if (kind !== "pupilIdentity" || !one.success) return [];
      return [[String(one.data.pupilId), [one.data.legalForename, one.data.legalSurname]] as const];
    }),
  );
  const children = invented.records.flatMap(({ kind, id, fields }) =>
    kind === "pupil" ? [{ id, legal: legal.get(id) ?? [], ...pupilSchema.parse(fields) }] : [],
  );
  const everybody = children.map((one) => `${one.knownAs} ${one.familyInitial}, ${one.initials}`).join("; ");
  const records = invented.records.map(({ kind, id, fields }) => {
    const note = kind === "note" ? noteSchema.safeParse(fields).data : undefined;
    return {
      kind,
      id,
      fields: note === undefined ? fields : { ...note, text: `With ${everybody}`.slice(0, 500) },
    };
  });
  return { records, children };
}

function packOf(records: readonly HeldRecord[], pupilId: string, over: Partial<PackRequest> = {}): PupilPack {
  const made = pupilPackOf({
    registry,
    records,
    notTaken: [],
    deeds: [],
    pupilId,
    purpose: "subject-access",
    madeAt: "2026-11-20T10:00:00.000Z",
    madeBy: "",
    why: "parent-asked",
    ...over,
  });
  if (made === undefined) throw new Error("The school has no such pupil.");
  return made;
}

/** Every text of a pack, but the names of adults: theirs may be a child's too. */
function wordsIn(value: unknown, key = ""): string[] {
  if (typeof value === "string")
    return ["by", "adults", "assessors", "madeBy", "school"].includes(key) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((one) => wordsIn(one, key));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => wordsIn(one, name));
}

const wholeWord = (word: string, flags = "iu") =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])${word}(?![\p{L}\p{N}])`, flags);
const namesOf = (one: Child) => [one.knownAs, ...one.legal];

test("whoever's pack it is, no other child's number, name or initials is in it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(), fc.boolean(), (seed, at, isTransfer) => {
      const { records, children } = schoolOf(seed);
      const child = children[at % children.length];
      if (child === undefined) return;
      const notTaken = records.filter((one) => one.kind === "session" || one.kind === "note");
      const pack = packOf(records, child.id, {
        notTaken,
        purpose: isTransfer ? "transfer" : "subject-access",
      });
      expect(pupilPackSchema.parse(JSON.parse(JSON.stringify(pack)))).toEqual(pack);
      const words = wordsIn(pack).join("\n");
      const notes = pack.sessions.flatMap((one) => one.notes.map((note) => note.text)).join("\n");
      const same = (one: Child) => (one.mergedInto ?? one.id) === (child.mergedInto ?? child.id);
      const own = children.filter(same);
      const ownNames = new Set(own.flatMap(namesOf).map((one) => one.toLowerCase()));
      const ownInitials = new Set(own.map((one) => one.initials));
      const found = children
        .filter((other) => !same(other))
        .flatMap((other) => [
          ...[other.id].filter((one) => words.includes(one)),
          ...namesOf(other).filter((one) => !ownNames.has(one.toLowerCase()) && wholeWord(one).test(words)),
          ...[other.initials].filter(
            (one) => one.length > 1 && !ownInitials.has(one) && wholeWord(one, "u").test(notes),
          ),
        ]);
      expect(found).toEqual([]);
    }),
    { numRuns: 15 },
  );
}, 60_000);

test("holds every session, note and dated fact of the child, with the child's own share and the number of others", () => {
  const { records, children } = schoolOf(3);
  for (const child of children.slice(0, 10)) {
    const pack = packOf(records, child.id);
    const about = records.filter((one) => JSON.stringify(one.fields).includes(child.id));
    const count = (kind: string) => about.filter((one) => one.kind === kind).length;
    const marked = new Set(
      about.flatMap(({ kind, id, fields }) => {
        const within: unknown = Reflect.get(Object(fields), "sessionId");
        return kind === "session" ? [id] : typeof within === "string" ? [within] : [];
      }),
    );
    expect(pack.sessions).toHaveLength(marked.size);
    expect(pack.sessions.flatMap((one) => one.notes)).toHaveLength(count("note"));
    expect(pack.enrolments).toHaveLength(count("enrolment"));
    expect(pack.statuses).toHaveLength(count("senRecord"));
    expect(pack.needs).toHaveLength(count("pupilNeed"));
    expect(pack.groups).toHaveLength(count("groupMember"));
    for (const one of pack.sessions)
      expect(one.apportionedSeconds).toBeLessThanOrEqual(one.contactSeconds || 86_400);
  }
});

test("a file for another school names no adult and tells nothing of what was done here with the record", () => {
  const { records, children } = schoolOf(4);
  const deeds = [{ at: "2026-11-20T10:00:00.000Z", event: "view-boxall", staffId: null }];
  const pack = packOf(records, children[0]?.id ?? "", { purpose: "transfer", deeds, madeBy: "Sam Lead" });
  expect(pack.madeBy).toBeUndefined();
  expect([...pack.deeds, ...pack.more, ...pack.corrections]).toEqual([]);
  expect(
    pack.sessions.flatMap((one) => [...one.adults, ...one.notes.flatMap((note) => note.by ?? [])]),
  ).toEqual([]);
});

test("takes in what came under a card that was merged, and changes that were not taken", () => {
  const { records, children } = schoolOf(5);
  const [child, double] = children;
  if (child === undefined || double === undefined) throw new Error("The school is too small.");
  const merged = records.map((one) =>
    one.id === double.id ? { ...one, fields: { ...double, mergedInto: child.id } } : one,
  );
  const apart = packOf(records, child.id).enrolments.length + packOf(records, double.id).enrolments.length;
  expect(packOf(merged, child.id).enrolments).toHaveLength(apart);
  expect(packOf(merged, double.id)).toEqual(packOf(merged, child.id));
  const refused = { kind: "sessionTarget", id: "x", fields: { pupilId: child.id, text: "count to ten" } };
  const { more } = packOf(records, child.id, { notTaken: [refused] });
  expect(more).toContainEqual({
    kind: "sessionTarget",
    state: "not-taken",
    fields: { pupilId: child.id, text: "count to ten" },
  });
});

test("of what names two children only this child's part is taken, and nothing of what is about another", () => {
  const { records, children } = schoolOf(6);
  const [child, other] = children.filter((one) => !one.mergedInto);
  if (child === undefined || other === undefined) throw new Error("The school is too small.");
  const about = { kind: "note", id: "n", fields: { pupilId: other.id, text: `sat by ${child.id}, cried` } };
  const target = {
    kind: "sessionTarget",
    id: "t",
    fields: { groupId: crypto.randomUUID(), pupilId: other.id, text: `like ${child.id}`, from: "2026-09-07" },
  };
  const shared = {
    kind: "correction",
    id: "c",
    fields: {
      changes: [
        { what: "note", pupilId: child.id, before: "calm", after: "quiet" },
        { what: "note", pupilId: other.id, before: "angry", after: "furious" },
      ],
    },
  };
  const more = JSON.stringify(packOf(records, child.id, { notTaken: [about, target, shared] }).more);
  expect(more).toContain("quiet");
  for (const word of ["furious", "angry", "like ", other.id]) expect(more).not.toContain(word);
});
