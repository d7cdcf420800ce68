// A person who unlocked with a PIN or a badge is known to this tablet, not yet to the server, and the server may still
// know whoever was here before. So nothing goes out in this person's name until the server has said that it is them.
import type { ApiAnswer, SignedIn } from "../api/client.ts";

/** Asks the server to recognise the person; the secret that it needs is held by it until then, and no longer. */
export type Prove = () => Promise<ApiAnswer<SignedIn>>;

export interface OwnSession {
  /** `fetch`, in this person's name. */
  readonly send: typeof fetch;
  /** Resolves when the server knows the person; never, when it does not. */
  readonly proven: Promise<void>;
}

/** Refusals that another try later can overcome. */
const passing = new Set(["offline", "try-again", "too-many-tries", "tablet-paused"]);

/**
 * @param prove absent when the server knows the person already
 * @param onKnown what the server says of the person, which may be news
 */
export function createOwnSession(
  send: typeof fetch,
  prove: Prove | undefined,
  onKnown: (person: SignedIn) => void,
): OwnSession {
  let pending = prove;
  let asking: Promise<ApiAnswer<SignedIn>> | undefined;
  let refusal: Exclude<ApiAnswer<SignedIn>, { ok: true }> | undefined;
  let isProven = () => {};
  const proven = new Promise<void>((resolve) => (isProven = resolve));
  if (prove === undefined) isProven();
  const ask = async (wanted: Prove) => {
    asking ??= wanted().finally(() => (asking = undefined));
    const answer = await asking;
    if (answer.ok) {
      if (pending !== undefined) onKnown(answer.value);
      pending = undefined;
      isProven();
    } else if (!passing.has(answer.code)) refusal = answer;
    return answer;
  };
  return {
    proven,
    send: async (input, init) => {
      if (pending === undefined) return await send(input, init);
      const answer = refusal ?? (await ask(pending));
      if (answer.ok) return await send(input, init);
      if (answer.code === "offline") throw new TypeError(answer.message);
      const status = passing.has(answer.code) ? 503 : 401;
      const code = passing.has(answer.code) ? "try-again" : "not-signed-in";
      return Response.json({ code, message: answer.message }, { status });
    },
  };
}
