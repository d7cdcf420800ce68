// Checking a code of somebody's authenticator: slowed down, and no code counts twice.
import type { Parts } from "./parts.ts";
import { refuse, type Refused } from "./refusal.ts";
import { readFactor, useStep } from "./storage/factor-rows.ts";
import { stepOfCode } from "./totp.ts";

/** Checks and uses up a code. */
async function tryCode(parts: Parts, account: string, code: string): Promise<"right" | "wrong" | "used"> {
  const factor = await readFactor(parts.db, account);
  if (factor === undefined) return "wrong";
  const nowMs = parts.clock.nowMs();
  const step = await stepOfCode(factor.secret, code, nowMs, factor.lastStep);
  if (step !== undefined) return (await useStep(parts.db, account, step)) ? "right" : "used";
  return (await stepOfCode(factor.secret, code, nowMs, 0)) === undefined ? "wrong" : "used";
}

/** The refusal of a code that is wrong or came too soon after too many others; undefined when it was right. */
export async function refuseCode(
  parts: Parts,
  account: string,
  code: string,
  address: string,
): Promise<Refused | undefined> {
  const guess = { address, name: `(factor) ${account}` };
  const waitSeconds = parts.throttle.tryOnce(guess);
  if (waitSeconds > 0) return refuse("too-many-tries", waitSeconds);
  const outcome = await tryCode(parts, account, code);
  if (outcome !== "right") return refuse(outcome === "used" ? "used-code" : "wrong-code");
  parts.throttle.forgive(guess);
  return undefined;
}
