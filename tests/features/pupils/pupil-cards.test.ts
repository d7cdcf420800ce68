import { expect, test } from "vitest";
import type { Enrolment, Pupil } from "../../../src/domain/pupil.ts";
import { cardsByClass, matchingCards, pupilCards } from "../../../src/features/pupils/pupil-cards.ts";
import { justMade } from "../../../src/features/shared/just-made.ts";
import { day, pupilId } from "../../support/plan.ts";

const today = day("2026-09-16");

function school(pupils: Readonly<Record<string, Partial<Pupil> & { className?: string }>>) {
  const cards = Object.entries(pupils).map(([name, { provisional, mergedInto, leftOn }]) => {
    const [knownAs = "", familyInitial = ""] = name.split(" ");
    const initials = `${knownAs.charAt(0)}${familyInitial}`;
    return [
      pupilId(name),
      justMade<Pupil>(name, {
        knownAs,
        familyInitial,
        initials,
        provisional: provisional ?? false,
        mergedInto,
        leftOn,
      }),
    ] as const;
  });
  const enrolments = Object.entries(pupils).flatMap(([name, { className }]) => {
    const row: Enrolment = { pupilId: pupilId(name), className: className ?? "", from: day("2026-09-01") };
    return className ? [justMade(name, row)] : [];
  });
  return pupilCards({ pupilsById: new Map(cards), enrolments }, today);
}

const cards = school({
  "Zoë K": { className: "10 Elm" },
  "Amara O": { className: "3 Oak" },
  "Amara B": { provisional: true },
  "Ben A": { className: "3 Oak", mergedInto: pupilId("Amara O") },
  "Chidi N": { className: "9 Elm", leftOn: day("2026-09-11") },
});

const names = (found: typeof cards) => found.map((one) => one.name);

test("a merged card is not a child of its own", () => {
  expect(names(cards)).toEqual(["Amara B", "Amara O", "Chidi N", "Zoë K"]);
});

test("children are found by name, class and initials, in any order and without accents", () => {
  expect(names(matchingCards(cards, "zoe"))).toEqual(["Zoë K"]);
  expect(names(matchingCards(cards, "oak am"))).toEqual(["Amara O"]);
  expect(names(matchingCards(cards, "AO"))).toEqual(["Amara O"]);
  expect(names(matchingCards(cards, "mara"))).toEqual([]);
  expect(matchingCards(cards, " ")).toHaveLength(4);
});

test("classes stand in their own order, children without one last", () => {
  const current = cards.filter((one) => !one.hasLeft);
  expect(cardsByClass(current).map(([name]) => name)).toEqual(["3 Oak", "10 Elm", ""]);
});

test("somebody who left keeps the class they had, and is told apart", () => {
  expect(cards.find((one) => one.name === "Chidi N")).toMatchObject({ hasLeft: true, className: "9 Elm" });
});
