// A fault in one screen stays in that screen: what was saved is saved, and the rest of the app goes on.
import { Component, type ComponentChildren } from "preact";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";

interface Props {
  readonly children: ComponentChildren;
}

export class ScreenBoundary extends Component<Props, { hasFault: boolean }> {
  override state = { hasFault: false };

  override componentDidCatch(fault: unknown): void {
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
