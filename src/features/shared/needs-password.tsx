// Somebody let in by a PIN wants what a PIN is not enough for: that needs a full sign-in, once.
import { ButtonLink } from "../../ui/button-link.tsx";
import { Dialog } from "../../ui/dialog.tsx";

export function NeedsPassword({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog
      open
      title="This needs a full sign-in"
      onClose={onClose}
      actions={
        <ButtonLink href="/sign-in" variant="primary">
          Sign in
        </ButtonLink>
      }
    >
      <p>
        A PIN is enough for the day's work. This can change what others see, so sign in once with your
        password, a passkey or your school account.
      </p>
    </Dialog>
  );
}
