// Says that a form shows what was typed earlier and not saved, and lets it go.
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";

export function DraftIsBack({ onStartAfresh }: { readonly onStartAfresh: () => void }) {
  return (
    <Notice
      tone="info"
      title="What you had typed is here again"
      action={<Button onClick={onStartAfresh}>Start afresh</Button>}
    >
      It is not saved yet.
    </Notice>
  );
}
