import { expect, test } from "vitest";
import {
  groupChanges,
  groupProblems,
  type GroupDraft,
} from "../../../src/features/interventions/group-draft.ts";
import { newSlotDraft } from "../../../src/features/interventions/slot-draft.ts";
import {
  interventionOfDraft,
  interventionProblems,
} from "../../../src/features/interventions/intervention-draft.ts";
import { day, fourPupils, hour, interventionId, pupilId, staffId } from "../../support/plan.ts";

const today = day("2026-09-16");
const draft: GroupDraft = {
  name: " Rockets ",
  interventionId: interventionId("reading"),
  pupilIds: fourPupils,
  staffIds: [staffId("Lee"), staffId("Sam")],
  leadId: undefined,
  rule: "present",
  namedPupilId: undefined,
  isNurture: false,
  slot: { ...newSlotDraft(30, today), weekday: "1", start: 9 * hour },
};

function made(wanted: GroupDraft): Record<string, object[]> {
  let count = 0;
  const newId = () => `00000000-0000-4000-8000-00000000000${(count += 1)}`;
  const changes = groupChanges(wanted, today, newId) ?? [];
  const byKind = Object.groupBy(changes, (one) => one.kind.name);
  return Object.fromEntries(
    Object.entries(byKind).map(([kind, list = []]) => [
      kind,
      list.map((one) => ("make" in one ? one.make : {})),
    ]),
  );
}

test("a group, its four members, its two adults and its time are made together", () => {
  const records = made(draft);
  expect(records["group"]).toMatchObject([{ name: "Rockets", rule: "present", schoolYear: 2026 }]);
  expect(records["groupMember"]).toHaveLength(4);
  expect(records["groupStaff"]).toMatchObject([{ role: "lead" }, { role: "support" }]);
  expect(records["slot"]).toMatchObject([{ type: "intervention", plannedSeconds: 1800, from: today }]);
});

test("who leads is who was chosen, and the first adult when nobody was", () => {
  const lead = (one: GroupDraft) =>
    made(one)["groupStaff"]?.find((row) => "role" in row && row.role === "lead");
  expect(lead(draft)).toMatchObject({ staffId: staffId("Lee") });
  expect(lead({ ...draft, leadId: staffId("Sam") })).toMatchObject({ staffId: staffId("Sam") });
  expect(lead({ ...draft, leadId: staffId("Someone who was taken out again") })).toMatchObject({
    staffId: staffId("Lee"),
  });
});

test("a group for one named pupil needs that pupil among its own", () => {
  const named = { ...draft, rule: "named" as const };
  expect(groupProblems(named)).toMatchObject([{ fieldId: "group-named" }]);
  expect(groupProblems({ ...named, namedPupilId: pupilId("Somebody else") })).toHaveLength(1);
  expect(made({ ...named, namedPupilId: pupilId("Ben") })["group"]).toMatchObject([
    { rule: "named", namedPupilId: pupilId("Ben") },
  ]);
});

test("an empty group is refused field by field and makes nothing", () => {
  const empty = { ...draft, name: " ", interventionId: undefined, pupilIds: [], staffIds: [] };
  expect(groupProblems(empty).map((one) => one.fieldId)).toEqual([
    "group-name",
    "group-intervention",
    "group-pupils",
    "group-adults",
  ]);
  expect(groupChanges(empty, today, () => "never")).toBeUndefined();
});

test("two interventions never have one name", () => {
  const wanted = { name: "phonics CATCH-UP ", minutes: 20, target: "" };
  expect(interventionProblems(wanted, ["Phonics catch-up"])).toHaveLength(1);
  expect(interventionOfDraft(wanted, ["Phonics catch-up"])).toBeUndefined();
  expect(interventionOfDraft(wanted, [])).toMatchObject({ name: "phonics CATCH-UP", usualMinutes: 20 });
});
