// "There is a problem": every problem of a form, each a link to its field. Takes focus when it appears.
import { useEffect, useId, useRef } from "preact/hooks";
import styles from "./error-summary.module.css";

export interface FormProblem {
  /** The `id` given to the control. */
  readonly fieldId: string;
  readonly message: string;
}

export interface ErrorSummaryProps {
  readonly problems: readonly FormProblem[];
  /** How often the form was sent: a higher number moves the focus here again. */
  readonly attempt?: number | undefined;
}

export function ErrorSummary({ problems, attempt = 0 }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const headingId = useId();
  const hasProblems = problems.length > 0;
  useEffect(() => {
    if (hasProblems) box.current?.focus();
  }, [hasProblems, attempt]);
  useEffect(() => {
    if (!hasProblems) return undefined;
    const title = document.title;
    document.title = `Error: ${title}`;
    return () => void (document.title = title);
  }, [hasProblems]);
  if (!hasProblems) return null;
  return (
    <div ref={box} class={styles.summary} role="alert" aria-labelledby={headingId} tabIndex={-1}>
      <h2 id={headingId}>There is a problem</h2>
      <ul class={styles.list}>
        {problems.map(({ fieldId, message }) => (
          <li key={`${fieldId} ${message}`}>
            <a href={`#${fieldId}`} onClick={(event) => goToField(event, fieldId)}>
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Focus instead of a change of address, which the router would take for a new screen. */
function goToField(event: Event, fieldId: string): void {
  event.preventDefault();
  event.stopPropagation();
  const target = document.getElementById(fieldId);
  const control = target?.matches("fieldset")
    ? target.querySelector<HTMLElement>("input, select, textarea")
    : undefined;
  const place = target?.closest<HTMLElement>("fieldset") ?? target;
  place?.scrollIntoView({ block: "start" });
  (control ?? target)?.focus({ preventScroll: true });
}
