// What is shown in place of a person's school when what lies on this tablet cannot be opened. What was changed behind our
// back is never shown; the way out gets the school again, and what was unsent leaves sealed.
import { Component, type ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { SealBroken } from "../vault/vault.ts";

interface WayOut {
  /** Gives up what is stored for this person here. @returns false without the school's network, and nothing was done */
  readonly onStartAgain: () => Promise<boolean>;
}

/**
 * Round everything that opens a person's records: a fault that no screen keeps to itself ends here, and so does a broken
 * seal that was met outside of any screen, by a round of sync say.
 */
export class StoreBoundary extends Component<
  WayOut & { readonly children: ComponentChildren },
  { readonly fault: unknown }
> {
  override state = { fault: undefined };

  readonly #onRejected = ({ reason }: PromiseRejectionEvent): void => {
    if (reason instanceof SealBroken) this.setState({ fault: reason });
  };

  override componentDidMount(): void {
    addEventListener("unhandledrejection", this.#onRejected);
  }

  override componentWillUnmount(): void {
    removeEventListener("unhandledrejection", this.#onRejected);
  }

  override componentDidCatch(fault: unknown): void {
    this.setState({ fault: fault ?? new Error("Something was thrown that is no error.") });
  }

  override render(props: WayOut & { readonly children: ComponentChildren }) {
    const { fault } = this.state;
    if (fault === undefined) return props.children;
    return <CannotOpen fault={fault} onStartAgain={props.onStartAgain} />;
  }
}

export function CannotOpen({ fault, onStartAgain }: WayOut & { readonly fault: unknown }) {
  if (fault instanceof SealBroken) return <Damaged onStartAgain={onStartAgain} />;
  return (
    <Notice tone="problem" title="Your work on this tablet cannot be opened" announce>
      Close all windows of Alongside and open it again. Nothing is deleted by this.
    </Notice>
  );
}

function Damaged({ onStartAgain }: WayOut) {
  const [hasNoNetwork, setHasNoNetwork] = useState(false);
  const startAgain = async () => setHasNoNetwork(!(await onStartAgain()));
  return (
    <main id="main">
      <Notice
        tone="problem"
        title="What is stored on this tablet was changed or is damaged"
        announce
        action={<Button onClick={startAgain}>Get the school again</Button>}
      >
        It is not shown, since it may not be what was saved. Get it from the school again: this needs the
        school network and your PIN. What was not sent yet is sealed on this tablet and sent by itself.
        {hasNoNetwork && <p>There is no network just now. Nothing was changed: try again when there is.</p>}
      </Notice>
    </main>
  );
}
