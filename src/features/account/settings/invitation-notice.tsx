// The one-time code of somebody who was invited: shown once, to be handed over, never stored on this device.
import { Notice } from "../../../ui/notice.tsx";

export interface Invited {
  readonly name: string;
  readonly code: string;
}

export function InvitationNotice({ invited }: { readonly invited: Invited }) {
  return (
    <Notice tone="success" title={`Give this code to ${invited.name}`} announce>
      <p>
        <strong data-testid="invitation-code">{invited.code}</strong>
      </p>
      <p>{`On their tablet they open ${location.origin}/join and enter it. It works once, for 7 days, and is not shown again.`}</p>
    </Notice>
  );
}
