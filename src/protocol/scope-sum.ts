// The daily comparison of a device with the server: of each scope how many rows there are, and a sum of their ids and
// sequence numbers. Silent differences are found by it, and mended by sending the scope whole.

/** How many rows, and the XOR of their hashes as 16 hex digits. */
export type ScopeSum = [count: number, hash: string];

export interface ScopeSums {
  readonly add: (scope: string, kind: string, id: string, seq: number) => void;
  readonly sums: () => Record<string, ScopeSum>;
}

interface Sum {
  count: number;
  high: number;
  low: number;
}

/** Adds rows up in any order: the sum does not depend on it. */
export function createScopeSums(): ScopeSums {
  const sumByScope = new Map<string, Sum>();
  return {
    add: (scope, kind, id, seq) => {
      const sum = sumByScope.get(scope) ?? { count: 0, high: 0, low: 0 };
      const text = `${kind}|${id}|${seq}`;
      sum.count += 1;
      sum.high ^= fnv1a(text, 0x811c9dc5);
      sum.low ^= fnv1a(text, 0x01234567);
      sumByScope.set(scope, sum);
    },
    sums: () =>
      Object.fromEntries(
        [...sumByScope].map(([scope, { count, high, low }]) => [scope, [count, `${hex(high)}${hex(low)}`]]),
      ),
  };
}

/** The scopes in which two sides differ, those that only one of them has included. */
export function scopesThatDiffer(
  ours: Readonly<Record<string, ScopeSum>>,
  theirs: Readonly<Record<string, ScopeSum>>,
): string[] {
  const scopes = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  const isSame = (scope: string) =>
    ours[scope]?.[0] === theirs[scope]?.[0] && ours[scope]?.[1] === theirs[scope]?.[1];
  return [...scopes].filter((scope) => !isSame(scope)).sort();
}

function fnv1a(text: string, start: number): number {
  let hash = start;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  // Spread the last characters too: sequence numbers differ in them only.
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 12);
}

function hex(number: number): string {
  return (number >>> 0).toString(16).padStart(8, "0");
}
