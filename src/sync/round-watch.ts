// Notices when a round gives no sign of life: a database call that never comes back, as iPads leave behind when they cut
// a connection in the background, must not keep this tablet's work from leaving for ever.
import { StuckError } from "../storage/faults.ts";
import type { Messenger } from "./messenger.ts";

/** Longer than the longest request, and than any page takes to be taken in on a slow tablet. */
const longestSilenceMs = 180_000;

/**
 * Runs a round with a messenger whose every request and answer is a sign of life. A round that was given up and goes on
 * later after all does no harm: what it brings is for an older state of the device, as from another window.
 * @returns what the round returns; throws `StuckError` after too long a silence
 */
export async function whileAlive<T>(
  page: Pick<Window, "setTimeout" | "clearTimeout">,
  messenger: Messenger,
  round: (watched: Messenger) => Promise<T>,
): Promise<T> {
  const silence = Promise.withResolvers<never>();
  let timer: number | undefined;
  let isOver = false;
  const sign = () => {
    page.clearTimeout(timer);
    if (isOver) return;
    timer = page.setTimeout(
      () => silence.reject(new StuckError("The database did not answer.")),
      longestSilenceMs,
    );
  };
  const watch =
    <In, Out>(send: (request: In) => Promise<Out>) =>
    (request: In) => {
      sign();
      return send(request).finally(sign);
    };
  sign();
  try {
    const watched: Messenger = {
      ...messenger,
      push: watch(messenger.push),
      pull: watch(messenger.pull),
    };
    return await Promise.race([round(watched), silence.promise]);
  } finally {
    isOver = true;
    page.clearTimeout(timer);
  }
}
