// Checking a code of somebody's authenticator: slowed down, and no code counts twice.
import type { Parts } from "./parts.ts";
import { refuse, type Refused } from "./refusal.ts";
import { readFactor, useStep } from "./storage/factor-rows.ts";
import { stepOfCode } from "./totp.ts";

/** Checks and uses up a code. */
async function isRightCode(parts: Parts, account: string, code: string): Promise<boolean> {
  const factor = await readFactor(parts.db, account);
  if (factor === undefined) return false;
  const step = await stepOfCode(factor.secret, code, parts.clock.nowMs(), factor.lastStep);
  return step !== undefined && (await useStep(parts.db, account, step));
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
  if (!(await isRightCode(parts, account, code))) return refuse("wrong-code");
  parts.throttle.forgive(guess);
  return undefined;
}
