// One panel of a profile: a row a strand, a dot on a track from 0 to its highest total, the typical range hatched behind it.
// With two dots it is a change: hollow before, filled after, an arrow between. What it shows is said in words beside each row.
import { useId } from "preact/hooks";
import styles from "./strand-panel.module.css";

export interface StrandRow {
  readonly key: string;
  readonly label: string;
  /** One value, or before and after; null = not recorded. */
  readonly values: readonly (number | null)[];
  /** The end of the track. */
  readonly most: number;
  readonly typical?: { readonly low: number; readonly high: number } | undefined;
  /** "12", "12 to 15, towards typical". */
  readonly words: string;
  /** The shape at the newer end of a change. */
  readonly direction?: "towards" | "away" | "same" | undefined;
}

export function StrandPanel(props: {
  readonly title: string;
  readonly lead: string;
  readonly rows: readonly StrandRow[];
}) {
  const hatch = useId();
  return (
    <figure class={styles.panel}>
      <figcaption>
        <strong>{props.title}</strong>
        <span class={styles.lead}>{props.lead}</span>
      </figcaption>
      <svg class={styles.pattern} aria-hidden="true">
        <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line class={styles.hatch} x1="0" y1="0" x2="0" y2="7" />
        </pattern>
      </svg>
      <ul class={styles.rows}>
        {props.rows.map((row) => (
          <li key={row.key} class={styles.row}>
            <span class={styles.label}>{row.label}</span>
            <Track row={row} hatch={hatch} />
            <span class={styles.words}>{row.words}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** Room at both ends, so that a dot at 0 or at the highest total is whole. */
const margin = 3;

function Track({ row, hatch }: { readonly row: StrandRow; readonly hatch: string }) {
  const { values, most, typical, direction } = row;
  const at = (value: number) => margin + ((100 - 2 * margin) * Math.min(value, most)) / Math.max(most, 1);
  const [first, second] = values;
  const isChange = values.length > 1;
  return (
    <svg class={styles.track} aria-hidden="true">
      {typical && (
        <rect
          class={styles.typical}
          fill={`url(#${hatch})`}
          x={`${at(typical.low)}%`}
          y="3"
          width={`${Math.max(1, at(typical.high) - at(typical.low))}%`}
          height="18"
          rx="3"
        />
      )}
      <line class={styles.line} x1={`${margin}%`} x2={`${100 - margin}%`} y1="12" y2="12" />
      {isChange && typeof first === "number" && typeof second === "number" && (
        <line class={styles.way} x1={`${at(first)}%`} x2={`${at(second)}%`} y1="12" y2="12" />
      )}
      {typeof first === "number" && (
        <circle class={isChange ? styles.before : styles.dot} cx={`${at(first)}%`} cy="12" r="6" />
      )}
      {typeof second === "number" && <End x={at(second)} direction={direction} />}
    </svg>
  );
}

/** A disc towards typical, a square away from it, a bar where nothing changed: told apart without colour. */
function End({ x, direction }: { readonly x: number; readonly direction: StrandRow["direction"] }) {
  if (direction === "away")
    return (
      <svg x={`${x}%`} y="12" class={styles.point}>
        <rect class={styles.away} x="-6" y="-6" width="12" height="12" />
      </svg>
    );
  if (direction === "same")
    return (
      <svg x={`${x}%`} y="12" class={styles.point}>
        <rect class={styles.same} x="-2" y="-8" width="4" height="16" />
      </svg>
    );
  return <circle class={styles.dot} cx={`${x}%`} cy="12" r="6" />;
}

/** What the shapes mean. */
export function StrandKey({
  isChange,
  hasTypical,
}: {
  readonly isChange: boolean;
  readonly hasTypical: boolean;
}) {
  const hatch = useId();
  return (
    <div class={styles.key} aria-hidden="true">
      {isChange && (
        <span>
          <svg width="14" height="14">
            <circle class={styles.before} cx="7" cy="7" r="5.5" />
          </svg>
          Before
        </span>
      )}
      <span>
        <svg width="14" height="14">
          <circle class={styles.dot} cx="7" cy="7" r="6" />
        </svg>
        {isChange ? "After, towards typical" : "Total"}
      </span>
      {isChange && (
        <>
          <span>
            <svg width="14" height="14">
              <rect class={styles.away} x="1" y="1" width="12" height="12" />
            </svg>
            After, away from typical
          </span>
          <span>
            <svg width="8" height="16">
              <rect class={styles.same} x="2" width="4" height="16" />
            </svg>
            The same
          </span>
        </>
      )}
      {hasTypical && (
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
            <rect class={styles.typical} fill={`url(#${hatch})`} x="1" y="1" width="24" height="10" rx="2" />
          </svg>
          Typical range
        </span>
      )}
    </div>
  );
}
