// Ids and bytes of a simulated world: they look random and repeat with the seed. Each school's ids carry its own mark, so
// that a word of another school in an answer is seen at once.
import type { Chance } from "../../src/demo/chance.ts";
import type { Random } from "../../src/server/random.ts";

const letters = "0123456789abcdef";

/** @param mark eight hexadecimal digits at the beginning of every id */
export function idsOf(chance: Chance, mark: string): () => string {
  const part = (length: number) =>
    Array.from({ length }, () => letters[Math.floor(chance.next() * 16)] ?? "0").join("");
  return () => `${mark}-${part(4)}-4${part(3)}-8${part(3)}-${part(12)}`;
}

export function randomOf(chance: Chance, mark: string): Random {
  return {
    uuid: idsOf(chance, mark),
    bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(chance.next() * 256)),
  };
}
