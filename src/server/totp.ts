// Time-based codes from an authenticator app (RFC 6238): the only file that knows the library.
import { generateURI, ScureBase32Plugin, verify } from "otplib";
import type { Random } from "./random.ts";

const stepSeconds = 30;
/** A phone's clock may be half a minute off either way. */
const toleranceSeconds = 30;

/** 160 random bits in the letters that authenticator apps take. */
export function newFactorSecret(random: Random): string {
  return new ScureBase32Plugin().encode(random.bytes(20));
}

/** What the QR code says: whose account in which school, and the secret. */
export function factorAddress(secret: string, schoolName: string, signInName: string): string {
  return generateURI({ issuer: `Alongside ${schoolName}`, label: signInName, secret });
}

/**
 * The time step of a right code; undefined when it is wrong.
 * @param afterStep steps up to here are used up: no code counts twice
 */
export async function stepOfCode(
  secret: string,
  code: string,
  nowMs: number,
  afterStep: number,
): Promise<number | undefined> {
  const epoch = Math.floor(nowMs / 1000);
  const newestStep = Math.floor((epoch + toleranceSeconds) / stepSeconds);
  const result = await verify({
    secret,
    token: code,
    epoch,
    epochTolerance: toleranceSeconds,
    // The library refuses a step of the future as a fault; a server whose clock was set back may hold one.
    afterTimeStep: Math.min(afterStep, newestStep),
  });
  return result.valid && "timeStep" in result ? result.timeStep : undefined;
}
