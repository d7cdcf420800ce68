// The interventions with their groups, class support, and, apart, what has ended.
import { adultsOn } from "../../domain/group.ts";
import type { InterventionId } from "../../domain/ids.ts";
import { tierLabel, type Intervention } from "../../domain/intervention.ts";
import { areaOfNeedLabel } from "../../domain/sen-labels.ts";
import type { Stored } from "../../storage/read.ts";
import { useState } from "preact/hooks";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Section } from "../../ui/section.tsx";
import { useAlongside } from "../shared/context.ts";
import { currentGroups, earlierGroups, type ListedGroup } from "../shared/current-groups.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useHasRole } from "../shared/roles.ts";
import { useToday } from "../shared/today.ts";
import { GroupRow } from "./group-row.tsx";
import styles from "./interventions.module.css";
import { SupportList } from "./support-list.tsx";

export function GroupsList() {
  const { device } = useAlongside();
  const directory = useDirectory();
  const today = useToday();
  const isSenco = useHasRole("senco");
  const [whose, setWhose] = useState<"mine" | "all">("all");
  const all = currentGroups(directory, today);
  const staff = directory.groupStaff.map((one) => one.record);
  const isMine = ([id]: ListedGroup) =>
    adultsOn(
      staff.filter((one) => one.groupId === id),
      today,
    ).some((one) => one.staffId === device.staffId);
  const mine = all.filter(isMine);
  const groups = whose === "mine" ? mine : all;
  const earlier = earlierGroups(directory, today);
  const isChoice = mine.length > 0 && mine.length < all.length;
  return (
    <>
      {isChoice && (
        <ChipGroup
          label="Whose groups"
          options={[
            { value: "all", label: `All on this tablet (${all.length})` },
            { value: "mine", label: `Mine (${mine.length})` },
          ]}
          value={whose}
          onChange={setWhose}
        />
      )}
      {all.length === 0 && (
        <EmptyState title="No groups yet" icon="users">
          {isSenco
            ? "Add an intervention, then a group: its pupils, its adults and its times. It then appears on Today."
            : "Your SENCO makes the groups. Yours appear here."}
        </EmptyState>
      )}
      <Interventions groups={groups} withEmpty={isSenco && whose === "all"} />
      {whose === "all" && <SupportList />}
      {earlier.length > 0 && (
        <Disclosure summary={`Groups put away, and of earlier years (${earlier.length})`}>
          <GroupRows groups={earlier} />
        </Disclosure>
      )}
    </>
  );
}

function Interventions(props: { readonly groups: readonly ListedGroup[]; readonly withEmpty: boolean }) {
  const { interventionsById } = useDirectory();
  const interventions = [...interventionsById]
    .filter(([, one]) => one.record.archived !== true)
    .toSorted(([, a], [, b]) => a.record.name.localeCompare(b.record.name, "en-GB"));
  return (
    <>
      {interventions.map(([id, intervention]) => (
        <InterventionGroups key={id} id={id} intervention={intervention} {...props} />
      ))}
    </>
  );
}

function InterventionGroups(props: {
  readonly id: InterventionId;
  readonly intervention: Stored<Intervention>;
  readonly groups: readonly ListedGroup[];
  readonly withEmpty: boolean;
}) {
  const own = props.groups.filter(([, one]) => one.record.interventionId === props.id);
  if (own.length === 0 && !props.withEmpty) return null;
  const { name, areaOfNeed, tier, target } = props.intervention.record;
  const facts = [areaOfNeed && areaOfNeedLabel[areaOfNeed], tier && tierLabel[tier]].filter(Boolean);
  return (
    <Section title={name}>
      {(facts.length > 0 || target) && (
        <p class={styles.soft}>{[...facts, target && `Target: ${target}`].filter(Boolean).join(" · ")}</p>
      )}
      {own.length === 0 ? <p class={styles.soft}>No group yet.</p> : <GroupRows groups={own} />}
    </Section>
  );
}

function GroupRows({ groups }: { readonly groups: readonly ListedGroup[] }) {
  return (
    <ul class={styles.rows}>
      {groups.map(([id, group]) => (
        <GroupRow key={id} id={id} group={group} />
      ))}
    </ul>
  );
}
