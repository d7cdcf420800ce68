// Medians, 95th percentiles and the table that `npm run bench` prints.

export interface Figure {
  readonly name: string;
  readonly goal: string;
  readonly values: readonly number[];
  readonly unit: string;
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, goal, values, unit }) => {
    const shown = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
    return `| ${name} | ${shown(median(values))} | ${shown(percentile(values, 0.95))} | ${values.length} | ${goal} |`;
  });
  return ["| what | median | p95 | runs | goal |", "| --- | --- | --- | --- | --- |", ...rows].join("\n");
}
