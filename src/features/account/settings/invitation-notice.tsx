// The one-time code of somebody who was invited: shown once, to be handed over, never stored on this device.
import { Notice } from "../../../ui/notice.tsx";

export interface Invited {
  readonly name: string;
  readonly code: string;
  /** It lets the person set up their second step again, instead of joining. */
  readonly isReset?: boolean;
}

export function InvitationNotice({ invited }: { readonly invited: Invited }) {
  return (
    <Notice tone="success" title={`Give this code to ${invited.name}`} announce>
      <p>
        <strong data-testid="invitation-code">{invited.code}</strong>
      </p>
      <p>{invited.isReset ? resetWords : joinWords()}</p>
    </Notice>
  );
}

const resetWords =
  "They sign in with their password, choose “I cannot do this step” and enter it. Until then what they had still works. The code works once, for one day, and is not shown again.";

function joinWords(): string {
  return `On their tablet they open ${location.origin}/join and enter it. It works once, for 7 days, and is not shown again.`;
}
