// One group: its children, adults, times and targets, each with dates. Changing it today leaves every earlier figure as it was.
import { useRoute } from "preact-iso";
import { groupIdSchema, type GroupId } from "../../domain/ids.ts";
import { divisorRuleLabel, type Group } from "../../domain/group.ts";
import { pupilName, type Pupil } from "../../domain/pupil.ts";
import type { Stored } from "../../storage/read.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { Stack } from "../../ui/stack.tsx";
import { useDirectory } from "../shared/directory.tsx";
import { useSeesPlaces } from "../shared/nurture-groups.ts";
import { GroupAbout, PutAwayNotice } from "./group-about.tsx";
import { GroupAdults } from "./group-adults.tsx";
import { GroupMeasures } from "./group-measures.tsx";
import { GroupMembers } from "./group-members.tsx";
import { GroupSlots } from "./group-slots.tsx";

/** What each part of the page is given. */
export interface GroupPart {
  readonly id: GroupId;
  readonly group: Stored<Group>;
}

const back = { href: "/groups", label: "Groups and timetable" } as const;

export function GroupScreen() {
  const directory = useDirectory();
  const { groupsById, interventionsById } = directory;
  const { params } = useRoute();
  const id = groupIdSchema.safeParse(params["id"]);
  const group = id.success ? groupsById.get(id.data) : undefined;
  const seesPlaces = useSeesPlaces(id.data);
  if (!id.success || group === undefined) {
    return (
      <EmptyState
        title="This group is not on this tablet"
        action={<ButtonLink href="/groups">All groups</ButtonLink>}
      >
        It may have ended, or you no longer run it.
      </EmptyState>
    );
  }
  const intervention = interventionsById.get(group.record.interventionId)?.record.name ?? "";
  const part = { id: id.data, group };
  const named = group.record.namedPupilId && directory.pupil(group.record.namedPupilId)?.record;
  return (
    <Page
      title={group.record.name}
      lead={`${intervention}. ${ruleWords(group.record, named)}`}
      back={back}
      actions={
        group.record.isNurture &&
        seesPlaces && (
          <ButtonLink href={`/nurture/${id.data}`} icon="home">
            Places and half-days
          </ButtonLink>
        )
      }
    >
      <Stack gap="large">
        <PutAwayNotice {...part} />
        <GroupMembers {...part} />
        <GroupMeasures {...part} />
        <GroupAdults {...part} />
        <GroupSlots {...part} />
        <GroupAbout {...part} />
      </Stack>
    </Page>
  );
}

function ruleWords({ rule }: Group, named: Pupil | null | undefined | ""): string {
  if (rule === "named" && named) return `All of its time counts for ${pupilName(named)}.`;
  return `${divisorRuleLabel[rule]}.`;
}
