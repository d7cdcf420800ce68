// The words on a card, from ids: whose group it is, who is in it, what they work on.
import { isInForce } from "../../domain/pupil.ts";
import type { PlannedSession } from "../../domain/planned-session.ts";
import type { PupilId } from "../../domain/ids.ts";
import type { Day } from "../../domain/calendar.ts";
import type { Directory } from "../shared/directory.tsx";

export function planTitle(plan: PlannedSession, directory: Directory): string {
  const group = plan.groupId && directory.groupsById.get(plan.groupId);
  if (group) return group.record.name;
  if (plan.slot.type === "class-support")
    return `Class support${plan.slot.className ? `: ${plan.slot.className}` : ""}`;
  return "Session";
}

export function planIntervention(plan: PlannedSession, directory: Directory): string | undefined {
  const group = plan.groupId && directory.groupsById.get(plan.groupId);
  const intervention = group && directory.interventionsById.get(group.record.interventionId);
  return intervention && intervention.record.name !== group.record.name
    ? intervention.record.name
    : undefined;
}

/** Each pupil's own target in this group on a day, or the group's intervention's. */
export function targetsOf(
  plan: PlannedSession,
  day: Day,
  directory: Directory,
): { readonly id: PupilId; readonly text: string }[] {
  const group = plan.groupId && directory.groupsById.get(plan.groupId);
  const common = group && directory.interventionsById.get(group.record.interventionId)?.record.target;
  return plan.pupilIds.flatMap((id) => {
    const own = directory.targets.find(
      ({ record }) => record.groupId === plan.groupId && record.pupilId === id && isInForce(record, day),
    );
    const text = own?.record.text ?? common;
    return text === undefined || text === "" ? [] : [{ id, text }];
  });
}
