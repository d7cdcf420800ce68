// Decides when the sealed work of those who are locked out is sent: at the start, at each lock, when the network or the page
// comes back, and once a minute while the page is seen. One round at a time.
import { copiesWaiting, sendCopies } from "./sealed-copies.ts";
import { sealedWaiting, sendSealed, type SealedSending } from "./sealed-push.ts";
import { stuckWorkOf, type StuckWork } from "./stuck-work.ts";

export interface SealedSender {
  /** Sends now, or once more after the round that is running. */
  readonly sendNow: () => Promise<void>;
  /** How much of each person's work waits here, by the person's key: it needs no key to count. */
  readonly waiting: () => Promise<ReadonlyMap<string, number>>;
  /** What the last round found that cannot leave by itself. */
  readonly stuck: () => readonly StuckWork[];
  readonly stop: () => void;
}

const everyMs = 60_000;
/** What the server has already is asked about at the start, and in one round of so many. */
const askingRounds = 60;

/**
 * @param around the page, passed in so that tests own time
 */
export function startSealedSender(
  sending: SealedSending,
  around: {
    readonly page: Pick<Window, "addEventListener" | "removeEventListener" | "setInterval" | "clearInterval">;
    readonly isVisible: () => boolean;
  },
): SealedSender {
  let running: Promise<void> | undefined;
  let isAskedAgain = false;
  let stuck: readonly StuckWork[] = [];
  let made = 0;
  const round = async (): Promise<void> => {
    const outcomes = await sendSealed(sending);
    const copies = await sendCopies(sending, made % askingRounds === 0);
    made += 1;
    stuck = stuckWorkOf(await sending.shell.databases.toArray(), outcomes, copies);
  };
  const rounds = async (): Promise<void> => {
    do {
      isAskedAgain = false;
      await round();
    } while (isAskedAgain);
  };
  const sendNow = (): Promise<void> => {
    if (running !== undefined) {
      isAskedAgain = true;
      return running;
    }
    running = rounds().finally(() => (running = undefined));
    return running;
  };
  const ask = () => void sendNow();
  const { page } = around;
  const timer = page.setInterval(() => (around.isVisible() ? ask() : undefined), everyMs);
  page.addEventListener("online", ask);
  page.addEventListener("pageshow", ask);
  ask();
  const stop = () => {
    page.clearInterval(timer);
    page.removeEventListener("online", ask);
    page.removeEventListener("pageshow", ask);
  };
  const waiting = async () => {
    const sum = await sealedWaiting(sending);
    for (const [key, count] of await copiesWaiting(sending)) sum.set(key, (sum.get(key) ?? 0) + count);
    return sum;
  };
  return { sendNow, waiting, stuck: () => stuck, stop };
}
