// Groups and timetable: every intervention with its groups, who runs them and when; the week as it is planned.
import { useState } from "preact/hooks";
import { Button } from "../../ui/button.tsx";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Page } from "../../ui/page.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { useHasRole } from "../shared/roles.ts";
import { GettingSchool, useHasSchool } from "../shared/school-data.tsx";
import { AddGroup } from "./add-group.tsx";
import { AddIntervention } from "./add-intervention.tsx";
import { AddSupportSlot } from "./add-support-slot.tsx";
import { GroupsList } from "./groups-list.tsx";
import { WeekTable } from "./week-table.tsx";

type Adding = "group" | "intervention" | "support";

export function GroupsScreen() {
  const isSenco = useHasRole("senco");
  const [adding, setAdding] = useState<Adding>();
  const [view, setView] = useState<"groups" | "week">("groups");
  const close = () => setAdding(undefined);
  const hasSchool = useHasSchool();
  if (!hasSchool) {
    return (
      <Page title="Groups and timetable">
        <GettingSchool />
      </Page>
    );
  }
  return (
    <Page
      title="Groups and timetable"
      actions={isSenco && adding === undefined && <AddButtons onAdd={setAdding} />}
    >
      <Stack gap="large">
        {adding === "group" && <AddGroup onDone={close} />}
        {adding === "intervention" && <AddIntervention onDone={close} />}
        {adding === "support" && <AddSupportSlot onDone={close} />}
        {adding === undefined && (
          <>
            <ChipGroup
              label="Show"
              hideLabel
              options={[
                { value: "groups", label: "Groups" },
                { value: "week", label: "Timetable" },
              ]}
              value={view}
              onChange={setView}
            />
            {view === "groups" ? <GroupsList /> : <WeekTable />}
          </>
        )}
      </Stack>
    </Page>
  );
}

function AddButtons({ onAdd }: { readonly onAdd: (what: Adding) => void }) {
  return (
    <Cluster>
      <Button variant="primary" icon="plus" onClick={() => onAdd("group")}>
        Add a group
      </Button>
      <Button icon="plus" onClick={() => onAdd("intervention")}>
        Add an intervention
      </Button>
      <Button icon="plus" onClick={() => onAdd("support")}>
        Add class support
      </Button>
    </Cluster>
  );
}
