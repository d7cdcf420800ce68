// The heading of a locked screen. It takes the focus, so that a screen reader hears where it is.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../ui/button.tsx";
import styles from "./unlock.module.css";

export function LockedHead(props: {
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly onBack?: () => void;
  /** Where a field takes the focus instead. */
  readonly keepsFocus?: boolean;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (props.keepsFocus !== true) heading.current?.focus();
  }, []);
  return (
    <div class={styles.head}>
      {props.onBack && (
        <div>
          <Button variant="quiet" icon="chevron-left" onClick={props.onBack}>
            All names
          </Button>
        </div>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {props.title}
      </h1>
      {props.children && <p>{props.children}</p>}
    </div>
  );
}
