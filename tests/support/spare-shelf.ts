// Second copies in memory, where there is no browser: they outlive a database that is thrown away, as files would.
import { keyOf, type SpareCopies, type SpareCopy, type SpareKey } from "../../src/storage/spare-copies.ts";

export class SpareShelf implements SpareCopies {
  readonly #copies: Map<string, SpareCopy>;

  constructor(copies: Iterable<readonly [string, SpareCopy]> = []) {
    this.#copies = new Map(copies);
  }

  get copies(): ReadonlyMap<string, SpareCopy> {
    return this.#copies;
  }

  readonly keep = (copy: SpareCopy): Promise<void> => {
    this.#copies.set(JSON.stringify(keyOf(copy)), copy);
    return Promise.resolve();
  };
  readonly keys = (): Promise<SpareKey[]> => Promise.resolve([...this.#copies.values()].map(keyOf));
  readonly read = (key: SpareKey): Promise<SpareCopy | undefined> =>
    Promise.resolve(this.#copies.get(JSON.stringify({ ...key })));
  readonly drop = (key: SpareKey): Promise<void> => {
    this.#copies.delete(JSON.stringify({ ...key }));
    return Promise.resolve();
  };
}
