// Small multiples: for each strand a little line over several dates, with its first and last total written beside it.
import styles from "./strand-lines.module.css";

export interface StrandLine {
  readonly key: string;
  readonly label: string;
  /** One a date, in order; null = not recorded. */
  readonly values: readonly (number | null)[];
  readonly most: number;
  readonly typical?: { readonly low: number; readonly high: number } | undefined;
  /** "12, 14, 15: towards typical". */
  readonly words: string;
}

const width = 120;
const height = 44;
const inset = 6;

export function StrandLines({
  title,
  lines,
}: {
  readonly title: string;
  readonly lines: readonly StrandLine[];
}) {
  return (
    <figure class={styles.figure}>
      <figcaption>
        <strong>{title}</strong>
      </figcaption>
      <ul class={styles.cells}>
        {lines.map((line) => (
          <li key={line.key} class={styles.cell}>
            <span class={styles.label}>{line.label}</span>
            <Line line={line} />
            <span class={styles.words}>{line.words}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

function Line({ line }: { readonly line: StrandLine }) {
  const { values, most, typical } = line;
  const x = (at: number) => inset + ((width - 2 * inset) * at) / Math.max(1, values.length - 1);
  const y = (value: number) =>
    height - inset - ((height - 2 * inset) * Math.min(value, most)) / Math.max(most, 1);
  const points = values.flatMap((value, at) => (value === null ? [] : [{ x: x(at), y: y(value) }]));
  const last = points.at(-1);
  return (
    <svg class={styles.line} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {typical && (
        <rect
          class={styles.typical}
          x="0"
          y={y(typical.high)}
          width={width}
          height={Math.max(1, y(typical.low) - y(typical.high))}
        />
      )}
      <polyline class={styles.path} points={points.map((one) => `${one.x},${one.y}`).join(" ")} />
      {points.map((one) => (
        <circle
          key={one.x}
          class={one === last ? styles.last : styles.point}
          cx={one.x}
          cy={one.y}
          r={one === last ? 4.5 : 3}
        />
      ))}
    </svg>
  );
}
