// A nurture group: who has a place and from when to when, on which half-days, who is on the way back to class, and what is
// unusual about the group. Nothing here stops anybody.
import { useRoute } from "preact-iso";
import { groupIdSchema } from "../../domain/ids.ts";
import type { Group } from "../../domain/group.ts";
import type { Stored } from "../../storage/read.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { useDirectory } from "../shared/directory.tsx";
import { useSeesPlaces } from "../shared/nurture-groups.ts";
import { useHasRole } from "../shared/roles.ts";
import { useToday } from "../shared/today.ts";
import { GoingBack } from "./going-back.tsx";
import { GroupWarnings } from "./group-warnings.tsx";
import { Places } from "./places.tsx";
import { PlacesNotSeen } from "./places-not-seen.tsx";
import { Supervision } from "./supervision.tsx";
import { useNurtureGroup, type NurtureGroupData } from "./use-nurture-group.ts";

/** What each part of the page is given. */
export interface NurturePart {
  readonly data: NurtureGroupData;
  readonly group: Stored<Group>;
}

export function NurtureGroupScreen() {
  const { groupsById } = useDirectory();
  const mayReport = useHasRole("senco", "head", "nurture-practitioner");
  const { params } = useRoute();
  const id = groupIdSchema.safeParse(params["id"]);
  const group = id.success ? groupsById.get(id.data) : undefined;
  const seesPlaces = useSeesPlaces(id.data);
  if (!id.success || group === undefined || group.record.isNurture !== true) {
    return (
      <EmptyState
        title="This nurture group is not on this tablet"
        action={<ButtonLink href="/groups">All groups</ButtonLink>}
      >
        It may have ended, or you no longer run it. The SENCO says on a group's page that it is a nurture
        group.
      </EmptyState>
    );
  }
  if (!seesPlaces) return <PlacesNotSeen groupId={id.data} />;
  return (
    <Page
      title={group.record.name}
      lead="Places and half-days"
      back={{ href: `/groups/${id.data}`, label: "The group" }}
      actions={
        <Cluster>
          <ButtonLink href={`/register?group=${id.data}`} icon="list">
            Register
          </ButtonLink>
          {mayReport && (
            <ButtonLink href={`/nurture/${id.data}/report`} icon="file">
              Report
            </ButtonLink>
          )}
        </Cluster>
      }
    >
      <Parts group={group} groupId={id.data} />
    </Page>
  );
}

function Parts({
  group,
  groupId,
}: Pick<NurturePart, "group"> & { readonly groupId: NurtureGroupData["groupId"] }) {
  const data = useNurtureGroup(groupId, useToday());
  if (data === undefined) return <Skeleton lines={8} />;
  const part = { data, group };
  return (
    <Stack gap="large">
      <GroupWarnings {...part} />
      <Places {...part} />
      <GoingBack {...part} />
      <Supervision {...part} />
    </Stack>
  );
}
