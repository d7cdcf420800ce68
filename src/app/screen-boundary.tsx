// A fault in one screen stays in that screen: what was saved is saved, and the rest of the app goes on.
import { Component, type ComponentChildren } from "preact";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { SealBroken } from "../vault/vault.ts";

interface Props {
  readonly children: ComponentChildren;
}

export class ScreenBoundary extends Component<Props, { hasFault: boolean }> {
  override state = { hasFault: false };

  override componentDidCatch(fault: unknown): void {
    // A store that was changed is no matter of one screen: the boundary round all of them has the way out.
    if (fault instanceof SealBroken) return;
    // Names the kind of fault only: a message could hold a child's name.
    console.error("A screen failed:", fault instanceof Error ? fault.name : typeof fault);
    this.setState({ hasFault: true });
  }

  override render(props: Props) {
    if (!this.state.hasFault) return props.children;
    return (
      <Notice
        tone="problem"
        title="This page could not be shown"
        announce
        action={<Button onClick={() => location.reload()}>Open it again</Button>}
      >
        Everything that said "Saved on this tablet" is safe. Open the page again; if it fails again, tell your
        SENCO.
      </Notice>
    );
  }
}
