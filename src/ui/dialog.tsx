// A question that must be answered before going on. The browser's own dialog: the page behind is inert, Esc closes it,
// and focus goes back to where it was.
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Button } from "./button.tsx";
import styles from "./dialog.module.css";
import { Icon } from "./icon.tsx";

export interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  /** By Esc or the cross; set `open` to false. */
  readonly onClose: () => void;
  readonly actions?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** Its contents exist only while it is open, so that each opening starts afresh. */
export function Dialog({ open, ...rest }: DialogProps) {
  return open ? <OpenDialog {...rest} /> : null;
}

function OpenDialog({ title, onClose, actions, children }: Omit<DialogProps, "open">) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const headingId = useId();
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    if (!element?.querySelector("[data-takes-focus]")) heading.current?.focus();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const cancel = (event: Event) => {
    event.preventDefault();
    onClose();
  };
  return (
    <dialog ref={dialog} class={styles.dialog} aria-labelledby={headingId} onCancel={cancel}>
      <div class={styles.head}>
        <h2 ref={heading} id={headingId} tabIndex={-1}>
          {title}
        </h2>
        <Button variant="quiet" aria-label="Close" onClick={onClose}>
          <Icon name="x" />
        </Button>
      </div>
      <div class={styles.body}>{children}</div>
      {actions && <div class={styles.actions}>{actions}</div>}
    </dialog>
  );
}
