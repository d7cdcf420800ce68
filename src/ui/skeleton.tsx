// Keeps the place of what is still being read from this tablet.
import styles from "./skeleton.module.css";
import { VisuallyHidden } from "./visually-hidden.tsx";

export interface SkeletonProps {
  readonly lines?: number | undefined;
  readonly label?: string | undefined;
}

export function Skeleton({ lines = 3, label = "Loading" }: SkeletonProps) {
  return (
    <div role="status">
      <VisuallyHidden>{label}</VisuallyHidden>
      <div class={styles.skeleton} aria-hidden="true">
        {Array.from({ length: lines }, (_, line) => (
          <div key={line} class={styles.line} />
        ))}
      </div>
    </div>
  );
}
