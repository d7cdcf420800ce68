// How a long proof ends: one line of JSON that a program can read, and an exit code that says whether it held.

export interface Proof {
  readonly name: string;
  /** How often the fault was made, or the input tried. */
  readonly runs: number;
  /** Each one sentence. Empty = the proof held. */
  readonly violations: readonly string[];
  readonly figures: Readonly<Record<string, number | string>>;
  /** Why nothing was run, on a machine where it cannot be. */
  readonly note?: string;
}

/** Prints the proof as the last line and sets the exit code. */
export function report(proof: Proof): void {
  for (const one of proof.violations.slice(0, 20)) process.stderr.write(`${proof.name}: ${one}\n`);
  const { violations, ...rest } = proof;
  process.stdout.write(`${JSON.stringify({ ...rest, violations: violations.length })}\n`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}

/** The number of runs given on the command line, else the usual one. */
export function runsAsked(usual: number): number {
  const given = Number(process.argv[2]);
  return Number.isInteger(given) && given > 0 ? given : usual;
}

/** The seed given on the command line, else a new one: it is printed, so that any run can be had again. */
export function seedAsked(): number {
  const given = Number(process.argv[3]);
  return Number.isInteger(given) ? given : Date.now() % 1_000_000;
}
