// What was done: the type of support, the intervention, and the group when there was one.
import { interventionIdSchema, groupIdSchema } from "../../domain/ids.ts";
import { membersOn } from "../../domain/group.ts";
import type { SupportType } from "../../domain/session.ts";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Select } from "../../ui/select.tsx";
import { Stack } from "../../ui/stack.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { currentGroups } from "../shared/current-groups.ts";
import { useDirectory, type Directory } from "../shared/directory.tsx";
import type { SessionDraft } from "../shared/session-draft.ts";
import { MakesUpFor } from "./makes-up-for.tsx";
import type { DraftPart } from "./session-form.tsx";
import styles from "./sessions.module.css";

const types: readonly { value: SupportType; label: string }[] = [
  { value: "intervention", label: "Intervention" },
  { value: "class-support", label: "Class support" },
  { value: "personal-care", label: "Personal care" },
  { value: "other", label: "Other" },
];

export function WhatFields({
  draft,
  onChange,
  errorOf,
  isPlanned,
}: DraftPart & { readonly isPlanned: boolean }) {
  const directory = useDirectory();
  if (isPlanned) return <p class={styles.what}>{plannedWords(draft, directory)}</p>;
  const interventions = [...directory.interventionsById].filter(([, one]) => one.record.archived !== true);
  const groups = currentGroups(directory, draft.date);
  const choose = (id: string | undefined) => {
    const parsed = interventionIdSchema.safeParse(id);
    if (!parsed.success) return;
    const areaOfNeed = directory.interventionsById.get(parsed.data)?.record.areaOfNeed ?? null;
    onChange({ ...draft, interventionId: parsed.data, areaOfNeed });
  };
  const options = interventions.map(([value, one]) => ({ value: String(value), label: one.record.name }));
  return (
    <Stack>
      <Select
        label="Group"
        optional
        blank="No group"
        options={groups.map(([value, one]) => ({ value: String(value), label: one.record.name }))}
        value={draft.groupId}
        onChange={(id) => onChange(withGroup(draft, id, directory))}
      />
      <ChipGroup
        label="Type"
        options={types}
        value={draft.type}
        onChange={(type) => onChange({ ...draft, type })}
      />
      {draft.type === "class-support" && (
        <TextField
          label="Class"
          value={draft.className ?? ""}
          onChange={(className) => onChange({ ...draft, className })}
          maxLength={40}
          optional
        />
      )}
      {draft.type === "intervention" && options.length <= 12 && (
        <ChipGroup
          id="session-intervention"
          label="Intervention"
          options={options}
          value={draft.interventionId}
          onChange={choose}
          error={errorOf("intervention")}
        />
      )}
      {draft.type === "intervention" && options.length > 12 && (
        <Select
          id="session-intervention"
          label="Intervention"
          options={options}
          value={draft.interventionId}
          onChange={choose}
          error={errorOf("intervention")}
        />
      )}
      {draft.groupId && <MakesUpFor draft={draft} onChange={onChange} errorOf={errorOf} />}
    </Stack>
  );
}

function plannedWords(draft: SessionDraft, directory: Directory): string {
  const group = draft.groupId && directory.groupsById.get(draft.groupId)?.record.name;
  const intervention =
    draft.interventionId && directory.interventionsById.get(draft.interventionId)?.record.name;
  return [...new Set([group, intervention, draft.className].filter(Boolean))].join(" · ");
}

/** Choosing a group brings its members, its intervention and its rule; leaving it keeps the pupils. */
function withGroup(draft: SessionDraft, id: string | undefined, directory: Directory): SessionDraft {
  const { groupId: _group, namedPupilId: _named, replaces: _replaces, ...rest } = draft;
  const parsed = groupIdSchema.safeParse(id);
  const group = parsed.success ? directory.groupsById.get(parsed.data)?.record : undefined;
  if (!parsed.success || group === undefined)
    return { ...rest, rule: "present", enrolledIds: draft.pupils.map((one) => one.pupilId) };
  const ofGroup = directory.members.map((one) => one.record).filter((one) => one.groupId === parsed.data);
  const ids = membersOn(ofGroup, draft.date);
  return {
    ...rest,
    type: "intervention",
    groupId: parsed.data,
    interventionId: group.interventionId,
    areaOfNeed: directory.interventionsById.get(group.interventionId)?.record.areaOfNeed ?? null,
    rule: group.rule,
    ...(group.namedPupilId && { namedPupilId: group.namedPupilId }),
    enrolledIds: ids,
    pupils: ids.map(
      (pupilId) =>
        draft.pupils.find((one) => one.pupilId === pupilId) ?? { pupilId, status: "here" as const },
    ),
  };
}
