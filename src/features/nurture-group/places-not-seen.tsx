// For who sees a nurture group and not its places: the class teacher of a child in it.
import type { GroupId } from "../../domain/ids.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";

export function PlacesNotSeen({ groupId }: { readonly groupId: GroupId }) {
  return (
    <EmptyState
      title="Places in this group are not yours to see"
      action={<ButtonLink href={`/groups/${groupId}`}>The group</ButtonLink>}
    >
      Its adults, the SENCO and the head see who has a place, and why. On the group's page you see who is in
      it.
    </EmptyState>
  );
}
