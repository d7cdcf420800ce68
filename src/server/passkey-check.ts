// Asking for passkeys and checking what comes back: the only file that knows the library, which is loaded at the first
// passkey: it is large, and most starts need none.
import * as z from "zod/mini";
import type { newPasskeySchema, PasskeyAsked, usedPasskeySchema } from "../protocol/passkey-messages.ts";
import { answerChallenge, makeChallenge } from "./challenges.ts";
import type { Parts } from "./parts.ts";
import { relyingPartyOf } from "./relying-party.ts";
import type { ChallengePurpose } from "./storage/challenge-rows.ts";
import { notePasskeyUse, passkeysOf, readPasskey, type PasskeyRow } from "./storage/passkey-rows.ts";

const library = () => import("@simplewebauthn/server");

type AskPurpose = Extract<ChallengePurpose, "passkey-sign-in" | "passkey-factor" | "passkey-prove">;
const askedSchema = z.object({ challenge: z.string() });

/** Asks for a new passkey that can also say who somebody is, held by a device that checks its owner. */
export async function askNewPasskey(
  parts: Parts,
  request: Request,
  account: { readonly id: string; readonly signInName: string },
): Promise<PasskeyAsked> {
  const known = await passkeysOf(parts.db, account.id);
  const { generateRegistrationOptions } = await library();
  const options = await generateRegistrationOptions({
    rpName: "Alongside",
    rpID: relyingPartyOf(request).id,
    userName: account.signInName,
    userID: new TextEncoder().encode(account.id),
    challenge: Uint8Array.from(parts.random.bytes(32)),
    attestationType: "none",
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  const { challenge } = options;
  const pending = await makeChallenge(parts, "passkey-add", account.id, { challenge });
  return { pending, options: { ...options } };
}

/** @returns the new passkey, or undefined when it is not one that was asked for here */
export async function checkNewPasskey(
  parts: Parts,
  request: Request,
  account: string,
  answer: { readonly pending: string; readonly passkey: z.infer<typeof newPasskeySchema> },
): Promise<Pick<PasskeyRow, "id" | "publicKey" | "counter" | "transports"> | undefined> {
  const asked = await answerChallenge(parts, "passkey-add", answer.pending, askedSchema);
  if (asked === undefined || asked.account !== account) return undefined;
  const { id: expectedRPID, origin: expectedOrigin } = relyingPartyOf(request);
  const { challenge: expectedChallenge } = asked.data;
  const { verifyRegistrationResponse } = await library();
  const result = await unlessMalformed(() =>
    verifyRegistrationResponse({
      response: withoutGaps(answer.passkey),
      expectedChallenge,
      expectedOrigin,
      expectedRPID,
      requireUserVerification: true,
    }),
  );
  if (result?.verified !== true) return undefined;
  const { id, publicKey, counter, transports = [] } = result.registrationInfo.credential;
  return { id, publicKey: Buffer.from(publicKey).toString("base64url"), counter, transports };
}

/** Asks for a signature by any passkey of an account; without an account by whichever the person chooses. */
export async function askPasskey(
  parts: Parts,
  request: Request,
  purpose: AskPurpose,
  account: string | null,
): Promise<PasskeyAsked> {
  const known = account === null ? [] : await passkeysOf(parts.db, account);
  const { generateAuthenticationOptions } = await library();
  const options = await generateAuthenticationOptions({
    rpID: relyingPartyOf(request).id,
    challenge: Uint8Array.from(parts.random.bytes(32)),
    allowCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
    userVerification: "required",
  });
  const { challenge } = options;
  const pending = await makeChallenge(parts, purpose, account, { challenge });
  return { pending, options: { ...options } };
}

/** @returns the passkey that signed, or undefined when the signature is not good for what was asked */
export async function checkPasskey(
  parts: Parts,
  request: Request,
  purpose: AskPurpose,
  answer: { readonly pending: string; readonly passkey: z.infer<typeof usedPasskeySchema> },
): Promise<PasskeyRow | undefined> {
  const asked = await answerChallenge(parts, purpose, answer.pending, askedSchema);
  if (asked === undefined) return undefined;
  const known = await readPasskey(parts.db, answer.passkey.id);
  if (known === undefined || (asked.account !== null && asked.account !== known.account)) return undefined;
  const { id: expectedRPID, origin: expectedOrigin } = relyingPartyOf(request);
  const { challenge: expectedChallenge } = asked.data;
  const publicKey = Uint8Array.from(Buffer.from(known.publicKey, "base64url"));
  const { verifyAuthenticationResponse } = await library();
  const result = await unlessMalformed(() =>
    verifyAuthenticationResponse({
      response: withoutGaps(answer.passkey),
      expectedChallenge,
      expectedOrigin,
      expectedRPID,
      credential: { id: known.id, publicKey, counter: known.counter, transports: [...known.transports] },
      requireUserVerification: true,
    }),
  );
  if (result?.verified !== true) return undefined;
  await notePasskeyUse(parts.db, known.id, result.authenticationInfo.newCounter, parts.clock.nowMs());
  return known;
}

/** The library throws on what does not fit; what a browser sent is never a fault of ours. */
async function unlessMalformed<T>(check: () => Promise<T>): Promise<T | undefined> {
  try {
    return await check();
  } catch (fault) {
    if (fault instanceof Error) return undefined;
    throw fault;
  }
}

type WithoutGaps<T> = {
  [K in keyof T]: Exclude<T[K], undefined> extends object
    ? WithoutGaps<Exclude<T[K], undefined>>
    : Exclude<T[K], undefined>;
};

function withoutGaps<T>(value: T): WithoutGaps<T> {
  return JSON.parse(JSON.stringify(value));
}
