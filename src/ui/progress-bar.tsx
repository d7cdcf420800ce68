// How far something longer than a second has got, and the way out of it.
import { useId } from "preact/hooks";
import { Button } from "./button.tsx";
import styles from "./progress-bar.module.css";

export interface ProgressBarProps {
  readonly label: string;
  /** Absent while the end is not known. */
  readonly value?: number | undefined;
  readonly max?: number | undefined;
  /** "120 of 480 rows" */
  readonly detail?: string | undefined;
  readonly onCancel?: (() => void) | undefined;
}

export function ProgressBar({ label, value, max = 100, detail, onCancel }: ProgressBarProps) {
  const id = useId();
  return (
    <div class={styles.progress}>
      <div class={styles.row}>
        <label for={id}>{label}</label>
        {onCancel && (
          <Button variant="quiet" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
      <progress id={id} class={styles.track} max={max} {...(value === undefined ? {} : { value })} />
      {detail && (
        <p class={styles.detail} role="status">
          {detail}
        </p>
      )}
    </div>
  );
}
