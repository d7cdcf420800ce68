// Says what was just done and offers to take it back for ten seconds. Kept open while the pointer or the focus is on it.
// Lies at the foot of the positioned box it is put in: where that box floats is the frame's matter.
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "./button.tsx";
import { classes } from "./classes.ts";
import { Icon } from "./icon.tsx";
import styles from "./undo-bar.module.css";
import { useArrived } from "./use-arrived.ts";

/** The timer functions, so that a test need not wait. */
export interface UndoTimers {
  readonly set: (run: () => void, milliseconds: number) => number;
  readonly clear: (handle: number) => void;
}

export interface UndoBarProps {
  readonly message: string;
  /** Left out when the act cannot be taken back: the bar then only tells. */
  readonly onUndo?: (() => void) | undefined;
  /** The time is up, or the person closed it; not called after undo. */
  readonly onClose: () => void;
  readonly seconds?: number | undefined;
  readonly timers?: UndoTimers | undefined;
}

const browserTimers: UndoTimers = {
  set: (run, milliseconds) => window.setTimeout(run, milliseconds),
  clear: (handle) => window.clearTimeout(handle),
};

/** Once let go of, the whole time is given again. A new act needs a new `key`. */
export function UndoBar({ message, onUndo, onClose, seconds = 10, timers = browserTimers }: UndoBarProps) {
  const [isPointedAt, setPointedAt] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const hasArrived = useArrived();
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  const isHeld = isPointedAt || hasFocus;
  useEffect(() => {
    if (isHeld) return undefined;
    const handle = timers.set(() => close.current(), seconds * 1000);
    return () => timers.clear(handle);
  }, [isHeld, seconds, timers, message]);
  return (
    <div
      class={`${styles.bar} no-print`}
      onPointerEnter={(event) => setPointedAt(event.pointerType !== "touch")}
      onPointerLeave={() => setPointedAt(false)}
      onFocusIn={() => setFocus(true)}
      onFocusOut={() => setFocus(false)}
    >
      <span role="status" class={styles.message}>
        <span class={classes(!hasArrived && styles.coming)}>{message}</span>
      </span>
      <span class={styles.ways}>
        {onUndo && (
          <Button variant="primary" icon="undo" onClick={onUndo}>
            Undo
          </Button>
        )}
        <Button variant="quiet" aria-label="Close" onClick={onClose}>
          <Icon name="x" />
        </Button>
      </span>
    </div>
  );
}
