// Second copies in memory, where there is no browser: they outlive a database that is thrown away, as files would.
import {
  keyOf,
  type AllSpareCopies,
  type SpareCopies,
  type SpareCopy,
  type SpareKey,
  type SpareTaken,
} from "../../src/storage/spare-copies.ts";

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

/** The shelves of everybody on one tablet. */
export class SpareShelves implements AllSpareCopies {
  readonly #shelves = new Map<string, SpareShelf>();
  readonly #taken = new Map<string, SpareTaken>();

  of(personKey: string): SpareShelf {
    const shelf = this.#shelves.get(personKey) ?? new SpareShelf();
    this.#shelves.set(personKey, shelf);
    return shelf;
  }

  readonly people = () =>
    Promise.resolve(new Map([...this.#shelves].filter(([, shelf]) => shelf.copies.size > 0)));
  readonly taken = (client: string) => Promise.resolve(this.#taken.get(client));
  readonly noteTaken = (client: string, taken: SpareTaken | null): Promise<void> => {
    if (taken === null) this.#taken.delete(client);
    else this.#taken.set(client, taken);
    return Promise.resolve();
  };
}
