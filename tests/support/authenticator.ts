// An authenticator app for tests: holds the secrets it was shown and gives each code once, as a phone and a patient
// person would. Nothing of the rule is bypassed: what a test sets up here is set up really.
import { generateSync } from "otplib";
import * as z from "zod/mini";
import { signedInSchema } from "../../src/protocol/account-messages.ts";
import { factorBegunSchema } from "../../src/protocol/sign-in-messages.ts";

const stepMs = 30_000;

export interface Authenticator {
  /** Takes in the secret of an account. */
  readonly hold: (account: string, secret: string) => void;
  /** A code that was not used yet. Throws when the three that a server takes at this moment are used up. */
  readonly code: (account: string, nowMs: number) => string;
}

export function createAuthenticator(): Authenticator {
  const entries = new Map<string, { secret: string; lastStep: number }>();
  return {
    hold: (account, secret) => void entries.set(account, { secret, lastStep: 0 }),
    code: (account, nowMs) => {
      const entry = entries.get(account);
      if (entry === undefined) throw new Error(`No authenticator was set up for ${account}.`);
      const now = Math.floor(nowMs / stepMs);
      const step = Math.max(entry.lastStep + 1, now - 1);
      if (step > now + 1) throw new Error("Every code of this minute is used: let the test's clock go on.");
      entry.lastStep = step;
      return generateSync({ secret: entry.secret, epoch: (step * stepMs) / 1000 });
    },
  };
}

type Ask = (path: string, body: unknown) => Promise<Response>;

/** Sets up the second factor of whoever `ask` is signed in as, through the real routes. */
export async function setUpFactorBy(
  ask: Ask,
  phone: Authenticator,
  account: string,
  nowMs: number,
): Promise<void> {
  const begun = await (await ask("/api/auth/factor/begin", {})).json();
  const { pending, secret } = factorBegunSchema.parse(begun);
  phone.hold(account, secret);
  const type = () => ask("/api/auth/factor/confirm", { pending, code: phone.code(account, nowMs) });
  const confirmed = await typedAgainWhenOld(type);
  if (!confirmed.ok) throw new Error(`The first code was not taken: ${await confirmed.text()}`);
  const { mustSetUpFactor } = signedInSchema.parse(await confirmed.json());
  if (mustSetUpFactor) throw new Error("The second factor was not taken.");
}

const refusedSchema = z.object({ code: z.string() });
const pendingSchema = z.object({ needs: z.literal("second-factor"), pending: z.string() });

/** Goes on with a sign-in that waits for the second factor. @returns the answer, with its cookie */
export async function answerFactorBy(
  ask: Ask,
  phone: Authenticator,
  account: string,
  nowMs: number,
  first: Response,
): Promise<Response> {
  const { pending } = pendingSchema.parse(await first.json());
  return await typedAgainWhenOld(() =>
    ask("/api/auth/second-factor", { pending, code: phone.code(account, nowMs) }),
  );
}

/** Codes are given from the oldest on: where the clock went on between two of them, the next one is typed. */
async function typedAgainWhenOld(type: () => Promise<Response>): Promise<Response> {
  const answer = await type();
  if (answer.ok) return answer;
  const { code } = refusedSchema.parse(await answer.clone().json());
  return code === "wrong-code" ? await type() : answer;
}
