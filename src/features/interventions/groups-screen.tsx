// Groups and timetable: every intervention with its groups, who runs them and when; the week as it is planned.
import { useState } from "preact/hooks";
import type { GroupId } from "../../domain/ids.ts";
import type { Group } from "../../domain/group.ts";
import type { Stored } from "../../storage/read.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/section.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { useDirectory } from "../shared/directory.tsx";
import { useHasRole } from "../shared/roles.ts";
import { AddGroup } from "./add-group.tsx";
import { AddIntervention } from "./add-intervention.tsx";
import { AddSupportSlot } from "./add-support-slot.tsx";
import { GroupRow } from "./group-row.tsx";
import styles from "./interventions.module.css";
import { WeekTable } from "./week-table.tsx";

export function GroupsScreen() {
  const { interventionsById, groupsById } = useDirectory();
  const isSenco = useHasRole("senco");
  const [adding, setAdding] = useState<"group" | "intervention" | "support">();
  const close = () => setAdding(undefined);
  const groups = [...groupsById].filter(([, one]) => one.record.archived !== true);
  const interventions = [...interventionsById].filter(([, one]) => one.record.archived !== true);
  return (
    <Page
      title="Groups and timetable"
      actions={
        isSenco && (
          <Cluster>
            <Button variant="primary" icon="plus" onClick={() => setAdding("group")}>
              Add a group
            </Button>
            <Button icon="plus" onClick={() => setAdding("intervention")}>
              Add an intervention
            </Button>
            <Button icon="plus" onClick={() => setAdding("support")}>
              Add class support
            </Button>
          </Cluster>
        )
      }
    >
      <Stack gap="large">
        {adding === "group" && <AddGroup onDone={close} />}
        {adding === "intervention" && <AddIntervention onDone={close} />}
        {adding === "support" && <AddSupportSlot onDone={close} />}
        {groups.length === 0 && adding === undefined && (
          <EmptyState title="No groups yet" icon="users">
            {isSenco
              ? "Add a group: its pupils, its adults and its times. It then appears on Today."
              : "Your SENCO makes the groups. Yours appear here."}
          </EmptyState>
        )}
        <WeekTable />
        {interventions.map(([id, intervention]) => {
          const own = groups.filter(([, one]) => one.record.interventionId === id);
          if (own.length === 0 && !isSenco) return null;
          return (
            <Section key={id} title={intervention.record.name}>
              {own.length === 0 ? <p class={styles.soft}>No group yet.</p> : <GroupList groups={own} />}
            </Section>
          );
        })}
      </Stack>
    </Page>
  );
}

function GroupList({ groups }: { readonly groups: readonly (readonly [GroupId, Stored<Group>])[] }) {
  const inOrder = groups.toSorted(([, a], [, b]) => a.record.name.localeCompare(b.record.name, "en-GB"));
  return (
    <ul class={styles.rows}>
      {inOrder.map(([id, group]) => (
        <GroupRow key={id} id={id} group={group} />
      ))}
    </ul>
  );
}
