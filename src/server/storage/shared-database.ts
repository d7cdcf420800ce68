// A database that several processes use at once. It knows how long to step aside when two transactions were in each
// other's way.
import { setTimeout as after } from "node:timers/promises";
import { Kysely, type Dialect } from "kysely";
import type { Random } from "../random.ts";
import type { Tables } from "./tables.ts";

const shortestPauseMs = 5;

export class SharedDatabase extends Kysely<Tables> {
  readonly #random: Random;

  constructor(dialect: Dialect, random: Random) {
    super({ dialect });
    this.#random = random;
  }

  /** Twice as long with every try, and by chance, so that two which collided do not collide again. */
  async pauseBeforeTry(tryNumber: number): Promise<void> {
    const [chance = 0] = this.#random.bytes(1);
    await after(shortestPauseMs * 2 ** tryNumber * (chance / 255));
  }
}
