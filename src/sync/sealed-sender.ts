// Decides when the sealed work of those who are locked out is sent: at the start, at each lock, when the network or the page
// comes back, and once a minute while the page is seen. One round at a time.
import { sendSealed, type SealedOutcome, type SealedSending } from "./sealed-push.ts";

export interface SealedSender {
  /** Sends now, or once more after the round that is running. */
  readonly sendNow: () => Promise<void>;
  readonly stop: () => void;
}

const everyMs = 60_000;

/**
 * @param onRound what became of each database's work: for the locked screen
 * @param around the page, passed in so that tests own time
 */
export function startSealedSender(
  sending: SealedSending,
  onRound: (outcomes: ReadonlyMap<string, SealedOutcome>) => void,
  around: {
    readonly page: Pick<Window, "addEventListener" | "removeEventListener" | "setInterval" | "clearInterval">;
    readonly isVisible: () => boolean;
  },
): SealedSender {
  let running: Promise<void> | undefined;
  let isAskedAgain = false;
  const rounds = async (): Promise<void> => {
    do {
      isAskedAgain = false;
      onRound(await sendSealed(sending));
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
  return { sendNow, stop };
}
