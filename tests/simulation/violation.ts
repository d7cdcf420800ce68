// Something that must never be: which invariant, and what was seen.

export class Violation extends Error {
  readonly invariant: string;

  constructor(invariant: string, words: string) {
    super(`${invariant}: ${words}`);
    this.name = "Violation";
    this.invariant = invariant;
  }
}
