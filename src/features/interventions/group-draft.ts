// A new group as its form holds it; what is missing, and the records that it makes in one save. Pure.
import { schoolYearOf, type Day } from "../../domain/calendar.ts";
import type { DivisorRule } from "../../domain/group.ts";
import {
  derivedId,
  groupIdSchema,
  interventionIdSchema,
  pupilIdSchema,
  type GroupId,
  type PupilId,
  type StaffId,
} from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import { make, type Change } from "../../storage/write.ts";
import type { FormProblem } from "../../ui/error-summary.tsx";
import { slotOfDraft, slotProblems, type SlotDraft } from "./slot-draft.ts";

export interface GroupDraft {
  readonly name: string;
  readonly interventionId: string | undefined;
  readonly pupilIds: readonly PupilId[];
  readonly staffIds: readonly StaffId[];
  /** The one of `staffIds` who leads; the first one when nobody was chosen. */
  readonly leadId: StaffId | undefined;
  readonly rule: DivisorRule;
  readonly namedPupilId: string | undefined;
  readonly isNurture: boolean;
  readonly slot: SlotDraft;
}

/** What each rule does, in a sentence that a person who has never divided an hour can use. */
export const divisorRuleSentence: Readonly<Record<DivisorRule, string>> = {
  present: "Those who are there share the time: 4 pupils for an hour get 15 minutes each.",
  enrolled: "The whole group shares it, also those away: a pupil away has a share reserved, not received.",
  named: "All of it counts for one pupil, for whom the group was set up. Ask your authority first.",
};

export function groupProblems(draft: GroupDraft): FormProblem[] {
  const problems: FormProblem[] = [];
  if (draft.name.trim() === "")
    problems.push({ fieldId: "group-name", message: "Enter the name of the group." });
  if (draft.interventionId === undefined)
    problems.push({
      fieldId: "group-intervention",
      message: "Choose the intervention. If it is not on the list, add it first.",
    });
  if (draft.pupilIds.length === 0)
    problems.push({ fieldId: "group-pupils", message: "Add at least one pupil." });
  if (draft.staffIds.length === 0)
    problems.push({ fieldId: "group-adults", message: "Choose at least one adult." });
  if (draft.rule === "named" && !draft.pupilIds.some((id) => id === draft.namedPupilId))
    problems.push({ fieldId: "group-named", message: "Choose the named pupil." });
  return [...problems, ...slotProblems(draft.slot, "slot")];
}

/**
 * Everything that the group is, as one mutation: the group, its members, its adults and its first time.
 * @returns undefined for a draft that has problems
 */
export function groupChanges(draft: GroupDraft, today: Day, newId: () => string): Change[] | undefined {
  const slot = slotOfDraft(draft.slot);
  const interventionId = interventionIdSchema.safeParse(draft.interventionId);
  if (groupProblems(draft).length > 0 || slot === undefined || !interventionId.success) return undefined;
  const groupId = groupIdSchema.parse(newId());
  const from = slot.from < today ? slot.from : today;
  const group = {
    name: draft.name.trim(),
    interventionId: interventionId.data,
    schoolYear: schoolYearOf(slot.from),
    rule: draft.rule,
    namedPupilId: draft.rule === "named" ? pupilIdSchema.parse(draft.namedPupilId) : null,
    ...(draft.isNurture && { isNurture: true }),
  };
  return [
    make(records.group, groupId, group),
    ...draft.pupilIds.map((pupilId) =>
      make(records.groupMember, derivedId("member", groupId, pupilId, from), { groupId, pupilId, from }),
    ),
    ...staffChanges(draft, groupId, from),
    make(records.slot, newId(), { type: "intervention" as const, groupId, staffIds: [], ...slot }),
  ];
}

function staffChanges(draft: GroupDraft, groupId: GroupId, from: Day): Change[] {
  const leadId = leadOf(draft);
  return draft.staffIds.map((staffId) => {
    const role = staffId === leadId ? ("lead" as const) : ("support" as const);
    const id = derivedId("staffing", groupId, staffId, from, role);
    return make(records.groupStaff, id, { groupId, staffId, role, from });
  });
}

export function leadOf({ staffIds, leadId }: Pick<GroupDraft, "staffIds" | "leadId">): StaffId | undefined {
  return staffIds.find((id) => id === leadId) ?? staffIds[0];
}
