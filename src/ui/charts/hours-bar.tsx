// How much was delivered of what was planned so far, with the whole term's plan as a tick. The sentence says it all; the
// drawing repeats it, in pattern as well as in colour.
import { useId } from "preact/hooks";
import { sayMinutes } from "../words.ts";
import styles from "./hours-bar.module.css";

export interface HoursBarProps {
  readonly label: string;
  readonly deliveredSeconds: number;
  readonly plannedToDateSeconds: number;
  readonly termSeconds: number;
  /** Sessions planned to date: a percentage of fewer than five would mislead. */
  readonly sessions: number;
}

const fewestForPercentage = 5;

export function HoursBar(props: HoursBarProps) {
  const { label, deliveredSeconds, plannedToDateSeconds, termSeconds } = props;
  const hatch = useId();
  const full = Math.max(deliveredSeconds, plannedToDateSeconds, termSeconds, 1);
  const share = (seconds: number) => `${(100 * seconds) / full}%`;
  return (
    <figure class={styles.figure}>
      <figcaption>
        <span class={styles.label}>{label}: </span>
        {hoursSentence(props)}
      </figcaption>
      <svg class={styles.chart} aria-hidden="true">
        <pattern id={hatch} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line class={styles.hatch} x1="0" y1="0" x2="0" y2="8" />
        </pattern>
        <line class={styles.track} x1="0" x2="100%" y1="16" y2="16" />
        <rect
          class={styles.planned}
          fill={`url(#${hatch})`}
          x="0"
          y="4"
          width={share(plannedToDateSeconds)}
          height="24"
          rx="3"
        />
        <rect class={styles.delivered} x="0" y="9" width={share(deliveredSeconds)} height="14" rx="2" />
        <line class={styles.term} x1={share(termSeconds)} x2={share(termSeconds)} y1="1" y2="31" />
      </svg>
      <Key />
    </figure>
  );
}

/** "6 hours delivered of 8 hours planned so far (75%). 20 hours planned this term." */
export function hoursSentence(props: HoursBarProps): string {
  const { deliveredSeconds, plannedToDateSeconds, termSeconds, sessions } = props;
  const isFair = sessions >= fewestForPercentage && plannedToDateSeconds > 0;
  const percentage = isFair ? ` (${Math.round((100 * deliveredSeconds) / plannedToDateSeconds)}%)` : "";
  const delivered = `${sayMinutes(deliveredSeconds)} delivered of ${sayMinutes(plannedToDateSeconds)} planned so far`;
  return `${delivered}${percentage}. ${sayMinutes(termSeconds)} planned this term.`;
}

function Key() {
  const hatch = useId();
  return (
    <div class={styles.key} aria-hidden="true">
      <span>
        <svg width="26" height="12">
          <rect class={styles.delivered} width="26" height="12" rx="2" />
        </svg>
        Delivered
      </span>
      <span>
        <svg width="26" height="12">
          <pattern
            id={hatch}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line class={styles.hatch} x1="0" y1="0" x2="0" y2="5" />
          </pattern>
          <rect class={styles.planned} fill={`url(#${hatch})`} x="1" y="1" width="24" height="10" rx="2" />
        </svg>
        Planned so far
      </span>
      <span>
        <svg width="6" height="14">
          <line class={styles.term} x1="3" x2="3" y1="0" y2="14" />
        </svg>
        Planned this term
      </span>
    </div>
  );
}
