// One listener at an event stream of the server: the numbers that it was poked with, in order.

export interface Ear {
  /** The next number; waits for it. */
  readonly next: () => Promise<number>;
  /** Numbers that have come and were not asked for yet. */
  readonly waiting: () => number[];
  readonly forget: () => void;
  /** All that came, as it came. */
  readonly raw: string[];
}

export function listen(stream: ReadableStream<Uint8Array>): Ear {
  const raw: string[] = [];
  const numbers: number[] = [];
  let wake = Promise.withResolvers<void>();
  const take = async () => {
    const decoder = new TextDecoder();
    for await (const bytes of stream) {
      const text = decoder.decode(bytes);
      raw.push(text);
      for (const [, seq] of text.matchAll(/^event: poke\ndata: \{"seq":(\d+)\}$/gm))
        numbers.push(Number(seq));
      wake.resolve();
      wake = Promise.withResolvers<void>();
    }
  };
  // A server that is ended ends the stream one way or another.
  const taking = take().catch((fault: unknown) => void raw.push(String(fault)));
  return {
    next: async () => {
      for (;;) {
        const number = numbers.shift();
        if (number !== undefined) return number;
        const isOver = await Promise.race([wake.promise.then(() => false), taking.then(() => true)]);
        if (isOver && numbers.length === 0) throw new Error("The stream has ended.");
      }
    },
    waiting: () => [...numbers],
    forget: () => void numbers.splice(0),
    raw,
  };
}
