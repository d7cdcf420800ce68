import { expect, test } from "vitest";
import { daySchema } from "../../../src/domain/calendar.ts";
import { pupilIdSchema } from "../../../src/domain/ids.ts";
import { pupilPackOf } from "../../../src/domain/pupil-pack-of.ts";
import type { PupilPack } from "../../../src/domain/pupil-pack.ts";
import { registry } from "../../../src/domain/records.ts";
import { inventSchool } from "../../../src/demo/school.ts";
import {
  earlierOf,
  likelyPupil,
  planTransfer,
  type HeldHere,
} from "../../../src/features/deeds/transfer-plan.ts";

const nobody: HeldHere = { pupils: new Map(), identities: [], statuses: [], needs: [], earlier: [] };
const invented = inventSchool({
  seed: 8,
  pupils: 30,
  years: 1,
  today: daySchema.parse("2026-11-20"),
  sessionsFrom: daySchema.parse("2026-09-07"),
});

/** A file of a child who has had support, a number and a need. */
function fileFromElsewhere(): PupilPack {
  const packs = invented.records
    .filter((one) => one.kind === "pupil")
    .flatMap(({ id }) => {
      const about = { registry, records: invented.records, notTaken: [], deeds: [], pupilId: id };
      const made = {
        purpose: "transfer",
        madeAt: "2026-11-20T10:00:00.000Z",
        madeBy: "",
        why: "new-school",
      } as const;
      return pupilPackOf({ ...about, ...made }) ?? [];
    });
  const found = packs.find((one) => one.needs.length > 0 && earlierOf(one).length > 1 && one.identity?.upn);
  if (found === undefined) throw new Error("The invented school has no such child.");
  return found;
}
const pack = fileFromElsewhere();

let count = 0;
const newId = () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, "0")}`;
const kindsOf = (changes: ReturnType<typeof planTransfer>["changes"]) => changes.map((one) => one.kind.name);

test("a child who is new gets a card with initials of this school, and every dated fact", () => {
  const taken = { ...nobody, pupils: new Map([[pupilIdSchema.parse(newId()), cardLike(pack)]]) };
  const { changes, pupilId } = planTransfer(pack, taken, undefined, newId);
  expect(kindsOf(changes)).toEqual([
    "pupil",
    "pupilIdentity",
    ...pack.statuses.map(() => "senRecord"),
    ...pack.needs.map(() => "pupilNeed"),
    ...earlierOf(pack).map(() => "earlierProvision"),
  ]);
  for (const change of changes) {
    if (!("make" in change)) throw new Error("Something is changed that is not there.");
    expect(change.kind.schema.safeParse(change.make).success).toBe(true);
  }
  expect(changes[0]).toMatchObject({ id: pupilId, make: { initials: `${pack.pupil.initials}2` } });
});

test("what was received before adds up to the sessions that the child was at", () => {
  const attended = pack.sessions.filter(
    (one) => one.attendance === "attended" && one.outcome === "delivered" && one.voided !== true,
  );
  const sum = (parts: readonly { readonly contactSeconds: number }[]) =>
    parts.reduce((total, one) => total + one.contactSeconds, 0);
  expect(sum(earlierOf(pack))).toBe(sum(attended));
});

test("a child who is here already is known by number, or asked for by name and date of birth", () => {
  const pupilId = pupilIdSchema.parse(newId());
  if (pack.identity === undefined) throw new Error("The file has no identity.");
  const { legalForename, legalSurname, dateOfBirth, upn } = pack.identity;
  const born = { pupilId, legalForename, legalSurname, ...(dateOfBirth && { dateOfBirth }) };
  const other = { pupilId, legalForename: "Else", legalSurname: "Where" };
  expect(likelyPupil(pack, nobody)).toBeUndefined();
  expect(likelyPupil(pack, { ...nobody, identities: [other] })).toBeUndefined();
  expect(likelyPupil(pack, { ...nobody, identities: [born] })).toEqual({ by: "name-and-birth", pupilId });
  expect(likelyPupil(pack, { ...nobody, identities: [{ ...other, formerUpn: upn ?? "" }] })).toEqual({
    by: "upn",
    pupilId,
  });
});

test("taken in a second time, nothing is written twice", () => {
  const pupilId = pupilIdSchema.parse(newId());
  const here: HeldHere = {
    pupils: new Map([[pupilId, cardLike(pack)]]),
    identities: [{ pupilId, legalForename: "A", legalSurname: "B" }],
    statuses: pack.statuses.map((one) => ({ pupilId, ...one })),
    needs: pack.needs.map((one) => ({ pupilId, ...one })),
    earlier: earlierOf(pack).map((one) => ({ pupilId, ...one })),
  };
  expect(planTransfer(pack, here, pupilId, newId)).toEqual({ pupilId, changes: [] });
});

function cardLike({ pupil }: PupilPack) {
  const { knownAs, familyInitial, initials } = pupil;
  return { knownAs, familyInitial, initials };
}
