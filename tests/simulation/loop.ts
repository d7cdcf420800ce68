// The event loop of a simulated world: it owns every task, timer and gate, and runs one of them at a time. Between two
// of them all promises that can settle have settled, so that the same seed gives the same order, always.
import type { Chance } from "../../src/demo/chance.ts";

/** One program that can die: a window of a device, or a server. Nothing of a dead one goes on. */
export interface Life {
  readonly name: string;
  isDead: boolean;
}

interface Gate {
  readonly life: Life;
  readonly what: string;
  readonly open: () => void;
  /** Held gates open only when somebody releases them. */
  isHeld: boolean;
}

interface Timer {
  readonly due: number;
  readonly run: () => void;
}

const real = {
  setImmediate: globalThis.setImmediate,
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  now: Date.now,
  random: Math.random,
  warn: console.warn,
};

export class Loop {
  /** Steps taken so far. */
  steps = 0;
  /** Called before each step: crashes are planned by it. */
  onStep: () => void = () => {};
  /** While only one thing runs and nothing is to die, gates stand open. */
  isCalm = false;
  readonly #chance: Chance;
  #tasks: (() => void)[] = [];
  #gates: Gate[] = [];
  #timers = new Map<number, Timer>();
  #timerNumber = 1;
  #hash = 0x811c9dc5;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** Takes over the globals by which programs ask for a later moment, for the time and for chance. */
  takeOver(nowMs: () => number): void {
    const queue = (run: (...args: unknown[]) => void, ...args: unknown[]) => {
      this.#tasks.push(() => run(...args));
      return 0;
    };
    const later = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
      if (ms <= 1) return queue(run, ...args);
      this.#timerNumber += 1;
      this.#timers.set(this.#timerNumber, { due: nowMs() + ms, run: () => run(...args) });
      return this.#timerNumber;
    };
    Object.assign(globalThis, {
      setImmediate: queue,
      setTimeout: later,
      clearTimeout: (timer: number) => void this.#timers.delete(timer),
    });
    Date.now = nowMs;
    Math.random = () => this.#chance.next();
    // An app that was updated brings new tables without a new number of its own; Dexie says so each time.
    console.warn = (...words) =>
      String(words[0]).startsWith("Dexie SchemaDiff") ? undefined : real.warn(...words);
  }

  giveBack(): void {
    const { setImmediate, setTimeout, clearTimeout } = real;
    Object.assign(globalThis, { setImmediate, setTimeout, clearTimeout });
    Date.now = real.now;
    Math.random = real.random;
    console.warn = real.warn;
  }

  /** A place where one program may have to wait while others go on, or may die. */
  gate(life: Life, what: string, isHeld = false): Promise<void> {
    if (this.isCalm && !isHeld && !life.isDead) return Promise.resolve();
    return new Promise((open) => this.#gates.push({ life, what, open, isHeld }));
  }

  /** How many gates are held. */
  get held(): number {
    return this.#gates.filter((gate) => gate.isHeld && !gate.life.isDead).length;
  }

  /** Lets the n-th held gate be opened. */
  release(at: number): void {
    const gate = this.#gates.filter((one) => one.isHeld && !one.life.isDead)[at];
    if (gate !== undefined) gate.isHeld = false;
  }

  /** Writes a line into the run's fingerprint. */
  note(line: string): void {
    for (let at = 0; at < line.length; at += 1) {
      this.#hash = Math.imul(this.#hash ^ line.charCodeAt(at), 0x01000193);
    }
  }

  get hash(): string {
    return (this.#hash >>> 0).toString(16).padStart(8, "0");
  }

  /** Runs until nothing is left to run. @param isWaiting whether somebody still waits: then timers run too */
  async untilIdle(isWaiting: () => boolean): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const turn = () => {
        try {
          if (this.#step() || (isWaiting() && this.#fireTimer())) real.setImmediate(turn);
          else resolve();
        } catch (fault) {
          reject(fault instanceof Error ? fault : new Error(String(fault)));
        }
      };
      real.setImmediate(turn);
    });
  }

  /** Runs the tasks that are left, of programs that are all dead. */
  async runOut(): Promise<void> {
    this.onStep = () => {};
    this.steps = 0;
    await this.untilIdle(() => false);
  }

  /** @returns false when there is nothing to do */
  #step(): boolean {
    this.onStep();
    this.#gates = this.#gates.filter((gate) => !gate.life.isDead);
    const open = this.#gates.filter((gate) => !gate.isHeld);
    const task = this.#tasks[0];
    if (task === undefined && open.length === 0) return false;
    this.steps += 1;
    if (this.steps > maxSteps) throw new Error("This world never comes to rest.");
    const isTask = task !== undefined && (open.length === 0 || this.#chance.chance(0.6));
    if (isTask) {
      this.#tasks.shift();
      task();
      return true;
    }
    const gate = open.length === 1 ? open[0] : this.#chance.pick(open);
    if (gate === undefined) return false;
    this.#gates = this.#gates.filter((one) => one !== gate);
    this.note(`${gate.life.name} ${gate.what}`);
    gate.open();
    return true;
  }

  #fireTimer(): boolean {
    const [first] = [...this.#timers].toSorted(([, a], [, b]) => a.due - b.due);
    if (first === undefined) return false;
    this.#timers.delete(first[0]);
    this.note("timer");
    first[1].run();
    return true;
  }
}

const maxSteps = 400_000;
